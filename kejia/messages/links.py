"""Addresses on this site that a letter leads to. The pages stand above; the site says where they are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

Path = Callable[[int], str]
StopPath = Callable[[str], str]


@dataclass
class Lead:
    """Paths of a message's page and of a stop link's."""

    to_message: Path | None = None
    to_stop: StopPath | None = None


_lead = Lead()


def lead(*, to_message: Path, to_stop: StopPath) -> None:
    """Say where the pages are."""
    _lead.to_message, _lead.to_stop = to_message, to_stop


def link_to_message(pk: int) -> str:
    """The whole address of a message's page; empty where this installation says no address of its own."""
    return _whole(_lead.to_message(pk)) if _lead.to_message else ""


def link_to_stop(token: str) -> str:
    """The whole address that stops what a token names."""
    return _whole(_lead.to_stop(token)) if _lead.to_stop else ""


def _whole(path: str) -> str:
    return f"{settings.KEJIA_ADDRESS}{path}" if settings.KEJIA_ADDRESS else ""
