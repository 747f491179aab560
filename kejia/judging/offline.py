"""What the offline page asks of Python: bytes and options in, JSON out.

It runs under Pyodide, where there is no Django and no YAML; a test runs it on the standard library alone. The answer
holds the check itself (`Check.as_json`, the same object as everywhere else) and, beside it, what a page needs to
draw it and to put its questions.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kejia.judging.check import Question, check_workbook
from kejia.judging.doubts import doubts_of
from kejia.judging.findings import Check, Finding
from kejia.norms.basis import SETTINGS, UnusableBasis, read_basis
from kejia.norms.kinds import Body, Level, Modality, Outcome
from kejia.norms.law import Law, read_law
from kejia.norms.verdicts import Verdict
from kejia.norms.vocabulary import AtMost, Falls
from kejia.plain.ranks import RANKS
from kejia.plain.shares import shown_percent
from kejia.plain.text import Language, Text
from kejia.rosters.files import open_workbook
from kejia.rosters.headers import FIELD_NAMES, Field
from kejia.rosters.problems import UnusableFile, column_letter
from kejia.rosters.reading import Reading, Table
from kejia.rosters.workbook import Answer, Workbook, answered

LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY)

NO_DAY = Text(
    "判断之日请写成 2017-06-30 的样子，不是“{value}”", "write the day judged like 2017-06-30, not {value}"
)
NO_FILE = Text("请先选择名册文件，或粘贴名册", "choose a roster file first, or paste a roster")
ALL_BODIES = Text("名册中的所有机构", "every body in the roster")


@dataclass(frozen=True, slots=True)
class Asked:
    """The page's options, read."""

    question: Question
    answers: tuple[Answer, ...]
    name: str
    before_name: str
    language: Language


class Desk:
    """The law of one page, and the roster it judged last; nothing is kept anywhere else."""

    def __init__(self, law: str) -> None:
        """`law` is the compiled law (`kejia.norms.law.compiled`)."""
        self.law: Law = read_law(json.loads(law))
        self.sheets: list[str] = []
        self.check: Check | None = None

    def judge(self, content: bytes, options: str, before: bytes | None = None) -> str:
        """Judge a roster file; JSON with `check` and what goes with it, or with `refused`, the sentence that says why."""
        given: Mapping[str, Any] = json.loads(options)  # Any: JSON of our own page
        self.sheets, self.check = [], None
        try:
            asked = read_options(given)
            workbook = _opened(content, asked.name)
            self.sheets = [sheet.name for sheet in workbook.sheets]
            earlier = None if before is None else _opened(before, asked.before_name)
            self.check = check_workbook(self.law, answered(workbook, asked.answers), asked.question, earlier)
        except (UnusableFile, UnusableBasis) as error:
            return _as_text({"refused": {"zh": error.say.zh, "en": error.say.en}, "sheets": self.sheets})
        return self.tell(asked.language)

    def tell(self, language: Language) -> str:
        """The last check again, in a language."""
        check = self._get_check()
        return _as_text(
            {
                "check": check.as_json(language),
                "exit_code": check.exit_code,
                "roster": check.roster.name,
                "law": check.law.title.within(language),
                "findings": [_drawn(f) for f in check.findings],
                "doubts": _doubts(check, language),
                "sheets": self.sheets,
                "tables": [_table(t, language) for t in check.roster.tables],
            }
        )

    def report(self, language: Language) -> bytes:
        """The workbook of the last check, as `kejia check --report` writes it."""
        from kejia.judging.report import write_report  # inner import: slow, and only a report needs it

        return write_report(self._get_check(), language)

    def forget(self) -> None:
        """Lose the last roster."""
        self.sheets, self.check = [], None

    def _get_check(self) -> Check:
        if self.check is None:
            raise UnusableFile(NO_FILE)
        return self.check


