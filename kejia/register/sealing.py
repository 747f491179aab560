"""Sealing of what identifies people: what `kejia.crypt` does, with keys for the register alone."""

from kejia.crypt.keys import current_key
from kejia.crypt.sealing import CannotOpen, Sealer, is_current, key_of

__all__ = [
    "CannotOpen",
    "current_key",
    "digest_of",
    "digests_of",
    "is_current",
    "key_of",
    "open_sealed",
    "seal",
]

SEALER = Sealer("kejia.register")
digest_of, digests_of = SEALER.digest_of, SEALER.digests_of


def seal(text: str, *, bound_to: bytes) -> bytes:
    """The text sealed; opens only together with what it is bound to."""
    return SEALER.seal(text.encode(), bound_to=bound_to)


def open_sealed(sealed: bytes, *, bound_to: bytes) -> str:
    """The text again. Raises CannotOpen."""
    return SEALER.open(sealed, bound_to=bound_to).decode()
