"""The rows of the kinds of lists, as whoever read them hands them over: plain values, no cells."""

from dataclasses import dataclass, field
from datetime import date

from kejia.plain.identity_documents import DocumentRead
from kejia.plain.text import Text
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    Kind,
    Level,
    MarkKind,
    OfficeKind,
    OrganisationKind,
)

FirstLast = tuple[int, int]
"""A birth as its first and last possible day, yyyymmdd."""


class Outcome(Kind):
    """What a row of a list would do."""

    NEW = "new", "新增", "new"
    ADDS = "adds", "补充", "adds to what is known"
    SAME = "same", "已登记", "known already"
    REFUSED = "refused", "不能导入", "refused"


@dataclass(frozen=True, slots=True)
class PersonPart:
    """A person as a row names them; blank is not said."""

    name: str
    birth: FirstLast | None = None
    document: DocumentRead | None = None
    unit: str = ""
    sex: str = ""
    ethnic_group: str = ""
    position: str = ""
    party: str = ""
    title: str = ""
    education: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of a list of people; party, title, education and employment hold since a day, where it is said."""

    line: int
    person: PersonPart
    since: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A row of a list of organisations; the last three name other organisations."""

    line: int
    name: str
    kind: OrganisationKind
    short_name: str = ""
    level: Level | None = None
    division: str = ""
    credit_code: str = ""
    discipline: str = ""
    industry: str = ""
    part_of: str = ""
    supervised_by: str = ""
    hosted_by: str = ""
    since: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A row of a list of appointments; `until` is the first day after it."""

    line: int
    person: PersonPart
    organisation: str
    office: OfficeKind
    since: date
    until: date | None = None
    title: str = ""
    capacity: Capacity = Capacity.PART_TIME
    establishment: EstablishmentKind | None = None
    term: int | None = None
    votes_for: int | None = None
    votes_of: int | None = None
    paper: str = ""
    paper_date: date | None = None


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A row of a list of marks on people; `until` is the first day after it."""

    line: int
    person: PersonPart
    mark: MarkKind
    holds: bool
    value: str = ""
    basis: str = ""
    certified_by: str = ""
    paper: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A person of a roster with the posts in one organisation and the marks that the roster gives them.

    `where` is the place in the roster (代表名单!5), for sentences; `refused` is why the row cannot be taken as read.
    """

    line: int
    person: PersonPart
    organisation: int
    where: str
    appointments: tuple[AppointmentRow, ...] = ()
    marks: tuple[StandingRow, ...] = ()
    refused: Text | None = None
    paper: str = ""


Row = PersonRow | OrganisationRow | AppointmentRow | StandingRow | RosterRow


@dataclass(slots=True)
class Judged:
    """What a row would do, and what is to be said of it."""

    line: int
    who: str
    outcome: Outcome = Outcome.SAME
    says: list[Text] = field(default_factory=list)

    @property
    def says_refused(self) -> bool:
        """Whether it cannot be imported."""
        return self.outcome is Outcome.REFUSED

    def refuse(self, why: Text) -> None:
        """The row cannot be imported."""
        self.outcome = Outcome.REFUSED
        self.says.append(why)

    def adds(self) -> None:
        """The row brings something, unless it was refused or is new anyway."""
        if self.outcome is Outcome.SAME:
            self.outcome = Outcome.ADDS

    def is_new(self) -> None:
        """The row brings somebody or something the register does not hold."""
        if self.outcome is not Outcome.REFUSED:
            self.outcome = Outcome.NEW
