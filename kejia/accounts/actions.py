"""What is done to accounts. Each act checks, writes, and leaves its entry in the trail, in one transaction."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kejia.accounts.access import (
    may_change,
    may_end_sessions,
    may_give_technical_role,
    may_restore,
    may_second_technical_role,
    may_suspend,
    require,
)
from kejia.accounts.addresses import Address
from kejia.accounts.kinds import Channel, EmployerKind, TechnicalRoleKind
from kejia.accounts.models import Account, Consent, TechnicalRole
from kejia.accounts.reads import find_account
from kejia.plain.text import Language, Text
from kejia.trail import actions as trail
from kejia.trail.actor import Actor

TAKEN = Text(
    "这个{channel}已经属于另一个账号；请用它登录，或换一个",
    "another account has this {channel}; sign in with it, or take another one",
)
NEEDS_REASON = Text("请写明原因，会留在操作记录里", "say why; it stays in the trail")
TWO_ROLES = Text(
    "这个账号在这些日子里已有一种技术管理员身份；三员不得兼任",
    "this account holds a technical role on some of these days; nobody holds two of the three",
)


class AccountError(ValueError):
    """Not done; says why and what to do."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


class AddressTaken(AccountError):
    """Another account has this phone or mailbox."""

    def __init__(self, channel: Channel) -> None:
        words = Text("手机号", "phone") if channel is Channel.SMS else Text("邮箱", "mailbox")
        super().__init__(TAKEN.filled(channel=words))


class NoReason(AccountError):
    """A reason is asked for."""

    def __init__(self) -> None:
        super().__init__(NEEDS_REASON)


class TwoTechnicalRoles(AccountError):
    """Nobody holds two of the three at once."""

    def __init__(self) -> None:
        super().__init__(TWO_ROLES)


@transaction.atomic
def create_account(
    *,
    phone: Address | None = None,
    email: Address | None = None,
    name: str = "",
    county: str = "",
    field: str = "",
    employer: EmployerKind | None = None,
    language: Language = "zh",
    by: Actor,
) -> Account:
    """A new account with addresses that were proved, or that the console vouches for. Raises AddressTaken.

    Anybody may have one: the door is open, what lies behind it is a matter of posts.
    """
    for address in filter(None, (phone, email)):
        if find_account(address):
            raise AddressTaken(address.channel)
    account = Account(
        phone=phone.value if phone else None,
        email=email.value if email else None,
        name=name,
        county=county,
        field=field,
        employer=employer or "",
        language=language,
    )
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise AddressTaken((phone or email or Address(Channel.SMS, "")).channel) from error
    _tell_allauth(account)
    trail.record("account_created", by=by, subject=account)
    return account


@transaction.atomic
def change_details(
    account: Account,
    *,
    name: str,
    county: str,
    field: str,
    employer: EmployerKind,
    language: Language,
    by: Actor,
) -> None:
    """What its holder says of themselves."""
    require(may_change(by, account))
    account.name, account.county, account.field = name, county, field
    account.employer, account.language = employer, language
    account.save(update_fields=["name", "county", "field", "employer", "language"])
    trail.record("account_details_changed", by=by, subject=account)


@transaction.atomic
def set_address(account: Account, address: Address, *, by: Actor) -> None:
    """A phone or mailbox that was just proved takes the place of the old one. Raises AddressTaken."""
    require(may_change(by, account))
    found = find_account(address)
    if found and found.pk != account.pk:
        raise AddressTaken(address.channel)
    name = "phone" if address.channel is Channel.SMS else "email"
    setattr(account, name, address.value)
    try:
        with transaction.atomic():
            account.save(update_fields=[name])
    except IntegrityError as error:
        raise AddressTaken(address.channel) from error
    _tell_allauth(account)
    trail.record(f"account_{name}_changed", by=by, subject=account, private={name: address.value})


@transaction.atomic
def set_password(account: Account, password: str, *, by: Actor, keep_session: str = "") -> None:
    """A password that was checked for strength; all other sessions end."""
    require(may_change(by, account))
    account.set_password(password)
    account.save(update_fields=["password"])
    _end_sessions(account, keep_session)
    trail.record("account_password_set", by=by, subject=account)


