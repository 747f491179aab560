"""A small invented federation built by the register's own actions, for tests of the plan live."""

from collections.abc import Sequence
from datetime import date

from kejia.register import actions
from kejia.register.baselines import freeze_baseline
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    FunctionKind,
    MarkKind,
    MeasureKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
)
from kejia.register.models import (
    Baseline,
    Establishment,
    Organisation,
    OrganisationFact,
    OrganisationFunction,
    OrganisationRelation,
    Person,
    PostApproval,
)
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, TERM, mark, person, post

BEFORE = date(2010, 1, 1)
PAPER = "某编办发〔2017〕1号"


def organisation(
    kind: OrganisationKind, name: str = "", since: date = BEFORE, until: date | None = None, **facts: str
) -> Organisation:
    """An organisation in being from a day to a day, with a name and facts (level=..., independent=...)."""
    made = Organisation.objects.create(kind=kind)
    if name:
        state(made, OrganisationFactKind.NAME, name, since, until)
    for said in OrganisationFactKind:
        if said in facts:
            state(made, said, facts[said], since)
    return made


def state(
    of: Organisation, kind: OrganisationFactKind, value: str, since: date = BEFORE, until: date | None = None
) -> OrganisationFact:
    """A fact of an organisation, with a document."""
    fact = OrganisationFact(
        organisation=of, kind=kind, value=value, valid=period(since, until), document=PAPER
    )
    return actions.believe(fact, by=CLERK)


def relate(
    one: Organisation,
    kind: RelationKind,
    other: Organisation,
    since: date = BEFORE,
    until: date | None = None,
) -> OrganisationRelation:
    """How one organisation stands to another."""
    fact = OrganisationRelation(
        organisation=one, kind=kind, other=other, valid=period(since, until), document=PAPER
    )
    return actions.believe(fact, by=CLERK)


def part(
    of: Organisation, kind: OrganisationKind, name: str, since: date = BEFORE, until: date | None = None
) -> Organisation:
    """A department or institution of an organisation."""
    made = organisation(kind, name, since, until)
    relate(made, RelationKind.PART_OF, of, since, until)
    return made


def authorise(
    of: Organisation,
    number: int,
    since: date = BEFORE,
    until: date | None = None,
    kind: EstablishmentKind = EstablishmentKind.PUBLIC_INSTITUTION,
) -> None:
    """Authorised headcount."""
    fact = Establishment(
        organisation=of, kind=kind, number=number, valid=period(since, until), document=PAPER
    )
    actions.believe(fact, by=CLERK)


def freeze(of: Organisation, measure: MeasureKind, number: int, day: date = date(2016, 12, 31)) -> Baseline:
    """A frozen baseline: it counts from the day after its snapshot."""
    return freeze_baseline(of, measure, number, day=day, document=PAPER, by=CLERK)


def declare(unit: Organisation, kind: FunctionKind, matter: str) -> None:
    """A function of a unit."""
    fact = OrganisationFunction(organisation=unit, kind=kind, matter=matter, valid=period(BEFORE))
    actions.believe(fact, by=CLERK)


def seat(
    of: Organisation,
    office: OfficeKind,
    people: Sequence[bool | None],
    since: date = TERM,
    term: int | None = 1,
) -> list[Person]:
    """People in a body, each marked grassroots and front-line or not, or not marked (None)."""
    place = post(of, office)
    seated = []
    for marked in people:
        who = person(born=date(1980, 1, 1))
        actions.appoint(who, place, since=since, by=CLERK, term=term)
        if marked is not None:
            mark(who, MarkKind.GRASSROOTS_FRONTLINE, marked)
        seated.append(who)
    return seated


def post_in(of: Organisation, since: date, until: date | None = None) -> None:
    """Somebody temporarily posted in."""
    place = post(of, OfficeKind.STAFF)
    actions.appoint(person(), place, since=since, until=until, capacity=Capacity.POSTED_IN, by=CLERK)


def approve(
    who: Person,
    society: Organisation,
    *,
    unpaid: bool = True,
    terms: int = 1,
    since: date = TERM,
    until: date | None = None,
) -> None:
    """An official's part-time post, approved."""
    fact = PostApproval(
        person=who, organisation=society, approved_by="某组织部", terms=terms, unpaid=unpaid,
        valid=period(since, until), document=PAPER,
    )  # fmt: skip
    actions.believe(fact, by=CLERK)


def province() -> Organisation:
    """A provincial association with two departments, three institutions before the reform and two after, all in order."""
    ours = organisation(OrganisationKind.ASSOCIATION, "某省科协", level="province")
    authorise(ours, 60, kind=EstablishmentKind.ADMINISTRATIVE)
    reform = date(2017, 6, 1)
    desks = [part(ours, OrganisationKind.DEPARTMENT, f"{name}部") for name in ("学会", "普及")]
    for desk in desks:
        declare(desk, FunctionKind.PLAN, f"{desk.pk}规划")
    old = {
        name: part(ours, OrganisationKind.INSTITUTION, name, until=reform)
        for name in ("《科技经济导刊》杂志社", "某省科学技术宣传馆", "某省青少年科技活动中心")
    }
    for unit in old.values():
        authorise(unit, 40, until=reform)
    museum = part(ours, OrganisationKind.INSTITUTION, "某省科学技术馆（某省青少年科技活动中心）", reform)
    institute = part(ours, OrganisationKind.INSTITUTION, "某省创新战略研究院", reform)
    for unit, desk, number in ((museum, desks[1], 80), (institute, desks[0], 34)):
        authorise(unit, number, reform)
        relate(unit, RelationKind.SUPERVISED_BY, desk, reform)
        declare(unit, FunctionKind.CARRY_OUT, f"{unit.pk}实施")
    for measure, number in (
        (MeasureKind.DEPARTMENTS, 2), (MeasureKind.INSTITUTIONS, 3),
        (MeasureKind.INSTITUTION_HEADCOUNT, 120), (MeasureKind.HEADCOUNT, 180),
    ):  # fmt: skip
        freeze(ours, measure, number)
    return ours
