"""How the environment says yes, and several things at once."""

import os


def flag(name: str) -> bool:
    """Set, and not to 0."""
    return os.environ.get(name, "") not in ("", "0")


def words(name: str, otherwise: str = "") -> list[str]:
    """Separated by commas."""
    return [word.strip() for word in os.environ.get(name, otherwise).split(",") if word.strip()]
