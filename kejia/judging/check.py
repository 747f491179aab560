"""Judges a roster: reads it, fills `facts`, runs the tallies the norms write, and says why."""

import sqlite3
from dataclasses import dataclass, field, replace
from datetime import date

from kejia.judging import says
from kejia.judging.facts import bodies_in, connect, delegates_missing
from kejia.judging.findings import Check, Finding
from kejia.judging.grounds import basis_text, counted_text, definitions_differ, report_missing_columns
from kejia.norms.basis import UNSET, Basis
from kejia.norms.kinds import Body, Level, Mark, Outcome
from kejia.norms.law import Law, Norm
from kejia.norms.sentences import say
from kejia.norms.tally import Tally, doubt_sql, read_tallies, tally_sql
from kejia.norms.verdicts import Verdict, judge
from kejia.norms.vocabulary import BasisNeeded, Falls
from kejia.plain.days import day_number
from kejia.plain.text import Text
from kejia.rosters.problems import Problems, UnusableFile
from kejia.rosters.reading import Reading, Roster, read_roster
from kejia.rosters.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Added:
    """People who might be added, in a what-if: so many, with these facts; what is not named is unknown."""

    count: int
    marks: dict[Mark, int] = field(default_factory=dict)
    birth: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a roster. `body` None means every body the file names."""

    on: date
    body: Body | None = None
    level: Level = Level.PROVINCE
    basis: Basis = UNSET
    reading: Reading | None = None
    dropped: frozenset[int] = frozenset()
    """Places in the roster left out, for a what-if."""
    added: tuple[Added, ...] = ()
    lines: tuple[Norm, ...] = ()
    """Lines of a term, judged beside the law's norms."""

    def norms_of(self, law: Law, body: Body) -> tuple[Norm, ...]:
        """What a body is judged by: the law's norms, then the lines of its term."""
        return (*law.norms_of(body, self.level), *(line for line in self.lines if line.body is body))

    def how_to_read(self) -> Reading:
        """How the roster is read: as asked, by the basis's rank line."""
        reading = self.reading or Reading(self.on)
        return replace(reading, on=self.on, rank_line=self.basis.leading_cadre_rank or reading.rank_line)


def check_workbook(law: Law, workbook: Workbook, question: Question, before: Workbook | None = None) -> Check:
    """The roster in a workbook, judged. Raises UnusableFile where nothing can be judged, with what to do."""
    reading = question.how_to_read()
    roster = read_roster(workbook, reading)
    earlier = None if before is None else _read_earlier(before, reading)
    return check_roster(law, roster, question, earlier)


def check_roster(law: Law, roster: Roster, question: Question, before: Roster | None = None) -> Check:
    """A roster already read, judged. Raises UnusableFile where the law has nothing to say of it."""
    bodies = _bodies(law, roster, question)
    problems = Problems()
    for person in delegates_missing(roster) if Body.COMMITTEE in bodies else ():
        problems.add(person.sheet, person.row, None, person.name, says.NOT_A_DELEGATE)
    facts = connect(roster, bodies, question.dropped)
    findings: list[Finding] = []
    for body in bodies:
        _add(facts, body, question.added)
        findings += _judge_body(law, roster, facts, body, question, before)
    report_missing_columns(roster, findings, problems)
    (held,) = facts.execute("SELECT count(DISTINCT person) FROM facts WHERE member = 1").fetchone()
    people = held if question.body else len(roster.people) - len(question.dropped)
    return Check(
        law,
        question.level,
        question.body,
        tuple(bodies),
        question.on,
        question.basis,
        roster,
        people,
        tuple(findings),
        (*roster.problems.all(), *problems.all()),
    )


def _read_earlier(before: Workbook, reading: Reading) -> Roster:
    try:
        return read_roster(before, Reading(reading.on, reading.blank_is_no, reading.rank_line))
    except UnusableFile as error:
        raise UnusableFile(says.EARLIER_LIST.filled(say=error.say)) from error


def _bodies(law: Law, roster: Roster, question: Question) -> list[Body]:
    found = bodies_in(roster)
    if question.body is None:
        if not roster.has_seats:
            raise UnusableFile(says.WHICH_BODY)
        bodies = [b for b in found if question.norms_of(law, b)]
        if not bodies:
            raise UnusableFile(says.NO_NORM_FOR_FILE.filled(law=law.title, level=question.level.text))
        return bodies
    if roster.has_seats and question.body not in found and not _is_other_congress(question.body, found):
        names = Text("、".join(b.text.zh for b in found) or "—", ", ".join(b.text.en for b in found) or "-")
        raise UnusableFile(says.NO_SUCH_BODY.filled(body=question.body.text, found=names))
    if not question.norms_of(law, question.body):
        raise UnusableFile(
            says.NO_NORM.filled(law=law.title, level=question.level.text, body=question.body.text)
        )
    return [question.body]


