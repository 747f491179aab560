"""Where a recipient can be reached. The site registers who knows; recipients are plain keys such as `account:12`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kejia.messages.kinds import Channel
from kejia.plain.text import Language


@dataclass(frozen=True)
class Reach:
    """A recipient's addresses, and the language they are written to."""

    addresses: Mapping[Channel, str] = field(default_factory=dict)
    language: Language = "zh"


Directory = Callable[[str], Reach | None]
"""The reach of a recipient; None for a key it does not know, or who is to get nothing (a suspended account)."""

_directories: list[Directory] = []


def register(directory: Directory) -> None:
    """Ask this one too; the first that knows a key answers."""
    if directory not in _directories:
        _directories.append(directory)


def forget(directory: Directory) -> None:
    """Ask this one no more."""
    _directories.remove(directory)


def reach_of(recipient: str) -> Reach:
    """Where a recipient is reached. `sms:+86...` names an address outright; nobody known has none."""
    scheme, _, rest = recipient.partition(":")
    if scheme in list(Channel) and rest:
        return Reach({Channel(scheme): rest})
    for directory in _directories:
        if (found := directory(recipient)) is not None:
            return found
    return Reach()


def masked(address: str) -> str:
    """An address as lists show it: `138****1234`, `l***@example.org`."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    digits = address.removeprefix("+86")
    if len(digits) < 8:
        return f"{digits[:1]}***"
    return f"{digits[:3]}****{digits[-4:]}"
