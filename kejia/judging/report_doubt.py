"""The report's sheet of what to check: people whose facts are missing, with room for the answer, then the problems."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from kejia.judging import report_says as says
from kejia.judging.facts import connect
from kejia.judging.findings import Check, Finding
from kejia.judging.report_cells import has_column, printed
from kejia.judging.report_paper import Book, Kind, Paper
from kejia.norms.kinds import Mark, Outcome
from kejia.norms.vocabulary import AgedAtMost
from kejia.plain.days import day_number
from kejia.plain.names import print_name
from kejia.plain.text import Text
from kejia.rosters.headers import Field
from kejia.rosters.problems import Problem, column_letter
from kejia.rosters.reading import Roster

LISTED = 20_000
"""Questions listed in each part, far more than a congress has people; the rest are counted."""
WIDTHS = (6, 15, 10, 21, 32, 26, 38, 18)
HEADER = (
    Text("序号", "No."),
    Text("工作表", "Sheet"),
    Text("单元格", "Cell"),
    Text("姓名或原填内容", "Name or content"),
    Text("工作单位", "Employer"),
    Text("请核实", "What to check"),
    Text("所涉规则或说明", "For which norms, or why"),
    Text("核实结果", "Answer"),
)
SAY = (4, 6)
"""The columns over which a problem's sentence runs."""
KINDS = (Kind.CENTRED, Kind.WORDS, Kind.CENTRED, Kind.WORDS, Kind.WORDS, Kind.WORDS, Kind.WORDS, Kind.WORDS)
DECISIVE = Text("一、影响结论的（{n} 项）", "1. What decides a verdict ({n})")
OTHERS = Text("二、不影响结论的（{n} 项）", "2. What decides no verdict ({n})")
PROBLEMS = Text("三、名册中要看的其他地方（{n} 处）", "3. Other things to look at in the roster ({n})")
NONE = Text("（无）", "(none)")
MORE = Text("另有 {n} 项未列出。", "{n} more are not listed.")
ROW = Text("第{row}行", "row {row}")
NOW_WRITTEN = Text("{what}（现填“{now}”）", "{what} (now {now})")
NORM = Text("{clause} {name}", "{clause} {name}")
WHOLE = Text("整表", "sheet")
SIGNED = Text("核实人：　　　　　　　　日期：", "Checked by:                    Date:")


@dataclass(slots=True)
class Asked:
    """One thing to ask about one person, and the norms it is for."""

    place: int
    what: Field
    norms: list[Text] = field(default_factory=list)
    decisive: bool = False


def asked(check: Check) -> list[Asked]:
    """What the verdicts do not know of people, each thing once a person, in the roster's order."""
    if not any(finding.in_doubt for finding in check.findings):
        return []
    facts = connect(check.roster, check.bodies)
    found: dict[tuple[int, Field], Asked] = {}
    for finding in check.findings:
        if not finding.in_doubt:
            continue
        norm = finding.verdict.norm
        name = NORM.filled(clause=norm.cited, name=norm.name)
        for place, what in _unknown(check, finding, facts):
            one = found.setdefault((place, what), Asked(place, what))
            if name not in one.norms:
                one.norms.append(name)
            one.decisive = one.decisive or finding.verdict.outcome is Outcome.CANNOT_TELL
    order = list(Field)
    return sorted(found.values(), key=lambda one: (one.place, order.index(one.what)))


def write_doubt(book: Book, check: Check) -> None:
    """Write the sheet."""
    language = book.language
    foot = says.FOOT.filled(roster=check.roster.name, on=check.on).within(language)
    paper = book.sheet(says.IN_DOUBT, WIDTHS, landscape=True, foot=foot)
    paper.head(
        says.IN_DOUBT_TITLE.within(language), [line.within(language) for line in says.head_lines(check)]
    )
    paper.header([t.within(language) for t in HEADER])
    questions = asked(check)
    for title, decisive in ((DECISIVE, True), (OTHERS, False)):
        _write_asked(paper, check.roster, title, [q for q in questions if q.decisive is decisive])
    _write_problems(paper, check.problems)
    paper.across(SIGNED.within(language), Kind.HEAD, at_least=40)


