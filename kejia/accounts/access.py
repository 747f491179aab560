"""Who may do what with accounts."""

from django.core.exceptions import PermissionDenied

from kejia.accounts.kinds import TechnicalRoleKind
from kejia.accounts.models import Account
from kejia.accounts.reads import actor_id, find_account_of_actor, holds_technical_role
from kejia.plain.text import Text
from kejia.trail.actor import Actor

NOT_YOURS = Text(
    "只有账号本人和安全管理员可以这样做",
    "only the holder of the account and the security officer may do this",
)


class MayNot(PermissionDenied):
    """This actor may not do this to that account."""

    def __init__(self) -> None:
        super().__init__(f"{NOT_YOURS.zh} · {NOT_YOURS.en}")


def is_machine(actor: Actor) -> bool:
    """The program itself, or whoever commands the machine."""
    return actor.kind in ("system", "console")


def is_holder(actor: Actor, account: Account) -> bool:
    """The account acts for itself."""
    return actor.kind == "person" and actor.id == actor_id(account)


def is_security_officer(actor: Actor) -> bool:
    """Holds the role today, and acts under it."""
    if actor.acted_as != TechnicalRoleKind.SECURITY:
        return False
    account = find_account_of_actor(actor)
    return account is not None and holds_technical_role(account, TechnicalRoleKind.SECURITY)


def may_suspend(actor: Actor, account: Account) -> bool:
    """Its holder (a lost phone), the security officer, the machine."""
    return is_machine(actor) or is_holder(actor, account) or is_security_officer(actor)


def may_restore(actor: Actor, account: Account) -> bool:
    """The security officer, and never for themselves; the machine."""
    return is_machine(actor) or (is_security_officer(actor) and not is_holder(actor, account))


def may_end_sessions(actor: Actor, account: Account) -> bool:
    """As for suspending."""
    return may_suspend(actor, account)


def may_change(actor: Actor, account: Account) -> bool:
    """Only its holder changes what an account says; the machine corrects."""
    return is_machine(actor) or is_holder(actor, account)


def may_give_technical_role(actor: Actor) -> bool:
    """The security officer proposes, another agrees; the console gives the first ones."""
    return is_machine(actor) or is_security_officer(actor)


def may_second_technical_role(actor: Actor) -> bool:
    """Whoever agrees holds a technical role already; the machine may."""
    account = find_account_of_actor(actor)
    return is_machine(actor) or (account is not None and holds_technical_role(account, *TechnicalRoleKind))


def require(allowed: bool) -> None:
    """Refuse. Raises MayNot."""
    if not allowed:
        raise MayNot
