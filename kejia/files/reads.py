"""Reading files: each read names who reads, and a file that may not be read is not there."""

from collections.abc import Iterator

from django.db.models import QuerySet

from kejia.files import disk
from kejia.files.access import may_read
from kejia.files.models import StoredFile
from kejia.trail.actor import Actor


class NoFile(Exception):
    """There is no such file, or none for this reader: which of the two is not told."""


def get_file(pk: int, *, by: Actor) -> StoredFile:
    """A file by its number. Raises NoFile."""
    file = StoredFile.objects.filter(pk=pk, deleted_at__isnull=True).first()
    if file is None or not may_read(file, by):
        raise NoFile
    return file


def content_of(file: StoredFile, *, by: Actor) -> bytes:
    """All of a file. Raises NoFile, BlobLost, CannotOpen."""
    return b"".join(pieces_of(file, 0, file.size - 1, by=by))


def pieces_of(file: StoredFile, first: int, last: int, *, by: Actor) -> Iterator[bytes]:
    """The bytes from the first to the last, both included, some at a time. Raises as `content_of`."""
    if not may_read(file, by):
        raise NoFile
    return disk.read(file.blob, first, last, file.size, sealed=file.sealed)


def kept_files() -> QuerySet[StoredFile]:
    """All that are not deleted; for the store's own upkeep."""
    return StoredFile.objects.filter(deleted_at__isnull=True)
