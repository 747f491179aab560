"""The check through the API: the same JSON as `kejia check --json`."""

import json
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status, UploadedFile

from kejia.judging.check import Question, check_workbook
from kejia.norms.basis import UNSET, Basis, UnusableBasis
from kejia.norms.kinds import Body, Level
from kejia.norms.law import PLAN, Norm
from kejia.norms.line_files import read_basis_and_lines
from kejia.plain.text import Language, Text
from kejia.programmes.check.reads import law_names, read_law
from kejia.programmes.check.today import today
from kejia.rosters.files import open_workbook
from kejia.rosters.headers import Field
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import Reading
from kejia.rosters.workbook import Workbook

router = Router(tags=["check"])


class Refusal(Schema):
    """Why nothing was judged, and what to do."""

    error: str


class Mend(Schema):
    """What would mend a body: replace so many people, or add so many; null where that way cannot."""

    replace: int | None
    add: int | None


class PersonOut(Schema):
    """A person to ask about, by place in the file."""

    sheet: str
    row: int
    name: str
    unit: str


class FindingOut(Schema):
    """One verdict. Fractions are strings in lowest terms; `numerator` counts those who have the attribute for sure."""

    norm: str
    name: str
    clause: str
    body: str
    modality: Literal["must", "should", "may", "trend"]
    verdict: Literal["met", "not_met", "cannot_tell", "not_in_force"]
    numerator: int
    denominator: int
    share: str
    low: str
    high: str
    threshold: str | None
    line: str | None
    margin: int | None
    mend: Mend
    quote: str
    reading: str | None
    version: str | None
    on: str
    basis: str
    counted: str
    in_doubt: int
    ask_about: list[PersonOut]
    say: str


class ProblemOut(Schema):
    """Something in the file to look at; `row` and `column` as a spreadsheet shows them."""

    sheet: str
    row: int | None
    column: str | None
    value: str | None
    say: str


class CheckOut(Schema):
    """A roster judged by a law on a day."""

    body: str
    on: str
    law: str
    level: str
    basis: dict[str, str | int | bool | None]
    people: int
    findings: list[FindingOut]
    problems: list[ProblemOut]


class CheckIn(Schema):
    """What is asked. `body` is one of the bodies or `all`; `columns` is JSON: {"birth": "E"}."""

    body: str = "all"
    on: date | None = None
    level: Literal["province", "city", "county"] = "province"
    blank: Literal["unknown", "no"] = "unknown"
    basis: str = ""
    law: str = PLAN
    sheet: str = ""
    columns: str = ""
    lang: Literal["zh", "en"] = "zh"


@router.post(
    "/check",
    response={200: CheckOut, 413: Refusal, 422: Refusal},
    summary="Judge a roster; nothing is stored",
    operation_id="check",
)
def check(
    request: HttpRequest,
    asked: Annotated[CheckIn, Form()],
    file: Annotated[UploadedFile, File()],
    before: Annotated[UploadedFile | None, File()] = None,
) -> Status[Any]:  # Any: Status holds what the status asks for
    """The roster in `file` (.xlsx, .xls, .et, .csv), judged; `before` is the earlier list, `basis` JSON text."""
    language: Language = asked.lang
    try:
        reading = Reading(
            asked.on or today(),
            asked.blank == "no",
            sheet=asked.sheet or None,
            columns=_columns(asked.columns),
        )
        basis, lines = _basis(asked.basis)
        question = Question(reading.on, _body(asked.body), Level(asked.level), basis, reading, lines=lines)
        if asked.law not in law_names():
            raise UnusableFile(_unknown("law", asked.law, law_names()))
        earlier = None if before is None else _workbook(before)
        result = check_workbook(read_law(asked.law), _workbook(file), question, earlier)
    except (UnusableFile, UnusableBasis) as error:
        return Status(422, Refusal(error=error.say.within(language)))
    return Status(200, result.as_json(language))


def _workbook(file: UploadedFile) -> Workbook:
    return open_workbook(file.read(), file.name or "roster")


def _body(name: str) -> Body | None:
    if name == "all":
        return None
    try:
        return Body(name)
    except ValueError:
        raise UnusableFile(_unknown("body", name, ("all", *Body))) from None


def _basis(text: str) -> tuple[Basis, tuple[Norm, ...]]:
    if not text.strip():
        return UNSET, ()
    try:
        return read_basis_and_lines(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise UnusableBasis(Text("口径（basis）应是 JSON 对象", "basis is to be a JSON object")) from error


def _columns(text: str) -> dict[Field, str]:
    if not text.strip():
        return {}
    try:
        given = json.loads(text)
        return {Field(k): str(v).upper() for k, v in given.items()}
    except (ValueError, AttributeError, RecursionError) as error:
        raise UnusableFile(
            Text(
                f'columns 应是 JSON 对象，如 {{"birth": "E"}}；可用：{"、".join(Field)}',
                f'columns is a JSON object like {{"birth": "E"}}; known are {", ".join(Field)}',
            )
        ) from error


def _unknown(what: str, given: str, known: tuple[str, ...]) -> Text:
    shown = given[:60]
    return Text(
        f"{what} 不能是“{shown}”；可用：{'、'.join(known)}",
        f"{what} cannot be {shown!r}; known are {', '.join(known)}",
    )
