"""The card of an organisation, put together from the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from kejia.codes.disciplines import find_discipline
from kejia.codes.industries import find_industry
from kejia.codes.places import place_of
from kejia.norms.kinds import BODY_NAMES, Body
from kejia.plain.names import print_name
from kejia.plain.stroke_order import in_stroke_order
from kejia.plain.text import Text
from kejia.programmes.federation.access import BY_PAGE
from kejia.programmes.federation.asked import Asked
from kejia.register import cards
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    FoundingMode,
    Kind,
    Level,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    PartyOrganisation,
    RelationKind,
)
from kejia.register.models import Organisation
from kejia.register.periods import period, shown

MADE_OF = (RelationKind.MERGED_INTO, RelationKind.SPLIT_FROM, RelationKind.RENAMED_FROM)
ASSOCIATION_BODIES = (Body.CONGRESS, Body.COMMITTEE, Body.STANDING, Body.VICE_CHAIRS)
SOCIETY_BODIES = (Body.SOCIETY_CONGRESS, Body.SOCIETY_DIRECTORS, Body.SOCIETY_STANDING)
CLOSED_SETS: dict[str, type[Kind]] = {
    OrganisationFactKind.LEVEL: Level,
    OrganisationFactKind.FOUNDING_MODE: FoundingMode,
    OrganisationFactKind.PARTY_ORGANISATION: PartyOrganisation,
}
WORDS = {"yes": Text("是", "yes"), "no": Text("否", "no")}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of an organisation, in words; `place` is what a code names."""

    kind: OrganisationFactKind
    value: Text
    place: Text | None
    since: date | None
    last: date | None
    now: bool
    document: str
    days: Text
    """From when to when, in words."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Organisations that stand to this one in the same way; `up` where this one is ... of them."""

    kind: RelationKind
    up: bool
    others: tuple[cards.Related, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.others[0].of - len(self.others)


@dataclass(frozen=True, slots=True)
class Count:
    """Headcount of one kind; None where no number is authorised."""

    kind: EstablishmentKind
    authorised: int | None
    filled: int
    document: str

    @property
    def vacant(self) -> int | None:
        """How many are free; 0 where more draw on it than are authorised."""
        return None if self.authorised is None else max(0, self.authorised - self.filled)

    @property
    def over(self) -> int:
        """How many too many draw on it."""
        return 0 if self.authorised is None else max(0, self.filled - self.authorised)


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody on a post."""

    printed: str
    capacity: Text
    since: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A post: seats (None where no number is on record), how many are filled, and who holds it where they are few."""

    office: OfficeKind
    title: str
    seats: int | None
    filled: int
    holders: tuple[Held, ...]

    @property
    def vacant(self) -> int | None:
        """How many seats are free."""
        return None if self.seats is None else max(0, self.seats - self.filled)


@dataclass(frozen=True, slots=True)
class Card:
    """An organisation on a day."""

    id: int
    kind: OrganisationKind
    name: str
    in_name: bool
    """Whether it bears the name on the day; else it is its last one, or none."""
    lines: tuple[Line, ...]
    tree: tuple[Branch, ...]
    before: tuple[Branch, ...]
    after: tuple[Branch, ...]
    headcount: tuple[Count, ...]
    posts: tuple[Place, ...]
    bodies: tuple[Body, ...]

    @property
    def names(self) -> tuple[Line, ...]:
        """Its names over time."""
        return tuple(line for line in self.lines if line.kind is OrganisationFactKind.NAME)

    @property
    def facts(self) -> tuple[Line, ...]:
        """Everything else said of it."""
        return tuple(line for line in self.lines if line.kind is not OrganisationFactKind.NAME)


def read_card(organisation: Organisation, asked: Asked) -> Card:
    """The card of an organisation. Raises NotSettled."""
    id, on, known = organisation.pk, asked.on, asked.known
    said = cards.said_of(id, on, known, by=BY_PAGE)
    branches = _branches(cards.related_to(id, on, known, by=BY_PAGE))
    names = [each for each in said if each.kind == OrganisationFactKind.NAME]
    name = next((each for each in names if each.now), names[-1] if names else None)
    kind = OrganisationKind[organisation.kind.upper()]
    return Card(
        id,
        kind,
        name.value if name else "",
        bool(name and name.now),
        tuple(_line(each, on) for each in sorted(said, key=_place)),
        tuple(branch for branch in branches if branch.kind not in MADE_OF),
        tuple(branch for branch in branches if branch.kind in MADE_OF and _made_it(branch)),
        tuple(branch for branch in branches if branch.kind in MADE_OF and not _made_it(branch)),
        tuple(
            Count(EstablishmentKind[each.kind.upper()], each.authorised, each.filled, each.document)
            for each in cards.headcount_of(id, on, known, by=BY_PAGE)
        ),
        _posts(cards.holders_in(id, on, known, by=BY_PAGE)),
        bodies_of(kind),
    )


def bodies_of(kind: OrganisationKind) -> tuple[Body, ...]:
    """The bodies an organisation of a kind may have."""
    if kind is OrganisationKind.ASSOCIATION:
        return ASSOCIATION_BODIES
    return SOCIETY_BODIES if kind is OrganisationKind.SOCIETY else ()


def body_text(body: Body) -> Text:
    """What a body is called."""
    return BODY_NAMES[body]


def division_text(code: str | None) -> Text | None:
    """The place a division code names."""
    return _named(OrganisationFactKind.DIVISION, code, date.max) if code else None


def last_day(until: date | None) -> date | None:
    """The last day of a period that ends before a day."""
    return None if until is None else until - timedelta(days=1)


def _place(said: cards.Said) -> int:
    return list(OrganisationFactKind).index(OrganisationFactKind[said.kind.upper()])


def _line(said: cards.Said, on: date) -> Line:
    kind = OrganisationFactKind[said.kind.upper()]
    words = WORDS.get(said.value)
    if kind in CLOSED_SETS and said.value.upper() in CLOSED_SETS[kind].__members__:
        words = CLOSED_SETS[kind][said.value.upper()].text
    value = words or Text(said.value, said.value)
    return Line(
        kind,
        value,
        _named(kind, said.value, on),
        said.since,
        last_day(said.until),
        said.now,
        said.document,
        shown(period(said.since, said.until)),
    )


def _named(kind: OrganisationFactKind, code: str, on: date) -> Text | None:
    """What a code names."""
    if kind is OrganisationFactKind.DIVISION and code[:6].isdigit() and len(code) >= len("370000"):
        return place_of(code[:6]).shown
    if (
        kind is OrganisationFactKind.CREDIT_CODE
        and code[2:8].isdigit()
        and len(code) == len("53370000MJD0000001")
    ):
        return place_of(code[2:8]).shown
    if kind is OrganisationFactKind.DISCIPLINE and (discipline := find_discipline(code)):
        return Text(discipline.name, discipline.name)
    if kind is OrganisationFactKind.INDUSTRY and (industry := find_industry(code, on)):
        return Text(industry.name, industry.name)
    return None


def _branches(related: Iterable[cards.Related]) -> list[Branch]:
    """In the order of the kinds of relations, those above first."""
    kinds = list(RelationKind)
    found = [
        Branch(RelationKind[kind.upper()], up, tuple(others))
        for (kind, up), others in groupby(related, key=lambda each: (each.kind, each.up))
    ]
    return sorted(found, key=lambda branch: (not branch.up, kinds.index(branch.kind)))


def _made_it(branch: Branch) -> bool:
    """Whether these came before this organisation: it is split or renamed from them, or they were merged into it."""
    return branch.up is not (branch.kind is RelationKind.MERGED_INTO)


def _posts(rows: Iterable[cards.Holder]) -> tuple[Place, ...]:
    offices = list(OfficeKind)
    places = []
    for _, group in groupby(rows, key=lambda row: row.post):
        of_post = list(group)
        post = of_post[0]
        named = in_stroke_order([row for row in of_post if row.name is not None], lambda row: row.name or "")
        holders = tuple(
            Held(
                print_name(row.name or "", row.sex, row.ethnic_group or None),
                Capacity[(row.capacity or "").upper()].text,
                row.since,
                last_day(row.until),
            )
            for row in named
        )
        places.append(Place(OfficeKind[post.office.upper()], post.title, post.seats, post.filled, holders))
    return tuple(sorted(places, key=lambda place: -offices.index(place.office)))
