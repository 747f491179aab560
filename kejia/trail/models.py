"""The tables of the trail: entries, what of them can be forgotten, and the heads of the tree over them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from pgtrigger import Delete, Truncate, Update

from kejia.trail.actor import ACTOR_KINDS
from kejia.trail.guards import NotSealing, append_only, never, stamp


class ClockTimestamp(models.Func):
    """The moment of the write itself; now() would be the begin of its transaction."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class WritingTransaction(models.Func):
    """The 64-bit number of the running transaction; it is given out once in the life of a server."""

    function = "pg_current_xact_id"
    output_field = models.TextField()


class Entry(models.Model):
    """One act. Never changed, never deleted; the sealer alone adds `position` and `leaf`, once."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    actor_kind = models.TextField()
    actor_id = models.TextField()
    actor_name_digest = models.BinaryField()
    acted_as = models.TextField(blank=True)
    on_behalf_of = models.TextField(blank=True)
    act = models.TextField()
    subject_type = models.TextField()
    subject_id = models.TextField()
    details = models.JSONField(default=dict)
    private_digest = models.BinaryField(null=True)
    digested_by = models.TextField(null=True, editable=False)  # noqa: DJ001 - null: as before there were others
    """The hash of the two digests, null for SHA-256."""
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(WritingTransaction(), models.TextField()), models.BigIntegerField()),
        editable=False,
    )
    position = models.BigIntegerField(null=True, unique=True, editable=False)
    leaf = models.BinaryField(null=True)

    class Meta:
        """Append-only; found by subject, actor and day."""

        constraints = [
            models.CheckConstraint(condition=Q(actor_kind__in=ACTOR_KINDS), name="trail_actor_kind"),
            models.CheckConstraint(
                condition=Q(position__isnull=True, leaf__isnull=True)
                | Q(position__gte=0, leaf__isnull=False),
                name="trail_sealed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="trail_by_subject"),
            models.Index(fields=["actor_kind", "actor_id"], name="trail_by_actor"),
            models.Index(fields=["at"], name="trail_by_time"),
            models.Index(fields=["id"], condition=Q(position__isnull=True), name="trail_unsealed"),
        ]
        triggers = [stamp(), never(Update, where=NotSealing()), never(Delete), never(Truncate)]

    def __str__(self) -> str:
        """For a log."""
        return f"{self.pk} {self.act} {self.subject_type} {self.subject_id}"

    @property
    def actor_name(self) -> str:
        """The actor's name as it was then, empty once it has been forgotten."""
        try:
            return self.kept_name.name
        except ActorName.DoesNotExist:
            return ""


class ActorName(models.Model):
    """The name of an entry's actor, with the salt of its digest; deleted when the person is forgotten."""

    entry = models.OneToOneField(
        Entry, models.DO_NOTHING, primary_key=True, related_name="kept_name", db_index=False
    )
    salt = models.BinaryField()
    name = models.TextField()

    class Meta:
        """May go, may not change."""

        triggers = [never(Update), never(Truncate)]

    def __str__(self) -> str:
        """For a log, where the name does not belong."""
        return f"name of the actor of {self.pk}"


class PrivateSalt(models.Model):
    """The salt of an entry's private values, which are kept nowhere; deleted when its subject is forgotten."""

    entry = models.OneToOneField(
        Entry, models.DO_NOTHING, primary_key=True, related_name="private_salt", db_index=False
    )
    salt = models.BinaryField()

    class Meta:
        """May go, may not change."""

        triggers = [never(Update), never(Truncate)]

    def __str__(self) -> str:
        """For a log."""
        return f"salt of {self.pk}"


class TreeHead(models.Model):
    """The tree as it was after one sealing: root over the first `size` entries, and the frontier to go on from."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    hash = models.TextField(db_default="sha256", default="sha256")
    """The hash of the tree, the same in all its heads."""
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        """Append-only."""

        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="trail_head_not_empty")]
        triggers = append_only()

    def __str__(self) -> str:
        """As it is noted outside."""
        return f"{self.size}:{bytes(self.root).hex()}"
