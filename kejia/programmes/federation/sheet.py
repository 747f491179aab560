"""The page of a body, put together from the register: roster, seats, verdicts, people in doubt, the line of verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby

from kejia.judging.bases import bases_on
from kejia.judging.clauses import BoundLine, Found
from kejia.judging.live import in_doubt
from kejia.judging.live_bodies import judge_bodies
from kejia.judging.live_units import families
from kejia.judging.term_lines import lines_on
from kejia.judging.timeline import changes, timeline
from kejia.norms.basis import UNSET, Basis
from kejia.norms.kinds import Body, Outcome
from kejia.norms.law import Law, Norm, load_law
from kejia.norms.sentences import line_text
from kejia.norms.verdicts import Verdict
from kejia.norms.vocabulary import BasisNeeded
from kejia.plain.names import print_name
from kejia.plain.stroke_order import in_stroke_order
from kejia.plain.text import Text
from kejia.programmes.federation.access import BY_PAGE
from kejia.programmes.federation.asked import Asked
from kejia.programmes.federation.card import Place, last_day
from kejia.register.facts import body_number
from kejia.register.kinds import OfficeKind
from kejia.register.periods import period, shown
from kejia.register.seated import Seated, offices_of, seated_in

LATEST_CHANGES = 12


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the roster."""

    person: int
    name: str
    printed: str
    birth: str
    party: str
    where: str
    term: int | None
    since: date | None
    last: date | None
    born_from: int | None
    born_to: int | None
    """The birth as an interval, yyyymmdd."""
    days: Text
    """From when to when, in words."""


@dataclass(frozen=True, slots=True)
class Office:
    """The members by one office, in the official order of strokes."""

    office: OfficeKind
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One norm on the body: what was found, the line in words, who is in doubt; for a line of a term, that line."""

    norm: Norm
    found: Found
    line: Text
    doubtful: tuple[Member, ...] = ()
    bound: BoundLine | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """From a day on (None: from the beginning) a norm came out like this."""

    since: date | None
    outcome: Outcome
    figures: str


@dataclass(frozen=True, slots=True)
class Record:
    """One norm over the whole record of the body; `earlier` changes are not shown."""

    norm: Norm
    changes: tuple[Change, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A body on a day."""

    organisation: int
    body: Body
    offices: tuple[Office, ...]
    places: tuple[Place, ...]
    judged: tuple[Judged, ...]
    basis: Basis

    @property
    def count(self) -> int:
        """How many people sit in it."""
        return sum(len(office.members) for office in self.offices)

    @property
    def filled(self) -> int:
        """How many seats are filled; somebody on two posts fills two."""
        return sum(place.filled for place in self.places)

    @property
    def seats(self) -> int | None:
        """How many seats there are; None where a post has no number of seats on record."""
        numbers = [place.seats for place in self.places]
        return None if not numbers or None in numbers else sum(number or 0 for number in numbers)


@cache
def law() -> Law:
    """The plan."""
    return load_law()


def read_sheet(organisation: int, body: Body, places: Iterable[Place], asked: Asked) -> Sheet:
    """A body of an organisation, whose posts are given. Raises NotSettled."""
    on, known = asked.on, asked.known
    bases, _ = bases_on(on, known)
    basis = bases.get((organisation, body), UNSET)
    seated = seated_in(organisation, body, on, known, by=BY_PAGE)
    offices = tuple(
        Office(OfficeKind[office.upper()], tuple(in_stroke_order(map(_member, group), lambda m: m.name)))
        for office, group in groupby(seated, key=lambda each: each.office)
    )
    people = {member.person: member for office in offices for member in office.members}
    brought = offices_of(body)
    return Sheet(
        organisation,
        body,
        offices,
        tuple(place for place in places if place.office in brought),
        tuple(_judge(organisation, body, asked, basis, people)),
        basis,
    )


def read_record(sheet: Sheet, asked: Asked) -> tuple[Record, ...]:
    """The norms that address the body over its whole record, on the counting basis of the day. Raises NotSettled."""
    norms = [judged.norm for judged in sheet.judged]
    if not norms:
        return ()
    invited = sheet.basis.invited_delegates_count is True
    number = body_number(sheet.organisation, sheet.body)
    stretches = timeline(norms, number, sheet.basis, invited=invited, known=asked.known)
    found = []
    for norm in norms:
        told = [_change(since, verdict) for since, verdict in changes(stretches, norm)]
        found.append(Record(norm, tuple(told[-LATEST_CHANGES:]), max(0, len(told) - LATEST_CHANGES)))
    return tuple(found)


def _change(since: date | None, verdict: Verdict) -> Change:
    tally = verdict.tally
    figures = f"{tally.yes} / {tally.members}" if verdict.norm.measure == "share" else f"{tally.yes}"
    return Change(since, verdict.outcome, figures)


def _findings(organisation: int, body: Body, asked: Asked, lines: Sequence[BoundLine]) -> list[Found]:
    placed = {
        family: [organisation]
        for family, members in families(asked.on, asked.known).items()
        if organisation in members
    }
    of_body = replace(law(), norms=tuple(norm for norm in law().norms if norm.body is body))
    return list(judge_bodies(of_body, asked.on, asked.known, placed, only=organisation, lines=lines))


def _judge(
    organisation: int, body: Body, asked: Asked, basis: Basis, people: dict[int, Member]
) -> Iterable[Judged]:
    on_record = lines_on(asked.on, asked.known, [organisation])
    lines = [line for line in on_record.lines if line.norm.body is body]
    for found in _findings(organisation, body, asked, lines):
        bound = on_record.by_id.get(found.norm)
        norm = bound.norm if bound else law().get_norm(found.norm)
        version = norm.version_on(asked.on)
        line = line_text(version[1], norm.measure) if version else Text("", "")
        open_ = found.low != found.high or found.outcome is Outcome.CANNOT_TELL
        doubtful = _doubtful(norm, organisation, asked, basis, people) if open_ and people else ()
        yield Judged(norm, found, line, doubtful, bound)


def _doubtful(
    norm: Norm, organisation: int, asked: Asked, basis: Basis, people: dict[int, Member]
) -> tuple[Member, ...]:
    """Whom to ask about, in the official order of strokes; nobody where the basis must be settled first."""
    number = body_number(organisation, norm.body)
    try:
        found = in_doubt(
            norm.attribute,
            asked.on,
            basis,
            invited=basis.invited_delegates_count is not False,
            organisations=[organisation],
            known=asked.known,
        )
    except BasisNeeded:
        return ()
    members = [people[person] for of, person in found if of == number and person in people]
    return tuple(in_stroke_order(members, lambda member: member.name))


def _member(seated: Seated) -> Member:
    return Member(
        seated.person,
        seated.name,
        print_name(seated.name, seated.sex, seated.ethnic_group or None),
        seated.birth[:7],
        seated.party,
        seated.unit + seated.position,
        seated.term,
        seated.since,
        last_day(seated.until),
        seated.birth_low,
        seated.birth_high,
        shown(period(seated.since, seated.until)),
    )
