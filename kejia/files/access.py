"""Who may read a file: whom its owner says, and nobody where the owner is unknown."""

from kejia.files.kinds import HANDED_OUT, ScanState
from kejia.files.models import StoredFile
from kejia.files.owners import UnknownOwner, owner_named
from kejia.trail.actor import Actor


def may_read(file: StoredFile, by: Actor) -> bool:
    """Whether somebody may read a file that is there and was let through."""
    if file.deleted_at is not None or ScanState(file.scan) not in HANDED_OUT:
        return False
    try:
        return owner_named(file.owner).may_read(file, by)
    except UnknownOwner:
        return False
