"""What a programme says about itself: its name, its place in the menu, its pages, its clauses."""

from dataclasses import dataclass
from typing import Literal

from kejia.messages.kinds import MessageKind
from kejia.plain.text import Text

Platform = Literal["work", "service", "data", "plan"]


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu: the words on it and the page behind it, by the name of its address."""

    label: Text
    page: str
    platform: Platform
    place: int = 50
    """Where it stands among the entries of its platform; smaller comes first."""
    inside: bool = False
    """Shown only to who is signed in, where this installation shows inside matters (KEJIA_INSIDE)."""
    personal: bool = False
    """Shown only to who is signed in, on any installation."""


@dataclass(frozen=True)
class Manifest:
    """Stands as `MANIFEST` in a programme's `manifest.py`; read before Django is set up, so it imports no models."""

    name: str
    """The folder's name, which is also the namespace of its addresses."""
    title: Text
    urls: str | None = None
    """Dotted path of its URL module, None for a programme without pages."""
    mount: str | None = None
    """First part of its addresses with the closing slash ("plan/", or "" for the first page); the name if None."""
    menu: MenuEntry | None = None
    clauses: tuple[str, ...] = ()
    """The clauses of the plan that it keeps, such as "4.1"."""
    norms: str | None = None
    """The beginning of the ids of the norms that it answers for, such as "society."."""

    messages: tuple[MessageKind, ...] = ()
    """The kinds of messages that it sends."""

    @property
    def prefix(self) -> str:
        """What its addresses begin with."""
        return f"{self.name}/" if self.mount is None else self.mount
