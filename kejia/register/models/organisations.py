"""Facts about organisations: names and codes, functions, relations, authorised numbers, members."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kejia.register import kinds
from kejia.register.models.identities import BELIEVED, Fact, Organisation, Person, kind_of, no_overlap


class OrganisationFact(Fact):
    """A name, a code, an independence ... of an organisation; `evidence` is what proves it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="facts")
    kind = kind_of(kinds.OrganisationFactKind)
    value = models.CharField(max_length=200)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta(Fact.Meta):
        """One value of a kind at a time, but several functions."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap(
                "organisation_fact_one_at_a_time", "organisation", "kind",
                condition=BELIEVED & ~Q(kind=kinds.OrganisationFactKind.FUNCTION.value),
            ),
            no_overlap(
                "organisation_function_once", "organisation", "value",
                condition=BELIEVED & Q(kind=kinds.OrganisationFactKind.FUNCTION.value),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["kind", "value"], condition=BELIEVED, name="organisation_fact_value")
        ]


class OrganisationFunction(Fact):
    """A function an organisation declares: which kind of work it is, and which matter of the catalogue."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="functions")
    kind = kind_of(kinds.FunctionKind)
    matter = models.CharField(max_length=100)

    class Meta(Fact.Meta):
        """A matter is declared once at a time by one organisation."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("function_once", "organisation", "matter"),
        ]
        indexes: ClassVar = [models.Index(fields=["matter"], condition=BELIEVED, name="function_matter")]


class OrganisationRelation(Fact):
    """How an organisation stands to another."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="relations")
    kind = kind_of(kinds.RelationKind)
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="relations_to")

    class Meta(Fact.Meta):
        """The same relation once at a time; one whole and one supervisor at a time; never to itself."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("relation_once", "organisation", "kind", "other"),
            no_overlap(
                "relation_one_whole_one_supervisor", "organisation", "kind",
                condition=BELIEVED & Q(kind__in=["part_of", "supervised_by"]),
            ),
            models.CheckConstraint(condition=~Q(organisation=models.F("other")), name="relation_not_to_itself"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["other", "kind"], condition=BELIEVED, name="relation_other_kind")
        ]


class Establishment(Fact):
    """Authorised headcount (编制) or another authorised number; the document is the staffing plan's."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="establishments")
    kind = kind_of(kinds.EstablishmentKind)
    number = models.PositiveIntegerField()

    class Meta(Fact.Meta):
        """One number of a kind at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("establishment_one_at_a_time", "organisation", "kind"),
        ]


class Membership(Fact):
    """A member of a society or association: a person or an organisation, never both."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="memberships")
    member = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="member_of")
    grade = models.CharField(max_length=40, blank=True)

    class Meta(Fact.Meta):
        """A member once at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("membership_person_once", "organisation", "person"),
            no_overlap("membership_organisation_once", "organisation", "member"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(member__isnull=True), name="membership_of_one"
            ),
        ]
