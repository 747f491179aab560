"""Bytes on the disk, sealed or plain, written so that a crash leaves the whole or nothing.

A blob is written to a temporary name, flushed, renamed, and its folder flushed; only then may a row speak of it. Sealed
blobs are frames of 64 KiB, each sealed for its place, so that a part is read without the rest and none can be moved.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from kejia.crypt.sealing import Sealer, is_current

FRAME = 64 * 1024
SEALER = Sealer("kejia.files")
LENGTH_BYTES = 4
COMING = ".coming"
"""How the name of a blob ends that is still being written."""


class BlobLost(Exception):
    """A blob is not there, or not whole."""


def folder() -> Path:
    """Where the blobs of this installation lie."""
    return Path(settings.KEJIA_FILES)


def path_of(blob: str) -> Path:
    """Where a blob lies: in one of 256 folders, by the beginning of its name."""
    return folder() / blob[:2] / blob


def write(blob: str, content: bytes, *, sealed: bool) -> None:
    """Write a blob that was not there; one that is there already is the same, and left."""
    path = path_of(blob)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    coming = path.with_name(f"{blob}.{secrets.token_hex(6)}{COMING}")
    try:
        descriptor = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            for piece in _frames(blob, content) if sealed else [content]:
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        coming.rename(path)
        _flush(path.parent)
    finally:
        coming.unlink(missing_ok=True)


def read(blob: str, first: int, last: int, size: int, *, sealed: bool) -> Iterator[bytes]:
    """The bytes from the first to the last, both included, of a blob whose content has a size. Raises BlobLost."""
    try:
        with path_of(blob).open("rb") as file:
            yield from (_opened if sealed else _plain)(file.fileno(), blob, first, last, size)
    except FileNotFoundError as error:
        raise BlobLost(blob) from error


def is_under_current_key(blob: str) -> bool:
    """Whether a sealed blob would be sealed the same way today. Raises BlobLost."""
    try:
        with path_of(blob).open("rb") as file:
            file.seek(LENGTH_BYTES)
            return is_current(file.read(8))
    except FileNotFoundError as error:
        raise BlobLost(blob) from error


def remove(blob: str) -> None:
    """Take a blob away; nothing where there is none."""
    path = path_of(blob)
    path.unlink(missing_ok=True)
    if path.parent.exists():
        _flush(path.parent)


def all_blobs() -> Iterator[Path]:
    """Every file in the store, half-written ones too."""
    if folder().exists():
        yield from (path for path in folder().glob("??/*") if path.is_file())


def _frames(blob: str, content: bytes) -> Iterator[bytes]:
    count = max(1, -(-len(content) // FRAME))
    for number in range(count):
        piece = content[number * FRAME : (number + 1) * FRAME]
        sealed = SEALER.seal(piece, bound_to=_place(blob, number, count))
        yield len(sealed).to_bytes(LENGTH_BYTES) + sealed


def _opened(descriptor: int, blob: str, first: int, last: int, size: int) -> Iterator[bytes]:
    count = max(1, -(-size // FRAME))
    step = (
        int.from_bytes(os.pread(descriptor, LENGTH_BYTES, 0)) + LENGTH_BYTES
    )  # all but the last are as long
    for number in range(first // FRAME, last // FRAME + 1):
        length = int.from_bytes(os.pread(descriptor, LENGTH_BYTES, number * step))
        if length > 2 * FRAME:
            raise BlobLost(blob)
        sealed = os.pread(descriptor, length, number * step + LENGTH_BYTES)
        piece = SEALER.open(sealed, bound_to=_place(blob, number, count))
        begin = number * FRAME
        yield piece[max(0, first - begin) : last - begin + 1]


def _plain(descriptor: int, blob: str, first: int, last: int, size: int) -> Iterator[bytes]:
    at = first
    while at <= last:
        piece = os.pread(descriptor, min(FRAME, last - at + 1), at)
        if not piece:
            raise BlobLost(blob)
        yield piece
        at += len(piece)


def _place(blob: str, number: int, count: int) -> bytes:
    return f"{blob} {number} of {count}".encode()


def _flush(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
