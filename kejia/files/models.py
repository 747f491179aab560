"""A file: who owns it, what it is, where its bytes lie. The bytes are on the disk, see `disk.py`."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kejia.files.kinds import FileKind, ScanState


class StoredFile(models.Model):
    """A file that was taken in. Once deleted, only that it was there is left: no name, no bytes."""

    owner = models.CharField(max_length=40)
    """The programme that says who may read it."""
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=100)
    """Of the content, with the name of its hash."""
    blob = models.CharField(max_length=64, db_index=True, blank=True)
    """The name of its bytes on the disk; two files with the same content share them."""
    sealed = models.BooleanField()
    scan = models.CharField(max_length=10)
    harm = models.CharField(max_length=200, blank=True)
    """What the scanner found."""
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.CharField(max_length=100)
    keep_until = models.DateTimeField(null=True, db_index=True)
    """When it is deleted by itself; none where its owner deletes it."""
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        """Known kinds, and nothing left of what was deleted."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(FileKind), scan__in=list(ScanState)), name="files_known_kinds"
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | Q(name="", blob="", digest=""),
                name="files_deleted_whole",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=False) | ~Q(blob=""), name="files_kept_has_bytes"
            ),
        ]

    def __str__(self) -> str:
        """For a log, where the name does not belong."""
        return f"file {self.pk} of {self.owner}"