def read_options(given: Mapping[str, Any]) -> Asked:
    """The options of the page. Raises UnusableFile or UnusableBasis with what to do."""
    try:
        on = date.fromisoformat(str(given.get("on", "")))
    except ValueError:
        raise UnusableFile(NO_DAY.filled(value=given.get("on") or "—")) from None
    body = given.get("body", "all")
    columns = {Field(field): str(letter) for field, letter in given.get("columns", {}).items() if letter}
    reading = Reading(on, given.get("blank") == "no", sheet=given.get("sheet") or None, columns=columns)
    question = Question(
        on,
        None if body == "all" else Body(body),
        Level(given.get("level", Level.PROVINCE)),
        read_basis(given.get("basis", {})),
        reading,
    )
    answers = tuple(
        Answer(str(a["sheet"]), int(a["row"]), str(a["column"]), str(a["value"]))
        for a in given.get("answers", ())
    )
    return Asked(
        question,
        answers,
        str(given.get("name", "")),
        str(given.get("before_name", "")),
        "en" if given.get("lang") == "en" else "zh",
    )


def page_words() -> dict[str, Any]:
    """The words of forms and marks, for the page to be built with; Any: JSON, each leaf a {zh, en}."""
    return {
        "bodies": [{"id": "all", **ALL_BODIES._asdict()}, *({"id": b, **b.text._asdict()} for b in Body)],
        "levels": [{"id": level, **level.text._asdict()} for level in LEVELS],
        "settings": {name: text._asdict() for name, text in SETTINGS.items()},
        "ranks": list(RANKS),
        "fields": {field: text._asdict() for field, text in FIELD_NAMES.items()},
        "outcomes": {outcome: outcome.text._asdict() for outcome in Outcome},
        "modalities": {modality: modality.text._asdict() for modality in Modality},
    }


def _opened(content: bytes, name: str) -> Workbook:
    try:
        return open_workbook(content, name)
    except UnusableFile as error:
        raise UnusableFile(Text(f"{name}：{error.say.zh}", f"{name}: {error.say.en}")) from error


def _drawn(finding: Finding) -> dict[str, Any]:
    """What the share bar of a finding needs: places in percent, and the percentage in words."""
    v = finding.verdict
    if v.norm.measure != "share" or v.outcome is Outcome.NOT_IN_FORCE:
        return {"measure": v.norm.measure, "bar": None}
    low, high = (min(max(share, Fraction(0)), Fraction(1)) for share in (v.low, v.high))
    return {
        "measure": v.norm.measure,
        "bar": {
            "known": _place(low),
            "unknown": _place(high - low) if high > low else None,
            "tick": None if v.threshold is None else _place(v.threshold),
            "percent": _percent(v),
        },
    }


def _percent(verdict: Verdict) -> str:
    """Cut off, or rounded up below a line that must not be passed, as in the verdict's sentence."""
    low = shown_percent(verdict.low, up=isinstance(verdict.line, AtMost | Falls))
    return low if verdict.low == verdict.high else f"{low}–{shown_percent(verdict.high, up=True)}"


def _place(share: Fraction) -> str:
    return f"{float(share * 100):.2f}%"


def _doubts(check: Check, language: Language) -> list[dict[str, Any]]:
    people = check.roster.people
    return [
        {
            "sheet": people[d.place].sheet,
            "row": people[d.place].row,
            "name": people[d.place].name,
            "unit": people[d.place].unit,
            "field": d.field,
            "say": d.text.within(language),
            "answering": d.answering,
            "column": d.column,
            "value": d.value,
            "norms": d.norms,
        }
        for d in doubts_of(check)
    ]


def _table(table: Table, language: Language) -> dict[str, Any]:
    header = table.header
    return {
        "sheet": table.sheet.name,
        "header_row": header.first_row + 1,
        "columns": {field: column_letter(at) for field, at in header.columns.items()},
        "titles": [
            {"letter": column_letter(at), "title": title} for at, title in sorted(header.titles.items())
        ],
        "rivals": [
            {
                "field": field,
                "say": field.text.within(language),
                "letters": [column_letter(at) for at in columns],
            }
            for field, columns in header.rivals.items()
        ],
    }


def _as_text(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)
