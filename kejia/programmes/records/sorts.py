"""What can be said of a record, as sorts: one for each kind of fact, or for each kind within it (name, sex, birth ...)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kejia.plain.identity_documents import KIND_NAMES, DocumentKind
from kejia.plain.text import Text
from kejia.register import models
from kejia.register.actions import table_of
from kejia.register.clashes import fact_models
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    FoundingMode,
    FunctionKind,
    Kind,
    Level,
    MarkKind,
    MeasureKind,
    OrganisationFactKind,
    PartyOrganisation,
    PersonFactKind,
    RelationKind,
    Right,
    Scope,
)
from kejia.register.models import Fact, Organisation, Person

Choices = Mapping[str, Text]
YES_NO: Choices = {"yes": Text("是", "yes"), "no": Text("否", "no")}


def _named(kind: type[Kind]) -> Choices:
    return {member.value: member.text for member in kind}


CLOSED: dict[tuple[type[Fact], str], Choices] = {
    (models.PersonFact, "kind"): _named(PersonFactKind),
    (models.OrganisationFact, "kind"): _named(OrganisationFactKind),
    (models.Standing, "mark"): _named(MarkKind),
    (models.Establishment, "kind"): _named(EstablishmentKind),
    (models.OrganisationRelation, "kind"): _named(RelationKind),
    (models.Baseline, "measure"): _named(MeasureKind),
    (models.OrganisationFunction, "kind"): _named(FunctionKind),
    (models.PostDuty, "right"): _named(Right),
    (models.PostDuty, "scope"): _named(Scope),
    (models.Appointment, "capacity"): _named(Capacity),
    (models.Appointment, "establishment"): _named(EstablishmentKind),
    (models.IdentityDocument, "kind"): {kind.value: KIND_NAMES[kind] for kind in DocumentKind},
}
"""Columns that hold one of a closed set, and its words."""
VALUES: dict[str, Choices] = {
    PersonFactKind.SEX: {"男": Text("男", "male"), "女": Text("女", "female")},
    OrganisationFactKind.LEVEL: _named(Level),
    OrganisationFactKind.FOUNDING_MODE: _named(FoundingMode),
    OrganisationFactKind.PARTY_ORGANISATION: _named(PartyOrganisation),
    **dict.fromkeys(
        (
            OrganisationFactKind.ACTIVE,
            OrganisationFactKind.INDEPENDENT,
            OrganisationFactKind.CONDITIONS_MET,
            OrganisationFactKind.PILOT,
        ),
        YES_NO,
    ),
}
"""Kinds of facts whose value is one of a closed set."""
DIVIDED: dict[type[Fact], str] = {
    models.PersonFact: "kind",
    models.OrganisationFact: "kind",
    models.Standing: "mark",
    models.Establishment: "kind",
    models.OrganisationRelation: "kind",
    models.Baseline: "measure",
}
"""Kinds of facts that are many sorts, by the column that tells them apart."""
GROUPS: dict[type[Fact], Text] = {
    models.PersonFact: Text("基本情况", "Basic facts"),
    models.IdentityDocument: Text("证件", "Identity documents"),
    models.Employment: Text("工作单位", "Employment"),
    models.Standing: Text("身份认定", "Marks"),
    models.OrganisationFact: Text("登记事项", "Basic facts"),
    models.OrganisationRelation: Text("与其他单位的关系", "Relations to others"),
    models.Appointment: Text("任职", "Appointments"),
    models.Seats: Text("席位", "Seats"),
    models.Establishment: Text("编制", "Authorised headcount"),
    models.OrganisationFunction: Text("申报的职能", "Declared functions"),
    models.Membership: Text("会员", "Memberships"),
    models.PostApproval: Text("兼职审批", "Approvals of part-time posts"),
    models.Baseline: Text("改革前基数", "Baselines"),
    models.CountingBasis: Text("口径", "Counting bases"),
    models.TermLine: Text("届次要求", "Lines of a term"),
    models.PostDuty: Text("岗位职权", "Duties of posts"),
    models.StandIn: Text("代行职务", "Stand-ins"),
}
"""The kinds of facts in the order of a record's page; a kind that is not named here comes last, by its table's name."""
NOT_BY_HAND: frozenset[type[Fact]] = frozenset(
    {models.CountingBasis, models.TermLine, models.PostDuty, models.StandIn}
)
"""Kinds whose content is entered elsewhere; here they are shown, ended and withdrawn."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of fact: its word in addresses, its table, what tells it apart there, and its name."""

    slug: str
    model: type[Fact]
    fixed: tuple[tuple[str, str], ...]
    text: Text

    @property
    def within(self) -> str:
        """The value of the column that divides its table; empty where nothing does."""
        return self.fixed[0][1] if self.fixed else ""


def group_text(model: type[Fact]) -> Text:
    """What a kind of fact is called."""
    name = str(model._meta.verbose_name)
    return GROUPS.get(model, Text(name, name))


@cache
def groups_of(record: type[Person | Organisation]) -> tuple[type[Fact], ...]:
    """The kinds of facts about a person or an organisation, in the order of its page."""
    order = list(GROUPS)
    about = [model for model in fact_models() if record in _names_what(model)]
    return tuple(sorted(about, key=lambda model: order.index(model) if model in order else len(order)))


@cache
def sorts_of(model: type[Fact]) -> tuple[Sort, ...]:
    """The sorts within a kind of fact."""
    column = DIVIDED.get(model)
    if column is None:
        return (Sort(table_of(model), model, (), group_text(model)),)
    choices = CLOSED[model, column]
    return tuple(
        Sort(f"{table_of(model)}-{value}", model, ((column, value),), text) for value, text in choices.items()
    )


def sort_of(fact: Fact) -> Sort:
    """The sort of a fact."""
    column = DIVIDED.get(type(fact))
    found = sorts_of(type(fact))
    if column is None:
        return found[0]
    return next(sort for sort in found if sort.within == getattr(fact, column))


def find_sort(slug: str) -> Sort | None:
    """The sort of an address."""
    return next((sort for model in fact_models() for sort in sorts_of(model) if sort.slug == slug), None)


def sorts_to_add(record: type[Person | Organisation]) -> Sequence[tuple[Text, Sequence[Sort]]]:
    """What can be entered about a record, by group."""
    return [
        (group_text(model), sorts_of(model))
        for model in groups_of(record)
        if model not in NOT_BY_HAND and (record is Person or model not in _OF_PEOPLE)
    ]


_OF_PEOPLE = {models.Employment, models.PostApproval}
"""Entered on the page of the person, not of the organisation."""


def _names_what(model: type[Fact]) -> set[object]:
    targets: set[object] = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return targets | {Organisation} if models.Post in targets else targets
