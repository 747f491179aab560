"""What lies on the desk while a roster is checked: the workbook as read, the earlier list, the answers given so far.

It travels with a page in one hidden field, and is handed over from page to page in that form.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kejia.plain.text import Text
from kejia.rosters.headers import Field
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Answer, Workbook, answered, as_json, from_json

ANSWER_PREFIX = "answer-"
COLUMN_PREFIX = "column-"
COLUMN_FIELDS = {f"{COLUMN_PREFIX}{field.value}": field for field in Field}
"""The names under which a page sends which column a person picked for a field."""
UNPACKED_BYTES = 96 * 1024 * 1024
DAMAGED = Text("页面带回的名册已损坏，请重新上传", "the roster came back damaged; upload it again")


@dataclass(frozen=True, slots=True)
class Desk:
    """A roster under check, and what was answered about it."""

    workbook: Workbook
    before: Workbook | None = None
    answers: tuple[Answer, ...] = field(default_factory=tuple)

    def with_answers(self, more: list[Answer]) -> "Desk":
        """The desk after more answers; a later answer to the same cell replaces the earlier. Raises UnusableFile."""
        places = {(a.sheet, a.row, a.column): a for a in (*self.answers, *more)}
        return replace(self, answers=tuple(places.values()))

    def with_words(self, sent: Mapping[str, str]) -> "Desk":
        """The desk after what a page sent in fields named answer-SHEETNUMBER-ROW-COLUMN. Raises UnusableFile."""
        return self.with_answers(list(_answers(sent, [sheet.name for sheet in self.workbook.sheets])))

    def answered_workbook(self) -> Workbook:
        """A copy of the workbook with all answers written in; the one on the desk stays as read."""
        return answered(from_json(as_json(self.workbook)), self.answers)


def _answers(sent: Mapping[str, str], sheets: list[str]) -> Iterator[Answer]:
    """An empty field answers nothing."""
    for name, value in sent.items():
        if not name.startswith(ANSWER_PREFIX) or not value.strip():
            continue
        number, _, place = name.removeprefix(ANSWER_PREFIX).partition("-")
        row, _, column = place.partition("-")
        if number.isdecimal() and row.isdecimal() and int(number) < len(sheets) and column.isascii():
            yield Answer(sheets[int(number)], int(row), column, value.strip()[:100])


def packed(desk: Desk) -> str:
    """The desk as text for a hidden field."""
    return base64.b64encode(sealed_form(desk)).decode()


def unpacked(text: str) -> Desk:
    """The desk of `packed`. Raises UnusableFile for anything else; what it unpacks to is bounded."""
    try:
        return from_sealed_form(base64.b64decode(text, validate=True))
    except binascii.Error as error:
        raise UnusableFile(DAMAGED) from error


def sealed_form(desk: Desk) -> bytes:
    """The desk as compressed bytes."""
    given = {
        "workbook": as_json(desk.workbook),
        "before": None if desk.before is None else as_json(desk.before),
        "answers": [[a.sheet, a.row, a.column, a.value] for a in desk.answers],
    }
    return zlib.compress(json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def from_sealed_form(content: bytes) -> Desk:
    """The desk of `sealed_form`. Raises UnusableFile."""
    try:
        stream = zlib.decompressobj()
        text = stream.decompress(content, UNPACKED_BYTES)
        if stream.unconsumed_tail or not stream.eof:
            raise UnusableFile(DAMAGED)
        given = json.loads(text)
        answers = tuple(Answer(str(s), int(r), str(c), str(v)) for s, r, c, v in given["answers"])
        before = None if given["before"] is None else from_json(given["before"])
        return Desk(from_json(given["workbook"]), before, answers)
    except (zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableFile(DAMAGED) from error
