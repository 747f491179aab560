"""Facts about people: what they are called, how they are identified, their marks, where they work."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kejia.register import kinds
from kejia.register.models.identities import BELIEVED, Fact, Organisation, Person, kind_of, no_overlap


class PersonFact(Fact):
    """A name, a sex, a birth ... of a person. A birth known to the month is an interval: `low` to `high`, yyyymmdd."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="facts")
    kind = kind_of(kinds.PersonFactKind)
    value = models.CharField(max_length=200)
    low = models.IntegerField(null=True)
    high = models.IntegerField(null=True)

    class Meta(Fact.Meta):
        """One value of a kind at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("person_fact_one_at_a_time", "person", "kind"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "value"], condition=BELIEVED, name="person_fact_value"),
            # what norms ask of all people, in the order of the people, without the table
            models.Index(
                fields=["kind", "person"],
                include=["low", "high", "value", "valid", "known"],
                condition=Q(kind__in=["birth", "ethnic_group", "party", "sex"]),
                name="person_fact_counted",
            ),
        ]


class IdentityDocument(Fact):
    """A number that identifies a person: sealed, found by a keyed digest, shown masked."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    sealed = models.BinaryField()
    digest = models.BinaryField(max_length=32, null=True)
    masked = models.CharField(max_length=30)

    class Meta(Fact.Meta):
        """One number of a kind a person, one person a number."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("document_one_of_a_kind", "person", "kind"),
            no_overlap("document_of_one_person", "kind", "digest"),
        ]


class Standing(Fact):
    """A mark on a person: value, by which basis, certified by whom, on which paper."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="standings", db_index=False)
    mark = kind_of(kinds.MarkKind)
    holds = models.BooleanField()
    value = models.CharField(max_length=60, blank=True)
    """A rank (厅局级) or a sector's name, where the mark has one."""
    basis = models.CharField(max_length=100, blank=True)
    certified_by = models.CharField(max_length=100, blank=True)
    paper = models.CharField(max_length=100, blank=True)

    class Meta(Fact.Meta):
        """One answer a mark at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("standing_one_at_a_time", "person", "mark"),
        ]
        indexes: ClassVar = [
            # all marks of a person, and of all people in their order, without the table
            models.Index(
                fields=["person"], include=["mark", "holds", "valid", "known"], name="standing_of_person"
            )
        ]


class Employment(Fact):
    """Where a person works, as what; the unit by name where the register does not hold it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="employees")
    unit = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=100, blank=True)

    class Meta(Fact.Meta):
        """The same employment once at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("employment_once", "person", "organisation", "unit"),
        ]


class PostApproval(Fact):
    """An official's part-time post in a society, as approved (9.4): who approved, for how many terms, unpaid."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="post_approvals")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="post_approvals")
    approved_by = models.CharField(max_length=100)
    terms = models.PositiveSmallIntegerField(default=1)
    unpaid = models.BooleanField(default=True)
    retired = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        """One approval a society at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("post_approval_once", "person", "organisation"),
        ]
