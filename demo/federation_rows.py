"""The rows of the invented federation: records by their number from 1 on, facts by table. No Django."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kejia.plain.organisation_codes import complete_organisation_code
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    FunctionKind,
    Level,
    MarkKind,
    MeasureKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
)


class Days(NamedTuple):
    """From a first day up to, not including, another; None is open."""

    since: date | None = None
    until: date | None = None


ALWAYS = Days()

COLUMNS: dict[str, tuple[str, ...]] = {
    "personfact": ("person_id", "kind", "value", "low", "high", "valid"),
    "identitydocument": ("person_id", "number", "valid"),
    "standing": ("person_id", "mark", "holds", "value", "basis", "certified_by", "valid"),
    "employment": ("person_id", "organisation_id", "unit", "position", "valid"),
    "organisationfact": (
        "organisation_id",
        "kind",
        "value",
        "evidence",
        "valid",
        "document",
        "document_date",
    ),
    "organisationfunction": ("organisation_id", "kind", "matter", "valid", "document"),
    "organisationrelation": ("organisation_id", "kind", "other_id", "valid", "document", "document_date"),
    "establishment": ("organisation_id", "kind", "number", "valid", "document", "document_date"),
    "baseline": ("organisation_id", "measure", "number", "valid", "document", "document_date"),
    "countingbasis": ("organisation_id", "body", "term", "settings", "valid", "document", "document_date"),
    "membership": ("organisation_id", "person_id", "member_id", "grade", "valid"),
    "postapproval": (
        *("person_id", "organisation_id", "approved_by", "terms", "unpaid", "retired"),
        *("valid", "document", "document_date"),
    ),
    "seats": ("post_id", "number", "valid", "document"),
    "appointment": (
        *("person_id", "post_id", "one_seat", "capacity", "establishment", "term", "votes_for", "votes_of"),
        *("valid", "document", "document_date"),
    ),
}
"""The columns of each table, in the order in which they are written."""


class Paper(NamedTuple):
    """A document, its number marked as invented."""

    number: str = ""
    day: date | None = None


NO_PAPER = Paper()


def paper(office: str, day: date, number: int) -> Paper:
    """某科协发〔2017〕12号（虚构）"""
    return Paper(f"{office}〔{day.year}〕{number}号（虚构）", day)


@dataclass(slots=True)
class Rows:
    """The facts of one table."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)


class DemoAccount(NamedTuple):
    """An account of one of the invented people; person and post by their numbers from 1 on."""

    key: str
    name: str
    person: int
    post: int | None
    common_set: str


