"""Who owns files: each owner registers who may read them and which kinds it takes. An unknown owner is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kejia.files.kinds import FileKind
from kejia.trail.actor import Actor

if TYPE_CHECKING:
    from kejia.files.models import StoredFile

MayRead = Callable[["StoredFile", Actor], bool]
"""Whether somebody may read a file; an outsider is somebody too."""


class UnknownOwner(Exception):
    """Nobody registered who may read the files of this owner."""


@dataclass(frozen=True)
class Owner:
    """What an owner registered."""

    may_read: MayRead
    takes: frozenset[FileKind]


_owners: dict[str, Owner] = {}


def register_reader(owner: str, may_read: MayRead, *, takes: frozenset[FileKind]) -> None:
    """Say who may read the files of an owner, and which kinds it takes; once, as the program starts."""
    _owners[owner] = Owner(may_read, takes)


def owner_named(owner: str) -> Owner:
    """What an owner registered. Raises UnknownOwner."""
    try:
        return _owners[owner]
    except KeyError:
        raise UnknownOwner(owner) from None
