"""Passwords: proving by one, with the same lock-out as codes; and the hashing of one for accounts that do not exist."""

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from kejia.accounts.addresses import Address
from kejia.accounts.kinds import Method, SignInEventKind
from kejia.accounts.models import Account
from kejia.accounts.reads import find_account
from kejia.accounts.sign_in_log import LockedOut, Origin, key_of, locked_until, note, wait_for_turn
from kejia.plain.text import Text

WRONG = Text(
    "手机号（邮箱）或密码不对。没有设过密码的，请用验证码登录。",
    "phone (or e-mail) or password is wrong. If you never set a password, sign in by code.",
)


class WrongPassword(ValueError):
    """No such account, no password, or another one: not told apart."""

    def __init__(self) -> None:
        super().__init__(WRONG.en)
        self.say = WRONG


def prove_by_password(address: Address, password: str, origin: Origin) -> Account:
    """Whose account it is. Raises WrongPassword, LockedOut."""
    key = key_of(address.value)
    with transaction.atomic():
        wait_for_turn(key)
        until = locked_until(key, origin)
        account = find_account(address)
        right = until is None and _is_right(account, password)
        kind = (
            SignInEventKind.REFUSED if until else SignInEventKind.PROVED if right else SignInEventKind.FAILED
        )
        note(kind, key, origin, account=account, method=Method.PASSWORD)
    if until:
        raise LockedOut(until)
    if not right or account is None:
        raise WrongPassword
    return account


def _is_right(account: Account | None, password: str) -> bool:
    if account is None or not account.has_usable_password():
        make_password(password)  # takes as long as a check, so that time does not tell who is registered
        return False
    return check_password(password, account.password)
