"""The lines of terms on record, each as the norm it is, bound to the body it was set for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kejia.judging.clauses import BoundLine, Found, LineJudged, Subject
from kejia.norms.kinds import Outcome
from kejia.norms.law import Law
from kejia.norms.lines import LINE_ID, UnusableLine, WrittenLine, read_line
from kejia.plain.text import Text
from kejia.register.models import TermLine
from kejia.register.term_lines import LineRow, term_lines_on

UNREADABLE = Text("待核实：这条要求读不出来：{why}", "cannot tell: this line cannot be read: {why}")


@dataclass(frozen=True, slots=True)
class LinesOnRecord:
    """Those that hold on a day, and of those whose words mean nothing to us, what was found and why."""

    lines: tuple[BoundLine, ...] = ()
    unreadable: tuple[Found, ...] = ()
    by_id: Mapping[str, BoundLine] = field(default_factory=dict)


def written_of(row: LineRow) -> WrittenLine:
    """The words of a row."""
    return WrittenLine(
        str(row.id),
        row.body,
        row.attribute,
        row.relation,
        row.value,
        row.modality,
        row.quote,
        row.since,
        row.until,
        row.age or None,
        row.clause,
    )


def lines_on(on: date, known: datetime | None, organisations: Sequence[int] | None = None) -> LinesOnRecord:
    """The lines that hold on a day, of all bodies or those of some organisations; one statement."""
    lines, unreadable = [], []
    for row in term_lines_on(on, known, organisations):
        try:
            norm = read_line(written_of(row))
        except UnusableLine as error:
            said = UNREADABLE.filled(why=error.say)
            subject = Subject(row.organisation, row.body)
            unreadable.append(Found(f"{LINE_ID}{row.id}", subject, Outcome.CANNOT_TELL, said))
            continue
        lines.append(
            BoundLine(
                norm, row.organisation, row.term, row.document, row.document_date, row.addressee, row.id
            )
        )
    return LinesOnRecord(tuple(lines), tuple(unreadable), {line.norm.id: line for line in lines})


def with_lines(law: Law, lines: Iterable[BoundLine]) -> Law:
    """The law with the lines that carry out one of its clauses, where that clause judges people in bodies already.

    A line alone never makes a clause met: a clause without norms of its own stays as it is.
    """
    judged = {norm.clause for norm in law.norms}
    more = tuple(line.norm for line in lines if line.norm.clause in judged)
    return replace(law, norms=(*law.norms, *more)) if more else law


def judged_lines(lines: LinesOnRecord, found: Iterable[Found]) -> tuple[LineJudged, ...]:
    """Each line with what was found of its body; one whose organisation is not in being has nothing found."""
    return tuple(LineJudged(lines.by_id[each.norm], each) for each in found if each.norm in lines.by_id)


def written_of_fact(fact: TermLine) -> WrittenLine:
    """The words of a line as it is stored."""
    return WrittenLine(
        str(fact.pk),
        fact.body,
        fact.attribute,
        fact.relation,
        fact.value,
        fact.modality,
        fact.quote,
        fact.valid.lower,
        fact.valid.upper,
        fact.age or None,
        fact.clause,
    )
