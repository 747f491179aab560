"""What a reform is measured against, and how a body's people are counted; each with the number of its document."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kejia.register import kinds
from kejia.register.models.identities import Fact, Organisation, kind_of, no_overlap


class Baseline(Fact):
    """A number as it stood before: a frozen snapshot. `valid` begins the day after the snapshot's own day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="baselines")
    measure = kind_of(kinds.MeasureKind)
    number = models.PositiveIntegerField()

    class Meta(Fact.Meta):
        """One number a measure at a time, never without its document."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("baseline_one_at_a_time", "organisation", "measure"),
            models.CheckConstraint(condition=~Q(document=""), name="baseline_has_a_document"),
        ]


class CountingBasis(Fact):
    """The counting basis (口径) of one body for the days it holds, as `kejia.norms.basis.read_basis` takes it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="counting_bases")
    body = models.CharField(max_length=20)
    term = models.PositiveSmallIntegerField(null=True)
    settings = models.JSONField()

    class Meta(Fact.Meta):
        """One basis a body at a time, never without its document."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("counting_basis_one_at_a_time", "organisation", "body"),
            models.CheckConstraint(condition=~Q(document=""), name="counting_basis_has_a_document"),
        ]
