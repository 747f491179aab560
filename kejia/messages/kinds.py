"""Kinds of messages, which programmes declare, and the closed sets around them. Read without Django."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kejia.plain.text import Text
from kejia.plain.worded import Worded


class Channel(Worded):
    """A way out beside the inbox, which holds every message anyhow."""

    SMS = "sms", "短信", "SMS"
    EMAIL = "email", "电子邮件", "e-mail"
    WECOM = "wecom", "企业微信", "WeCom"


class Pace(Worded):
    """How a kind of message goes out on a channel."""

    AT_ONCE = "at_once", "随时发", "at once"
    DIGEST = "digest", "每日汇总", "in the daily digest"
    OFF = "off", "不发", "not sent"


class InDoubt(StrEnum):
    """What is done when a gateway without keys may or may not have taken a message over."""

    AGAIN = "again"
    """At least once: it is handed over again, and may arrive twice."""
    NEVER = "never"
    """At most once: it is left, shown as in doubt, and may never arrive."""


class State(Worded):
    """Where a letter stands on its way out."""

    READY = "ready", "待发", "waiting"
    HANDING = "handing", "正在发", "being sent"
    SENT = "sent", "已发", "sent"
    DEAD = "dead", "没有发出", "not sent"
    IN_DOUBT = "in_doubt", "是否发出不明", "in doubt whether it was sent"


UNDER_WAY = (State.READY, State.HANDING)
FAILED = (State.DEAD, State.IN_DOUBT)


class Skipped(Worded):
    """Why a message does not go out on a channel; it stays in the inbox."""

    STOPPED = "stopped", "已按您的设置停发", "stopped by your settings"
    READ = "read", "汇总之前已读", "read before the digest"
    NO_ADDRESS = "no_address", "没有登记地址", "no address on record"
    NO_GATEWAY = "no_gateway", "本站没有接通这个渠道", "this site has no gateway for it"
    TOO_LATE = "too_late", "已过有效期", "it had lapsed"


LONGEST_NAME = 60
NAME = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")


@dataclass(frozen=True)
class MessageKind:
    """One kind of message. Stands in the manifest of the programme that sends it."""

    name: str
    """The programme and a word: "proposals.answered"."""
    text: Text
    channels: tuple[Channel, ...] = (Channel.EMAIL,)
    """Where it goes out until the recipient chooses otherwise."""
    digest: bool = False
    """Whether it then waits for the daily digest."""
    duty: Text | None = None
    """Why it cannot be stopped; None where it can."""
    urgent: bool = False
    """Goes out in quiet hours too."""
    in_doubt: InDoubt = InDoubt.AGAIN
    secret: bool = False
    """A code: its words and its address are wiped once it has gone out or failed, and the inbox never shows it."""
    lifetime: timedelta | None = None
    """Later than this it is not sent any more."""

    def __post_init__(self) -> None:
        """Refuse a kind that promises what cannot be kept."""
        if not NAME.fullmatch(self.name) or len(self.name) > LONGEST_NAME:
            raise ValueError(
                f"a kind is named for its programme and a word (proposals.answered), not {self.name!r}"
            )
        if self.urgent and self.digest:
            raise ValueError(f"{self.name}: what is urgent does not wait for a digest")

    @property
    def may_be_stopped(self) -> bool:
        """Whether a recipient may say no to it."""
        return self.duty is None

    def pace_on(self, channel: Channel) -> Pace:
        """How it goes out there where the recipient chose nothing."""
        if channel not in self.channels:
            return Pace.OFF
        return Pace.DIGEST if self.digest else Pace.AT_ONCE


CODE = MessageKind(
    name="account.code",
    text=Text("验证码", "sign-in code"),
    channels=(),
    duty=Text("验证码是您自己要的，每次只发一条", "a code is sent only when you ask for it"),
    urgent=True,
    in_doubt=InDoubt.NEVER,
    secret=True,
    lifetime=timedelta(minutes=5),
)
"""A new code is asked for sooner than an old one is sent twice."""


class UnknownKind(LookupError):
    """No programme of this installation declares such a kind."""


_declared: dict[str, MessageKind] = {CODE.name: CODE}


def declare(kinds: Iterable[MessageKind]) -> None:
    """Make kinds known; the site does so for every manifest. A name has one meaning."""
    for kind in kinds:
        if _declared.setdefault(kind.name, kind) != kind:
            raise ValueError(f"two kinds of messages are named {kind.name}")


def get_kind(name: str) -> MessageKind:
    """The kind of that name. Raises UnknownKind."""
    try:
        return _declared[name]
    except KeyError:
        raise UnknownKind(name) from None


def kind_named(name: str) -> MessageKind:
    """The kind of a stored message; one whose programme is gone is an unnamed notice, still on its way."""
    return _declared.get(name) or MessageKind(
        name=name, text=Text("其他通知", "other notice"), channels=tuple(Channel)
    )


def open_kinds() -> list[MessageKind]:
    """All kinds a recipient may meet in the inbox, in the order of their names."""
    return sorted((kind for kind in _declared.values() if not kind.secret), key=lambda kind: kind.name)
