"""Which belief came in place of which, and which records were merged into one."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kejia.register import kinds
from kejia.register.models.identities import Organisation, Person, kind_of


class Merge(models.Model):
    """One record was found to be another: the one that leaves leads to the one that stays, until it is undone."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    into_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    into_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.CharField(max_length=100)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Of two people or of two organisations; one that leaves once at a time."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, into_person__isnull=False,
                            organisation__isnull=True, into_organisation__isnull=True)
                | Q(person__isnull=True, into_person__isnull=True,
                    organisation__isnull=False, into_organisation__isnull=False),
                name="merge_of_two_of_a_sort",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(undone_at__isnull=True), name="merge_person_leaves_once"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(undone_at__isnull=True), name="merge_organisation_leaves_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"merge {self.pk}"

    @property
    def leaving(self) -> Person | Organisation:
        """The record whose id leads elsewhere."""
        found = self.person or self.organisation
        assert found is not None
        return found

    @property
    def staying(self) -> Person | Organisation:
        """The record it leads to."""
        found = self.into_person or self.into_organisation
        assert found is not None
        return found


class Replacement(models.Model):
    """A belief that ended, and the one that came in its place; several where its days were divided, none where it was dropped."""

    table = models.CharField(max_length=40)
    """The fact's model, in lower case."""
    fact = models.BigIntegerField()
    became = models.BigIntegerField(null=True)
    days = DateRangeField(null=True)
    """In a merge: the days the new one holds for."""
    merge = models.ForeignKey(Merge, models.PROTECT, null=True, related_name="replacements")
    side = kind_of(kinds.Side, blank=True)
    """In a merge: whose the fact was."""

    class Meta:
        """Found by the fact that ended."""

        indexes: ClassVar = [models.Index(fields=["fact", "table"], name="replacement_fact")]

    def __str__(self) -> str:
        return f"{self.table} {self.fact} became {self.became}"
