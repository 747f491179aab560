"""An import, from its upload to its undoing."""

from django.db import models
from django.db.models.functions import Now

from kejia.files.models import StoredFile
from kejia.programmes.imports.kinds import ListKind, State
from kejia.register.models import Batch
from kejia.register.models.identities import kind_of


class ImportJob(models.Model):
    """A list somebody uploaded. Its file and its preview are sealed, and gone once they are needed no more."""

    kind = kind_of(ListKind)
    state = kind_of(State)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    """Of the file, by the installation's hash."""
    upload = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    """The list as it was sent."""
    file = models.BinaryField(null=True)
    """A roster that was handed over, which nobody sent as a file."""
    preview = models.BinaryField(null=True)
    counts = models.JSONField(default=dict)
    """Rows by outcome."""
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    why_zh = models.CharField(max_length=500, blank=True)
    why_en = models.CharField(max_length=500, blank=True)
    """Why nothing was imported, in both languages."""
    asked_by = models.JSONField(default=dict)
    """Which person had it written, under which post (`access.noted`); empty for the program itself."""
    into = models.JSONField(default=dict)
    """Of a roster: the organisation, the body, the first day, the term, the paper."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often the step under way was taken up again after its worker was gone."""
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    moved_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        """The newest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        return f"import {self.pk} of {self.kind}, {self.state}"
