"""What a judged roster looks like on the page: verdicts by body, questions, people to ask about, the what-if."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kejia.judging.doubts import Doubt, doubts_of
from kejia.judging.findings import Check, Finding
from kejia.norms.basis import SETTINGS
from kejia.norms.kinds import Modality, Outcome
from kejia.norms.verdicts import NO_EARLIER_LIST
from kejia.norms.vocabulary import AtMost, Falls
from kejia.plain.names import print_name
from kejia.programmes.check.forms import AskForm
from kejia.rosters import says
from kejia.rosters.cells import shown_birth
from kejia.rosters.choosing import ALL_ALIKE
from kejia.rosters.desk import ANSWER_PREFIX, COLUMN_PREFIX, Desk
from kejia.rosters.people import MARKS, Person
from kejia.rosters.problems import Problem, column_letter
from kejia.wings.words import language, spoken

PEOPLE_ASKED_ABOUT = 100
PEOPLE_TO_DROP = 1_500
PROBLEMS_SHOWN = 200
OPTIONS = re.compile(r"（[^（）]*--[^（）]*）|[,;:] [^,;:]*--\w.*$|可用 --\w+ 指定")
ORDER = (Outcome.NOT_MET, Outcome.CANNOT_TELL, Outcome.MET, Outcome.NOT_IN_FORCE)


@dataclass(frozen=True, slots=True)
class BodyShown:
    """One body and its findings, as the API gives them."""

    title: str
    people: int
    findings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact to ask of one person, and the name of the field its answer comes back in."""

    doubt: Doubt
    name: str

    @property
    def label(self) -> str:
        """What is asked."""
        return spoken(self.doubt.text)


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A person to ask about."""

    name: str
    unit: str
    where: str
    asked: list[Asked]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question about the table itself, with its answers as value and words."""

    name: str
    say: str
    options: list[tuple[str, str]]
    chosen: str


def bodies(check: Check) -> list[BodyShown]:
    """The verdicts by body, in the order of the plan."""
    findings = list(zip(check.findings, check.as_json(language())["findings"], strict=True))
    return [
        BodyShown(
            spoken(body.text_at(check.level)),
            max((f.verdict.tally.members for f, _ in findings if f.body is body), default=0),
            [
                {**shown, "ceiling": isinstance(f.verdict.line, AtMost | Falls)}
                for f, shown in findings
                if f.body is body
            ],
        )
        for body in check.bodies
    ]


def counts(check: Check) -> list[tuple[str, int]]:
    """How many of the norms that must be kept came to which outcome; those that came to none are left out."""
    musts = Counter(f.verdict.outcome for f in check.findings if f.verdict.norm.modality is Modality.MUST)
    return [(str(outcome), musts[outcome]) for outcome in ORDER if musts[outcome]]


def in_doubt(check: Check, desk: Desk) -> list[InDoubt]:
    """The people that undecided verdicts hang on, each with what is not known of them."""
    sheets = {sheet.name: number for number, sheet in enumerate(desk.workbook.sheets)}
    found: dict[int, InDoubt] = {}
    for doubt in doubts_of(check):
        person = check.roster.people[doubt.place]
        if doubt.place not in found:
            if len(found) == PEOPLE_ASKED_ABOUT:
                break
            where = f"{person.sheet}!{person.row}"
            found[doubt.place] = InDoubt(person.name, person.unit, where, [])
        place = f"{sheets[person.sheet]}-{person.row}-{doubt.column}"
        found[doubt.place].asked.append(Asked(doubt, f"{ANSWER_PREFIX}{place}" if doubt.column else ""))
    return list(found.values())


def choices(check: Check, form: AskForm) -> list[Choice]:
    """Questions about the table: which of several columns, which of several sheets."""
    found = []
    for table in check.roster.tables:
        for field, columns in table.header.rivals.items():
            options = [(column_letter(c), f"{column_letter(c)} {table.header.titles[c]}") for c in columns]
            say = next(
                (p for p in check.problems if p.kind is says.TWO_COLUMNS and p.sheet == table.sheet.name),
                None,
            )
            if say is not None:
                chosen = column_letter(table.header.columns[field])
                found.append(Choice(f"{COLUMN_PREFIX}{field.value}", spoken(field.text), options, chosen))
    unread = [p.sheet for p in check.problems if p.kind in (says.SHEET_NOT_READ, says.SHEET_ALIKE)]
    asked = form.cleaned_data["sheet"]
    if unread or asked:
        names = [t.sheet.name for t in check.roster.tables]
        options = [(name, name) for name in dict.fromkeys([*names, *unread])]
        if asked == ALL_ALIKE or any(p.kind is says.SHEET_ALIKE for p in check.problems):
            options.append((ALL_ALIKE, _("表头相同的各表合在一起")))
        found.append(Choice("sheet", "", options, asked or names[0]))
    return found


def blank_columns(check: Check) -> list[str]:
    """The sentences about columns that hold only yes-marks and blanks."""
    return [without_options(spoken(p.say)) for p in check.problems if p.kind is says.ONLY_YES]


def asks_earlier_list(check: Check) -> bool:
    """Whether some verdict waits for the earlier list."""
    return any(f.verdict.why is NO_EARLIER_LIST for f in check.findings)


def settings_needed(check: Check) -> list[str]:
    """The settings of the basis that undecided verdicts ask for."""
    needed = []
    for finding in check.findings:
        why = finding.verdict.why
        if finding.verdict.outcome is Outcome.CANNOT_TELL and why is not None:
            needed += [key for key in SETTINGS if f"({key})" in why.en]
    return list(dict.fromkeys(needed))


@dataclass(frozen=True, slots=True)
class Row:
    """A person of the roster, for the what-if."""

    place: int
    name: str
    unit: str
    birth: str
    frontline: int | None
    leading: int | None
    dropped: bool


def rows(check: Check, dropped: frozenset[int]) -> list[Row]:
    """The people of the bodies judged, those who do not count towards a line in want first."""
    undone = (Outcome.NOT_MET, Outcome.CANNOT_TELL)
    failing = sorted(
        (f for f in check.findings if f.verdict.outcome in undone),
        key=lambda f: undone.index(f.verdict.outcome),
    )
    people = list(enumerate(check.roster.people))
    if failing:
        people.sort(key=lambda pair: _counts_for(failing[0], pair[1]))
    return [
        Row(
            place,
            print_name(p.name, p.sex, p.ethnic_group, width=2),
            p.unit,
            shown_birth(p.birth),
            p.grassroots_frontline,
            p.leading_cadre,
            place in dropped,
        )
        for place, p in people[:PEOPLE_TO_DROP]
    ]


def _counts_for(finding: Finding, person: Person) -> int:
    facts = finding.verdict.norm.attribute.asks_for()
    mark = next((m for m in MARKS if m.value in facts), None)
    value = None if mark is None else getattr(person, mark.value)
    return 1 if value is None else value * 2


def without_options(say: str) -> str:
    """A sentence without the command line's options, which a page asks for in its own way."""
    return OPTIONS.sub("", say)


def problems(check: Check) -> list[tuple[str, Problem, str]]:
    """The problems with their place in words."""
    return [
        (f"{p.sheet}!{p.column or ''}{p.row or ''}".rstrip("!"), p, without_options(spoken(p.say)))
        for p in check.problems[:PROBLEMS_SHOWN]
    ]
