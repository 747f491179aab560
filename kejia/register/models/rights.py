"""Rights outside of appointments: for now the one that the console gives in an emergency."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kejia.register import kinds
from kejia.register.models.identities import Person, kind_of

LONGEST = timedelta(hours=24)


class EmergencyRight(models.Model):
    """One right of one person for at most 24 hours, given from the console; it ends by itself."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    right = kind_of(kinds.Right)
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.CharField(max_length=100)
    until = models.DateTimeField()

    class Meta:
        """Short, and for a reason; triggers let nobody change or lengthen it."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at"), until__lte=F("made_at") + LONGEST),
                name="emergency_right_is_short",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_right_has_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="emergency_right_person")]

    def __str__(self) -> str:
        return f"{self.right} for person {self.person_id} until {self.until}"
