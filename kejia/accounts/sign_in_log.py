"""The sign-in log, and the limits that are counted in it. In the database, so that all processes count together."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from kejia.accounts import limits
from kejia.accounts.kinds import Method, SignInEventKind
from kejia.accounts.models import Account, SignInEvent
from kejia.crypt.sealing import Sealer
from kejia.plain.text import Text

SEALER = Sealer("kejia.accounts.sign_in_log")
LOCKED = Text(
    "输错次数太多，已暂停到 {until}。到时可以再试；若不是您本人在试，请登录后查看登录记录，或告诉本站的安全管理员。",
    "too many wrong entries: locked until {until}. Try again then; if it was not you, look at your sign-ins once "
    "you are in, or tell the security officer of this site.",
)
TOO_MANY_CODES = Text(
    "验证码发送得太频繁，请在 {until} 以后再试。",
    "too many codes were sent; try again after {until}.",
)


class TooMuch(RuntimeError):
    """A limit is reached; says until when and what to do."""

    def __init__(self, say: Text, until: datetime) -> None:
        super().__init__(say.en)
        clock = timezone.localtime(until + timedelta(seconds=59)).strftime("%H:%M")
        self.say = say.filled(until=clock)
        self.until = until


class LockedOut(TooMuch):
    """Too many failures."""

    def __init__(self, until: datetime) -> None:
        super().__init__(LOCKED, until)


class TooManyCodes(TooMuch):
    """Too many codes."""

    def __init__(self, until: datetime) -> None:
        super().__init__(TOO_MANY_CODES, until)


class Origin(NamedTuple):
    """Where a request comes from."""

    ip: str | None
    device: str = ""


def key_of(value: str) -> str:
    """The keyed digest under which an address or account is counted."""
    return SEALER.digest_of(value).hex()


def key_of_account(account: Account) -> str:
    """The same for what is tried on an account itself: its second factor."""
    return key_of(f"account:{account.pk}")


def wait_for_turn(key: str) -> None:
    """Within a transaction: whoever tries the same waits here, so that limits cannot be outrun side by side."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 17))", [key])


def note(
    kind: SignInEventKind,
    key: str,
    origin: Origin,
    *,
    account: Account | None = None,
    method: Method | None = None,
) -> None:
    """One line of the log."""
    SignInEvent.objects.create(
        kind=kind,
        key=key,
        account=account,
        method=method or "",
        ip=origin.ip,
        device=origin.device[:300],
    )


def locked_until(key: str, origin: Origin) -> datetime | None:
    """Until when nothing is tried for this key or from there; None where it may be tried."""
    since = timezone.now() - limits.WITHIN
    done = SignInEvent.objects.filter(key=key, at__gt=since, kind__in=_BEGINS_ANEW).order_by("-at").first()
    failed = SignInEvent.objects.filter(kind=SignInEventKind.FAILED, at__gt=since).order_by("-at")
    own = failed.filter(key=key, at__gt=done.at if done else since).values_list("at", flat=True)
    if len(latest := list(own[: limits.FAILURES])) == limits.FAILURES:
        return latest[0] + limits.LOCKED_FOR
    if origin.ip is None:
        return None
    near = list(failed.filter(ip=origin.ip).values_list("at", flat=True)[: limits.FAILURES_FROM_ONE_PLACE])
    return near[0] + limits.LOCKED_FOR if len(near) == limits.FAILURES_FROM_ONE_PLACE else None


_BEGINS_ANEW = (SignInEventKind.PROVED, SignInEventKind.SIGNED_IN, SignInEventKind.REAUTHENTICATED)


def require_unlocked(key: str, origin: Origin, *, account: Account | None = None) -> None:
    """Refuse while it is locked, and note that. Raises LockedOut."""
    if until := locked_until(key, origin):
        note(SignInEventKind.REFUSED, key, origin, account=account)
        raise LockedOut(until)


def require_another_code(key: str, origin: Origin) -> None:
    """Refuse one code too many to an address, or from a place. Raises TooManyCodes."""
    now = timezone.now()
    hour, day = now - timedelta(hours=1), now - timedelta(days=1)
    sent = SignInEvent.objects.filter(kind=SignInEventKind.CODE_SENT)
    own = list(sent.filter(key=key, at__gt=day).order_by("-at").values_list("at", flat=True))
    within = [at for at in own if at > hour]
    waits = [
        *([own[0] + limits.ANOTHER_CODE_AFTER] if own else []),
        *(
            [within[limits.CODES_AN_HOUR - 1] + timedelta(hours=1)]
            if len(within) >= limits.CODES_AN_HOUR
            else []
        ),
        *([own[limits.CODES_A_DAY - 1] + timedelta(days=1)] if len(own) >= limits.CODES_A_DAY else []),
    ]
    if origin.ip is not None:
        near = sent.filter(ip=origin.ip, at__gt=hour).aggregate(n=Count("pk", filter=Q(at__gt=hour)))["n"]
        if near >= limits.CODES_AN_HOUR_FROM_ONE_PLACE:
            waits.append(now + timedelta(hours=1))
    if waits and (until := max(waits)) > now:
        raise TooManyCodes(until)


def forget_old_events() -> int:
    """Delete what is older than the installation keeps (KEJIA_SIGN_IN_LOG_DAYS); how many lines that were."""
    before = timezone.now() - timedelta(days=settings.KEJIA_SIGN_IN_LOG_DAYS)
    return SignInEvent.objects.filter(at__lt=before).delete()[0]