@transaction.atomic
def suspend(account: Account, *, reason: str, by: Actor) -> None:
    """From the very next request on nobody is in with it: sessions, tokens, sign-ins. Twice changes nothing."""
    require(may_suspend(by, account))
    if not reason.strip():
        raise NoReason
    changed = Account.objects.filter(pk=account.pk, suspended_at__isnull=True).update(
        suspended_at=timezone.now(), suspension_reason=reason.strip()[:500]
    )
    account.refresh_from_db()
    _end_sessions(account)
    if changed:
        trail.record("account_suspended", by=by, subject=account, private={"reason": reason.strip()})


@transaction.atomic
def restore(account: Account, *, reason: str, by: Actor) -> None:
    """It may sign in again; what was ended stays ended."""
    require(may_restore(by, account))
    if not reason.strip():
        raise NoReason
    changed = Account.objects.filter(pk=account.pk, suspended_at__isnull=False).update(
        suspended_at=None, suspension_reason=""
    )
    account.refresh_from_db()
    if changed:
        trail.record("account_restored", by=by, subject=account, private={"reason": reason.strip()})


@transaction.atomic
def revoke_sessions(account: Account, *, by: Actor, keep_session: str = "") -> int:
    """End all sessions, but for one where it is named, and all tokens of other sites; how many sessions."""
    require(may_end_sessions(by, account))
    ended = _end_sessions(account, keep_session)
    trail.record("account_sessions_revoked", by=by, subject=account, details={"sessions": ended})
    return ended


@transaction.atomic
def revoke_session(account: Account, id: int, *, by: Actor) -> bool:
    """End one session of this account; whether there was such a one."""
    require(may_end_sessions(by, account))
    session = UserSession.objects.filter(user=account, pk=id).first()
    if session is None:
        return False
    session.end()
    trail.record("account_session_revoked", by=by, subject=account)
    return True


@transaction.atomic
def consent(account: Account, text: str, version: str, digest: str) -> None:
    """Its holder agreed to this version of a text; once for each."""
    Consent.objects.get_or_create(account=account, text=text, version=version, defaults={"digest": digest})


@transaction.atomic
def give_technical_role(
    account: Account,
    role: TechnicalRoleKind,
    *,
    since: date,
    until: date | None = None,
    by: Actor,
    second: Actor | None = None,
) -> TechnicalRole:
    """Make it one of the three officers, `until` the last day. Raises TwoTechnicalRoles.

    Two others agree, which the database holds; the console needs no second.
    """
    require(may_give_technical_role(by))
    if second is not None:
        require(may_second_technical_role(second))
    days = DateRange(since, until + timedelta(days=1) if until else None)
    try:
        with transaction.atomic():
            given = TechnicalRole.objects.create(
                account=account,
                role=role,
                valid=days,
                given_by=f"{by.kind}:{by.id}" if by.kind != "person" else by.id,
                second_by=second.id if second else "",
            )
    except IntegrityError as error:
        if "accounts_one_technical_role" in str(error):
            raise TwoTechnicalRoles from error
        raise
    details = {"role": role.value, "since": since.isoformat(), "until": until.isoformat() if until else None}
    trail.record("technical_role_given", by=by, subject=account, details=details)
    return given


@transaction.atomic
def end_technical_role(given: TechnicalRole, *, by: Actor) -> None:
    """It ends before today; one that has not begun goes altogether."""
    require(may_give_technical_role(by))
    today = timezone.localdate()
    if given.valid.lower >= today:
        given.delete()
    elif given.valid.upper is None or given.valid.upper > today:
        given.valid = DateRange(given.valid.lower, today)
        given.save(update_fields=["valid"])
    trail.record("technical_role_ended", by=by, subject=given.account, details={"role": given.role})


def _end_sessions(account: Account, keep: str = "") -> int:
    Token.objects.filter(user=account).delete()
    ended = list(UserSession.objects.filter(user=account).exclude(session_key=keep or None))
    for session in ended:
        session.end()
    return len(ended)


def _tell_allauth(account: Account) -> None:
    """allauth keeps mailboxes in a table of its own, and gives other sites what stands there."""
    EmailAddress.objects.filter(user=account).exclude(email=account.email or "").delete()
    if account.email:
        EmailAddress.objects.get_or_create(
            user=account, email=account.email, defaults={"verified": True, "primary": True}
        )