def _is_other_congress(body: Body, found: list[Body]) -> bool:
    congresses = {Body.CONGRESS, Body.SOCIETY_CONGRESS}
    return body in congresses and bool(congresses & set(found))


def _judge_body(
    law: Law, roster: Roster, facts: sqlite3.Connection, body: Body, question: Question, before: Roster | None
) -> list[Finding]:
    norms = question.norms_of(law, body)
    counts = question.basis.invited_delegates_count
    any_invited = bool(
        facts.execute("SELECT 1 FROM facts WHERE body = ? AND invited = 1", (str(body),)).fetchone()
    )
    findings = []
    for norm in norms:
        settled = _judge(norm, roster, facts, body, question, before, invited=bool(counts))
        if any_invited and counts is None:
            other = _judge(norm, roster, facts, body, question, before, invited=True)
            settled = _both_ways(settled, other, question.basis)
        findings.append(settled)
    return findings


def _judge(
    norm: Norm,
    roster: Roster,
    facts: sqlite3.Connection,
    body: Body,
    question: Question,
    before: Roster | None,
    *,
    invited: bool,
) -> Finding:
    basis, on = question.basis, day_number(question.on)
    doubt: tuple[int, ...] = ()
    obstacle = definitions_differ(norm, roster, before, basis)
    try:
        tally = _tally(norm, facts, body, on, basis, invited=invited)
        if tally.unknown or tally.maybe_members:
            sql = doubt_sql(norm.attribute, on, basis, invited=invited)
            doubt = tuple(p for b, p in facts.execute(sql) if b == str(body) and p >= 0)
        earlier = None if before is None else _earlier_tally(norm, before, body, on, basis, invited=invited)
    except BasisNeeded as needed:
        count = "SELECT count(*) FROM facts WHERE body = ? AND member = 1 AND invited <= ?"
        members = facts.execute(count, (str(body), int(invited))).fetchone()[0]
        tally, earlier, obstacle = Tally(members, 0, 0), None, needed.say
    verdict = judge(norm, question.on, tally, earlier, obstacle=obstacle)
    counted = counted_text(body, invited=invited)
    return Finding(body, verdict, say(verdict, basis), basis_text(norm, basis, roster), counted, doubt)


def _tally(
    norm: Norm, facts: sqlite3.Connection, body: Body, on: int, basis: Basis, *, invited: bool
) -> Tally:
    rows = facts.execute(tally_sql([norm.attribute], on, basis, invited=invited)).fetchall()
    return read_tallies(rows, 1).get(str(body), [Tally(0, 0, 0)])[0]


def _earlier_tally(
    norm: Norm, before: Roster, body: Body, on: int, basis: Basis, *, invited: bool
) -> Tally | None:
    if norm.version_on(date(9999, 12, 31)) is None or not any(
        isinstance(line, Falls) for _, line in norm.versions
    ):
        return None
    if before.has_seats and body not in bodies_in(before):
        return None
    return _tally(norm, connect(before, [body]), body, on, basis, invited=invited)


def _both_ways(without: Finding, with_them: Finding, basis: Basis) -> Finding:
    """Invited delegates present and the basis silent: decided where both ways agree, else it cannot be told."""
    a, b = without.verdict, with_them.verdict
    figures = {"a": f"{a.tally.yes}/{a.tally.members}", "b": f"{b.tally.yes}/{b.tally.members}"}
    counted = says.INVITED_BOTH_WAYS.filled(**figures)
    if a.outcome is b.outcome:
        return replace(without, counted=counted)
    verdict = Verdict(
        a.norm,
        a.on,
        Outcome.CANNOT_TELL,
        a.version,
        a.line,
        a.tally,
        min(a.low, b.low),
        max(a.high, b.high),
        a.threshold,
        replace(a.mend, replace=None, add=None),
        says.INVITED_DECIDE.filled(**figures),
    )
    return replace(without, verdict=verdict, say=say(verdict, basis), counted=counted)


def _add(facts: sqlite3.Connection, body: Body, added: tuple[Added, ...]) -> None:
    """People who might be added, below the roster's places (-1, -2, ...)."""
    place = -1
    for group in added:
        row: dict[str, int | None] = {
            "member": 1,
            "invited": 0,
            "worker": 1,
            **{str(k): v for k, v in group.marks.items()},
        }
        row |= {"birth_from": group.birth, "birth_to": group.birth}
        names = ", ".join(row)
        for _ in range(group.count):
            slots = ", ".join("?" * len(row))
            facts.execute(  # the names are marks and columns of our own
                f"INSERT INTO facts (body, person, {names}) VALUES (?, ?, {slots})",
                (str(body), place, *row.values()),
            )
            place -= 1
