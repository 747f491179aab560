"""The installation's secrets: from the environment, or made once and kept in a private file."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def _random() -> str:
    return secrets.token_urlsafe(50)


def read_or_make_secret(file: Path, make: Callable[[], str] = _random) -> str:
    """The key in `file`; made there with rights 0600 if there is none, also when two processes ask at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not file.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(make())
        try:
            os.link(fresh, file)  # fails where another process was first: then its key counts
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text().strip()
