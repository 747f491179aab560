"""The port through which codes leave. What stands behind it is for the site to register: a gateway, or the outbox."""

from collections.abc import Callable

from kejia.accounts.kinds import Channel
from kejia.accounts.models import OutboxItem
from kejia.plain.text import Text

Sender = Callable[[Channel, str, Text], None]
"""Takes channel, address and words; returns once it is on its way."""

_senders: dict[Channel, Sender] = {}


class CannotSend(RuntimeError):
    """This installation has nothing that sends by this channel."""


def register_sender(channel: Channel, sender: Sender | None) -> None:
    """From now on codes by this channel go this way; None takes it away."""
    if sender is None:
        _senders.pop(channel, None)
    else:
        _senders[channel] = sender


def channels() -> list[Channel]:
    """By what codes can be sent here, phones first."""
    return [channel for channel in Channel if channel in _senders]


def send_code(channel: Channel, address: str, text: Text) -> None:
    """Hand a code to whatever sends by this channel. Raises CannotSend."""
    if channel not in _senders:
        raise CannotSend(channel)
    _senders[channel](channel, address, text)


def to_outbox(channel: Channel, address: str, text: Text) -> None:
    """The sender of development: nothing leaves, `/account/outbox/` and `kejia manage outbox` show it."""
    OutboxItem.objects.create(channel=channel, address=address, zh=text.zh, en=text.en)
