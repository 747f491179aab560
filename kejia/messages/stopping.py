"""The signed word in a stop link: who wants what kinds no more, on which channel. It works without sign-in, for good."""

from dataclasses import dataclass

from django.core import signing

from kejia.messages.kinds import Channel, MessageKind, Pace, kind_named

SALT = "kejia.messages.stop"


class UnusableToken(ValueError):
    """Not a stop link of this site, or cut off by a mail program."""


@dataclass(frozen=True)
class StopOrder:
    """What a stop link stops; `pace` is what it goes back to when the recipient thinks again."""

    recipient: str
    channel: Channel
    kinds: tuple[str, ...]
    pace: Pace

    @property
    def stopped(self) -> list[MessageKind]:
        """The kinds it stops: those that may be."""
        return [kind for kind in map(kind_named, self.kinds) if kind.may_be_stopped]

    @property
    def kept(self) -> list[MessageKind]:
        """The kinds it names that cannot be stopped; their `duty` says why."""
        return [kind for kind in map(kind_named, self.kinds) if not kind.may_be_stopped]


def token_of(order: StopOrder) -> str:
    """The word for the link."""
    parts = [order.recipient, order.channel.value, list(order.kinds), order.pace.value]
    return signing.dumps(parts, salt=SALT)


def read_token(token: str) -> StopOrder:
    """What a link asks for. Raises UnusableToken."""
    try:
        recipient, channel, kinds, pace = signing.loads(token, salt=SALT)
        return StopOrder(recipient, Channel(channel), tuple(kinds), Pace(pace))
    except (signing.BadSignature, ValueError, TypeError):
        raise UnusableToken(token[:20]) from None