class Federation:
    """All records and facts, as they are gathered."""

    def __init__(self) -> None:
        self.people = 0
        self.organisations: list[str] = []
        self.posts: list[tuple[int, str, str, bool]] = []
        self.facts = {name: Rows(columns) for name, columns in COLUMNS.items()}
        self.accounts: list[DemoAccount] = []

    def _add(self, table: str, *values: object) -> None:
        self.facts[table].rows.append(values)

    def organisation(
        self,
        kind: OrganisationKind,
        name: str,
        days: Days = ALWAYS,
        *,
        level: Level | None = None,
        division: str = "",
        paper: Paper = NO_PAPER,
    ) -> int:
        """A new organisation that is in being for some days, and what it is called then."""
        self.organisations.append(kind.value)
        id = len(self.organisations)
        self.say(id, OrganisationFactKind.NAME, name, days, paper=paper)
        if level is not None:
            self.say(id, OrganisationFactKind.LEVEL, level.value, days)
        if division:
            self.say(id, OrganisationFactKind.DIVISION, division, days)
        return id

    def say(
        self,
        organisation: int,
        kind: OrganisationFactKind,
        value: str,
        days: Days = ALWAYS,
        *,
        evidence: str = "",
        paper: Paper = NO_PAPER,
    ) -> None:
        """A fact about an organisation."""
        self._add("organisationfact", organisation, kind.value, value, evidence, days, *paper)

    def credit_code(self, organisation: int, kind: str, days: Days = ALWAYS) -> None:
        """A unified social credit code of a division that never was, with right check characters."""
        code = complete_organisation_code(kind, "379999", f"{organisation:08d}").code
        self.say(organisation, OrganisationFactKind.CREDIT_CODE, code, days)

    def does(self, organisation: int, kind: FunctionKind, matter: str, days: Days, paper: Paper) -> None:
        """A function that an organisation declares."""
        self._add("organisationfunction", organisation, kind.value, matter, days, paper.number)

    def relate(
        self,
        organisation: int,
        kind: RelationKind,
        other: int,
        days: Days = ALWAYS,
        paper: Paper = NO_PAPER,
    ) -> None:
        """The one in front is ... of the other."""
        self._add("organisationrelation", organisation, kind.value, other, days, *paper)

    def authorise(
        self, organisation: int, kind: EstablishmentKind, number: int, days: Days, paper: Paper
    ) -> None:
        """An authorised number."""
        self._add("establishment", organisation, kind.value, number, days, *paper)

    def baseline(
        self, organisation: int, measure: MeasureKind, number: int, since: date, paper: Paper
    ) -> None:
        """A frozen number; `since` is the day after the snapshot's own."""
        self._add("baseline", organisation, measure.value, number, Days(since), *paper)

    def basis(
        self,
        organisation: int,
        body: str,
        settings: str,
        days: Days,
        paper: Paper,
        *,
        term: int | None = None,
    ) -> None:
        """A body's counting basis; the settings as JSON."""
        self._add("countingbasis", organisation, body, term, settings, days, *paper)

    def member(
        self,
        organisation: int,
        days: Days,
        *,
        person: int | None = None,
        unit: int | None = None,
        grade: str = "",
    ) -> None:
        """A person or an organisation is a member."""
        self._add("membership", organisation, person, unit, grade, days)

    def approve(
        self,
        person: int,
        organisation: int,
        days: Days,
        paper: Paper,
        *,
        terms: int = 1,
        unpaid: bool = True,
        retired: bool = False,
    ) -> None:
        """An official's part-time post in a society."""
        by = "某省委组织部（虚构）"
        self._add("postapproval", person, organisation, by, terms, unpaid, retired, days, *paper)

    def post(
        self,
        organisation: int,
        office: OfficeKind,
        title: str = "",
        *,
        one_seat: bool = False,
        seats: int | None = None,
        days: Days = ALWAYS,
    ) -> int:
        """A post, and how many seats it has if that is limited."""
        self.posts.append((organisation, office.value, title, one_seat))
        id = len(self.posts)
        if seats is not None:
            self._add("seats", id, seats, days, "")
        return id

    def appoint(
        self,
        person: int,
        post: int,
        days: Days,
        *,
        capacity: Capacity = Capacity.PART_TIME,
        establishment: EstablishmentKind | None = None,
        term: int | None = None,
        votes: tuple[int, int] | None = None,
        paper: Paper = NO_PAPER,
    ) -> None:
        """Somebody holds a post; `votes` are those for and all that were cast."""
        one_seat = self.posts[post - 1][3]
        drawn = "" if establishment is None else establishment.value
        votes_for, votes_of = votes or (None, None)
        self._add(
            "appointment", person, post, one_seat, capacity.value, drawn, term, votes_for, votes_of, days, *paper
        )  # fmt: skip

    def appoint_all(
        self,
        people: Sequence[int],
        post: int,
        days: Days,
        *,
        term: int | None = None,
        votes_of: int | None = None,
        paper: Paper = NO_PAPER,
    ) -> None:
        """Several people hold a post with several seats; with ballots, each by votes of its own."""
        for person in people:
            votes = None if votes_of is None else (votes_of - person * 7 % (votes_of // 8 + 1), votes_of)
            self.appoint(person, post, days, term=term, votes=votes, paper=paper)

    def mark(
        self, person: int, mark: MarkKind, *, holds: bool, value: str = "", certified_by: str = ""
    ) -> None:
        """A mark on a person."""
        basis = "某科协发〔2017〕9号（虚构）"
        days = Days(date(2012, 1, 1))
        self._add("standing", person, mark.value, holds, value, basis, certified_by, days)

    def fact_of_person(
        self, person: int, kind: str, value: str, days: Days, low: int | None = None, high: int | None = None
    ) -> None:
        """A fact about a person."""
        self._add("personfact", person, kind, value, low, high, days)

    def document(self, person: int, number: str, days: Days) -> None:
        """An ID number."""
        self._add("identitydocument", person, number, days)

    def employ(
        self, person: int, position: str, days: Days, *, unit: str = "", organisation: int | None = None
    ) -> None:
        """Where a person works: a unit by name, or an organisation of the register."""
        self._add("employment", person, organisation, unit, position, days)
