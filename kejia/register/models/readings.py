"""Who read a protected field of whom, and what a person asked to be put right."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kejia.register import kinds
from kejia.register.models.identities import Person, kind_of


class ProtectedReading(models.Model):
    """One reading of one whole protected value. Written once; an erasure of the person takes the purpose away."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    field = kind_of(kinds.ProtectedField)
    reader_kind = models.CharField(max_length=10)
    reader = models.CharField(max_length=100)
    """The id of the actor, as the trail has it."""
    acted_as = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """Found by the person, the latest first."""

        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="protected_reading_person")]
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.field} of person {self.person_id} by {self.reader}"


class CorrectionRequest(models.Model):
    """A person says that something on record of them is wrong; whoever may write answers."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000)
    """What is wrong, and what is right."""
    made_at = models.DateTimeField(db_default=Now())
    answer = models.CharField(max_length=1000, blank=True)
    done = models.BooleanField(null=True)
    """Whether it was put right; none as long as nobody answered."""
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """One open at a time; an answer has words and a moment. An erasure blanks the words."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(done__isnull=True), name="correction_request_one_open"
            ),
            models.CheckConstraint(
                condition=Q(done__isnull=True, answered_at__isnull=True)
                | Q(done__isnull=False, answered_at__isnull=False),
                name="correction_request_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk} of person {self.person_id}"
