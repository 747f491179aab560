"""Acts that need two: the gravest ones, and the hand-over of a post."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kejia.register import kinds
from kejia.register.models.identities import Person, Post, kind_of

WITHIN = timedelta(hours=24)
SHOWN = timedelta(minutes=10)


class Countersign(models.Model):
    """A grave act is asked for by one and confirmed by another within 24 hours; then it is done once, by either."""

    act = kind_of(kinds.GraveAct)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=100)
    details = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=100)
    until = models.DateTimeField()
    confirmed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_as = models.CharField(max_length=100, null=True)  # noqa: DJ001  # filled in once, from null
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Two people, in time; used only when confirmed."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="countersign_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed__isnull=True, answered_at__isnull=True, answered_by__isnull=True)
                | Q(confirmed__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                name="countersign_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("asked_at"), until__lte=F("asked_at") + WITHIN)
                & (Q(answered_at__isnull=True) | Q(answered_at__lte=F("until"))),
                name="countersign_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(confirmed=True), name="countersign_used_when_confirmed"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="countersign_has_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["act", "subject_id"], name="countersign_subject")]

    def __str__(self) -> str:
        return f"{self.act} of {self.subject_type} {self.subject_id}"


class HandOver(models.Model):
    """A post passes from its holder to another by a code shown for ten minutes; both confirm."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    outgoing = models.ForeignKey(Person, models.PROTECT, related_name="+")
    incoming = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        """Short; from one to another; one at a time of a post and holder."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at"), until__lte=F("made_at") + SHOWN),
                name="hand_over_is_short",
            ),
            models.CheckConstraint(
                condition=Q(incoming__isnull=True) | ~Q(incoming=F("outgoing")), name="hand_over_to_another"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(incoming__isnull=False),
                name="hand_over_done_to_somebody",
            ),
            models.UniqueConstraint(
                fields=["post", "outgoing"],
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
                name="hand_over_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over of post {self.post_id}"
