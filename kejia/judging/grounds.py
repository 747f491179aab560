"""What a verdict rests on, in words: who is counted, by which basis, and what stands in the way of counting."""

from collections.abc import Iterable

from kejia.judging import says
from kejia.judging.findings import Finding
from kejia.norms.basis import Basis
from kejia.norms.kinds import Body, Mark, Outcome
from kejia.norms.law import Norm
from kejia.norms.vocabulary import AgedAtMost, Marked
from kejia.plain.text import Text
from kejia.rosters.headers import Field
from kejia.rosters.problems import Problems
from kejia.rosters.reading import Roster


def definitions_differ(norm: Norm, roster: Roster, before: Roster | None, basis: Basis) -> Text | None:
    """Leading cadres by two rank lines cannot be compared, nor marks by another line than the basis sets."""
    if norm.attribute != Marked((Mark.LEADING_CADRE,)):
        return None
    line = roster.rank_line()
    if basis.leading_cadre_rank and line and line != basis.leading_cadre_rank:
        return says.RANK_LINE_NOT_BASIS.filled(line=line, basis=basis.leading_cadre_rank)
    earlier = None if before is None else before.rank_line()
    if line and earlier and line != earlier:
        return says.RANK_LINES_DIFFER.filled(now=line, before=earlier)
    return None


def counted_text(body: Body, *, invited: bool) -> Text:
    """Who is in the denominator, in words."""
    if body not in (Body.CONGRESS, Body.SOCIETY_CONGRESS):
        cumulate = body in (Body.COMMITTEE, Body.STANDING, Body.SOCIETY_DIRECTORS, Body.SOCIETY_STANDING)
        return says.SEATS_CUMULATE.filled(seat=body.seat_text) if cumulate else body.seat_text
    return says.WITH_INVITED if invited else says.WITHOUT_INVITED


def basis_text(norm: Norm, basis: Basis, roster: Roster) -> Text:
    """The basis as printed under a verdict: where the figures come from, and what was settled for this norm."""
    parts = [basis.source]
    attribute = norm.attribute
    if isinstance(attribute, AgedAtMost):
        if basis.young_born_since and attribute.age is not None:
            parts.append(says.BORN_SINCE.filled(day=basis.young_born_since))
        elif basis.age_reckoned_on:
            parts.append(says.AGE_ON.filled(day=basis.age_reckoned_on))
        else:
            parts.append(says.AGE_ON_DAY_JUDGED)
    elif Mark.GRASSROOTS_FRONTLINE in attribute.any_of or Mark.FRONTLINE in attribute.any_of:
        if basis.grassroots_frontline:
            parts.append(Text(basis.grassroots_frontline, basis.grassroots_frontline))
        if attribute.any_of == (Mark.FRONTLINE,) and Field.FRONTLINE not in roster.marks():
            parts.append(says.FRONTLINE_FROM_GRASSROOTS)
    elif attribute.any_of == (Mark.LEADING_CADRE,):
        line = basis.leading_cadre_rank or roster.rank_line()
        parts.append(says.RANK_LINE.filled(line=line) if line else says.NO_RANK_LINE)
    return Text("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))


def report_missing_columns(roster: Roster, findings: Iterable[Finding], problems: Problems) -> None:
    """A norm whose facts no column holds: said once a column, with the headers that would do."""
    said: set[str] = set()
    sheet = roster.tables[0].sheet.name
    columns = {f for t in roster.tables for f in t.header.columns}
    has_birth = bool({Field.BIRTH, Field.ID_NUMBER} & columns)
    for finding in findings:
        if finding.verdict.outcome is Outcome.NOT_IN_FORCE:
            continue
        for fact in finding.verdict.norm.attribute.asks_for():
            missing = (
                not has_birth if fact == "birth" else fact in _COLUMN_OF and _COLUMN_OF[fact] not in columns
            )
            if fact == Mark.FRONTLINE and Field.GRASSROOTS_FRONTLINE in columns:
                missing = False
            if fact == Mark.LEADING_CADRE and Field.RANK in columns:
                missing = False
            if missing and fact not in said:
                said.add(fact)
                name = Text("出生年月", "birth (出生年月)") if fact == "birth" else _COLUMN_OF[fact].text
                problems.add(
                    sheet, None, None, None, says.NO_COLUMN, column=name, norm=finding.verdict.norm.name
                )


_COLUMN_OF: dict[str, Field] = {
    Mark.GRASSROOTS_FRONTLINE: Field.GRASSROOTS_FRONTLINE,
    Mark.FRONTLINE: Field.FRONTLINE,
    Mark.LEADING_CADRE: Field.LEADING_CADRE,
    Mark.SCIPOP_WORKER: Field.SCIPOP_WORKER,
    Mark.RURAL_TALENT: Field.RURAL_TALENT,
    Mark.WOMAN: Field.SEX,
    Mark.MINORITY: Field.ETHNIC_GROUP,
    Mark.NON_PARTY: Field.PARTY,
}
