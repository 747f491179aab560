"""Identities that never change, and what all facts have in common: two times, who, why, by which document.

`valid` is when a fact holds in the world: its first day included, its end not; an open end is unknown or never.
`known` is when we believed it. A correction closes `known` and adds a row; nothing is overwritten (triggers in
migration 0002 see to that, for bulk writes and raw SQL too).
"""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from kejia.register import kinds

BELIEVED = Q(known__upper_inf=True)
"""Today's belief: what has not been corrected."""


def kind_of(
    kind: type[kinds.Kind], **more: Any
) -> "models.CharField[str, str]":  # Any: a field's own options
    """A column that holds one of a closed set of kinds."""
    longest = max(len(member.value) for member in kind)
    return models.CharField(max_length=max(longest, 8), **more)


def no_overlap(name: str, *columns: str, condition: Q = BELIEVED) -> ExclusionConstraint:
    """Refuses two believed rows with equal columns whose days overlap, for bulk writes too."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((column, RangeOperators.EQUAL) for column in columns),
            ("valid", RangeOperators.OVERLAPS),
        ],
        condition=condition,
    )


class Batch(models.Model):
    """One import or one act of many rows, so that it can be shown and undone as a whole."""

    title = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.CharField(max_length=100)
    undone_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False, db_default=False)
    """Whether this is the invented federation, which can be removed again."""

    class Meta:
        """There is one demo at most."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["is_demo"], condition=Q(is_demo=True), name="batch_one_demo")
        ]

    def __str__(self) -> str:
        return self.title


class Identity(models.Model):
    """Something that stays the same while everything said of it may change."""

    made_at = models.DateTimeField(db_default=Now())
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+")

    class Meta:
        """No table of its own."""

        abstract = True


class Person(Identity):
    """A person. Who was entered twice is merged: the old id leads to the one that stays."""

    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"person {self.pk}"


class Organisation(Identity):
    """An organisation. Its kind never changes: what becomes another kind is another organisation."""

    kind = kind_of(kinds.OrganisationKind)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        """Lists are by kind."""

        indexes: ClassVar = [models.Index(fields=["kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Post(Identity):
    """A post of an organisation; several seats of one kind (委员) are one post with a number of seats."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    office = kind_of(kinds.OfficeKind)
    title = models.CharField(max_length=100, blank=True)
    one_seat = models.BooleanField(default=False)
    """Has one holder at a time (主席, 秘书长): the database refuses a second."""

    class Meta:
        """A post is found by its organisation and office."""

        indexes: ClassVar = [models.Index(fields=["organisation", "office"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "one_seat"], name="post_and_its_seats_for_appointments")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.pk}"


class Fact(models.Model):
    """A fact with two times, who entered it under which post, why, and by which document."""

    valid = DateRangeField()
    known = DateTimeRangeField(db_default=RawSQL("tstzrange(clock_timestamp(), NULL)", []))
    recorded_by = models.CharField(max_length=100)
    acted_as = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=100, blank=True)
    document_date = models.DateField(null=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+")

    class Meta:
        """No table of its own; no fact holds for no day, none was known for no moment."""

        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid__isempty=False), name="%(class)s_holds_some_day"),
            models.CheckConstraint(condition=Q(known__isempty=False), name="%(class)s_known_some_moment"),
        ]
