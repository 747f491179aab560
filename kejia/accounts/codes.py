"""Six digits to a phone or mailbox: sent, tried, used once. Known and unknown addresses are answered alike."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from kejia.accounts import limits
from kejia.accounts.addresses import Address
from kejia.accounts.kinds import Channel, CodePurpose, Method, SignInEventKind
from kejia.accounts.models import Account, SignInCode
from kejia.accounts.sending import send_code
from kejia.accounts.sign_in_log import (
    Origin,
    key_of,
    note,
    require_another_code,
    require_unlocked,
    wait_for_turn,
)
from kejia.crypt.sealing import Sealer
from kejia.plain.folding import folded
from kejia.plain.text import Text

SEALER = Sealer("kejia.accounts.codes")
WORDS = Text(
    "科家验证码 {code}，{minutes} 分钟内有效。任何人（包括工作人员）都不会向您索要它；若不是您本人在操作，不必理会。",
    "Your Kejia code is {code}, good for {minutes} minutes. Nobody, staff included, will ever ask you for it; if it "
    "was not you, do nothing.",
)
WRONG = Text("验证码不对，还可以试 {left} 次", "that is not the code; {left} tries are left")
VOID = Text("这个验证码已经失效，请重新获取", "this code is no longer good; ask for a new one")


class WrongCode(ValueError):
    """Not these digits, or no longer; says what to do."""

    def __init__(self, say: Text, *, void: bool) -> None:
        super().__init__(say.en)
        self.say = say
        self.void = void


@dataclass(frozen=True)
class Proved:
    """What a right code proves."""

    address: Address
    account: Account | None
    """As it stood when the code was sent."""


def send_sign_in_code(
    address: Address, purpose: CodePurpose, origin: Origin, *, account: Account | None = None
) -> SignInCode:
    """Send a new code; the older ones for the same purpose are void. Raises LockedOut, TooManyCodes, CannotSend."""
    key = key_of(address.value)
    require_unlocked(key, origin, account=account)
    digits = f"{secrets.randbelow(10**limits.CODE_DIGITS):0{limits.CODE_DIGITS}}"
    with transaction.atomic():
        wait_for_turn(key)
        require_another_code(key, origin)
        SignInCode.objects.filter(address=address.value, purpose=purpose, used_at=None).update(tries_left=0)
        code = SignInCode.objects.create(
            channel=address.channel,
            address=address.value,
            purpose=purpose,
            account=account,
            digest="",
            lapses_at=timezone.now() + limits.CODE_LASTS,
            tries_left=limits.TRIES_FOR_A_CODE,
        )
        code.digest = digest_of(code, digits)
        code.save(update_fields=["digest"])
        note(SignInEventKind.CODE_SENT, key, origin, account=account, method=method_of(address.channel))
        minutes = int(limits.CODE_LASTS.total_seconds() // 60)
        send_code(address.channel, address.value, WORDS.filled(code=digits, minutes=minutes))
    return code


def prove_by_code(id: int, typed: str, purpose: CodePurpose, origin: Origin) -> Proved:
    """What the digits prove, once. Raises WrongCode, LockedOut.

    A try is taken from the code before it is compared, so that many at once do not get more than there are.
    """
    code = SignInCode.objects.select_related("account").filter(pk=id, purpose=purpose).first()
    if code is None:
        raise WrongCode(VOID, void=True)
    key = key_of(code.address)
    require_unlocked(key, origin, account=code.account)
    alive = SignInCode.objects.filter(pk=id, used_at=None, tries_left__gt=0, lapses_at__gt=timezone.now())
    if not alive.update(tries_left=F("tries_left") - 1):
        raise WrongCode(VOID, void=True)
    digits = "".join(folded(typed).split())
    if not constant_time_compare(code.digest, digest_of(code, digits)):
        note(
            SignInEventKind.FAILED,
            key,
            origin,
            account=code.account,
            method=method_of(Channel(code.channel)),
        )
        require_unlocked(key, origin, account=code.account)
        left = SignInCode.objects.values_list("tries_left", flat=True).get(pk=id)
        raise WrongCode(WRONG.filled(left=left) if left else VOID, void=not left)
    if not SignInCode.objects.filter(pk=id, used_at=None).update(used_at=timezone.now()):
        raise WrongCode(VOID, void=True)
    note(SignInEventKind.PROVED, key, origin, account=code.account, method=method_of(Channel(code.channel)))
    return Proved(Address(Channel(code.channel), code.address), code.account)


def digest_of(code: SignInCode, digits: str) -> str:
    """Bound to the row, so that a digest fits no other one."""
    bound = f"{code.pk}:{code.address}:{code.purpose}:{digits}"
    return SEALER.digest_of(bound).hex()


def method_of(channel: Channel) -> Method:
    """The method that a code by this channel is."""
    return Method.SMS if channel is Channel.SMS else Method.EMAIL


def forget_lapsed_codes() -> int:
    """Delete the codes that nobody can use any more; how many."""
    return SignInCode.objects.filter(lapses_at__lt=timezone.now()).delete()[0]