def _write_asked(paper: Paper, roster: Roster, title: Text, questions: list[Asked]) -> None:
    language = paper.book.language
    paper.section(title.filled(n=len(questions)).within(language))
    if not questions:
        paper.across(NONE.within(language), Kind.NOTE)
    tables = {t.sheet.name: t for t in roster.tables}
    looks = paper.book.looks(KINDS)
    for number, one in enumerate(questions[:LISTED], 1):
        person = roster.people[one.place]
        column = tables[person.sheet].header.columns.get(one.what)
        cell = (
            ROW.filled(row=person.row).within(language)
            if column is None
            else f"{column_letter(column)}{person.row}"
        )
        now = roster.text_of(person, one.what)[:40]
        what = NOW_WRITTEN.filled(what=_question(one.what), now=now) if now else _question(one.what)
        norms = Text("；".join(n.zh for n in one.norms), "; ".join(n.en for n in one.norms))
        paper.row(
            (
                number,
                person.sheet,
                cell,
                print_name(person.name, person.sex, person.ethnic_group),
                printed(roster.text_of(person, Field.UNIT)),
                what.within(language),
                norms.within(language),
                None,
            ),
            looks,
        )
    if len(questions) > LISTED:
        paper.across(MORE.filled(n=len(questions) - LISTED).within(language), Kind.NOTE)


def _write_problems(paper: Paper, problems: tuple[Problem, ...]) -> None:
    language = paper.book.language
    paper.section(PROBLEMS.filled(n=len(problems)).within(language))
    if not problems:
        paper.across(NONE.within(language), Kind.NOTE)
    looks = paper.book.looks(KINDS)
    for number, problem in enumerate(problems, 1):
        cell = f"{problem.column or ''}{problem.row or ''}" or WHOLE.within(language)
        paper.row(
            (number, problem.sheet, cell, problem.value, problem.say.within(language), None, None, None),
            looks,
            across=[SAY],
        )


def _question(what: Field) -> Text:
    return Text("席位", "seat") if what is Field.SEAT else what.text


def _unknown(check: Check, finding: Finding, facts: sqlite3.Connection) -> Iterator[tuple[int, Field]]:
    """For each person in doubt the facts that are unknown: the seat, a mark, the birth."""
    in_doubt = set(finding.in_doubt)
    body = str(finding.body)
    for (place,) in facts.execute("SELECT person FROM facts WHERE body = ? AND member IS NULL", (body,)):
        if place in in_doubt:
            yield place, Field.SEAT
    attribute = finding.verdict.norm.attribute
    for fact in attribute.asks_for():
        what = _field_of(fact, check.roster)
        if not _is_asked_of_people(what, check.roster):
            continue
        if fact == "birth":
            assert isinstance(attribute, AgedAtMost)
            # with every worker taken for sure, what stays null is the birth
            sql = attribute.sql(day_number(check.on), check.basis)
            source = "(SELECT person, body, 1 AS worker, birth_from, birth_to FROM facts)"
        else:
            sql, source = fact, "facts"
        for (place,) in facts.execute(
            f"SELECT person FROM {source} WHERE body = ? AND {sql} IS NULL", (body,)
        ):
            if place in in_doubt:
                yield place, what


def _is_asked_of_people(what: Field, roster: Roster) -> bool:
    """Where the whole column is missing, one problem says so; nobody is asked about one by one."""
    stand_ins = (what, Field.ID_NUMBER) if what is Field.BIRTH else (what,)
    return what is Field.SEAT or any(has_column(roster, column) for column in stand_ins)


def _field_of(fact: str, roster: Roster) -> Field:
    if fact == Mark.FRONTLINE and not has_column(roster, Field.FRONTLINE):
        return Field.GRASSROOTS_FRONTLINE  # where there is no column of its own, it is read from that one
    if (
        fact == Mark.LEADING_CADRE
        and not has_column(roster, Field.LEADING_CADRE)
        and has_column(roster, Field.RANK)
    ):
        return Field.RANK
    return _FIELDS[fact] if fact in _FIELDS else Field(fact)


_FIELDS = {
    "birth": Field.BIRTH,
    str(Mark.WOMAN): Field.SEX,
    str(Mark.MINORITY): Field.ETHNIC_GROUP,
    str(Mark.DELEGATE): Field.SEAT,
}
