"""What is read: the law (once), and a kept check by its token."""

import json
from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from kejia.norms.law import LAW_FOLDER, PLAN, Law, load_law
from kejia.programmes.check.access import kept_under
from kejia.programmes.check.sealing import WrongToken, unseal
from kejia.rosters.desk import Desk, from_sealed_form


@lru_cache(maxsize=8)
def read_law(name: str = PLAN) -> Law:
    """A law by the name of its folder; read once a process. Raises UnusableLaw."""
    return load_law(LAW_FOLDER / name)


@lru_cache(maxsize=1)
def law_names() -> tuple[str, ...]:
    """The laws of this installation."""
    return tuple(sorted(path.parent.name for path in LAW_FOLDER.glob("*/norms.yaml")))


def find_kept(token: str) -> tuple[Desk, dict[str, str], datetime] | None:
    """The kept desk, the questions it was judged by, and when it lapses; None where there is none."""
    kept = kept_under(token, timezone.now()).first()
    if kept is None:
        return None
    try:
        content = unseal(bytes(kept.sealed), token, bytes(kept.address))
    except WrongToken:
        return None
    head, _, desk = content.partition(b"\n")
    return from_sealed_form(desk), _asked(head), kept.lapses_at


def _asked(head: bytes) -> dict[str, str]:
    return {str(k): str(v) for k, v in json.loads(head).items()}
