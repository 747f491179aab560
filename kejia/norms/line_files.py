"""Lines of a term as a basis file gives them, beside the settings of the basis: `lines:`, one mapping a line."""

from collections.abc import Mapping
from datetime import date

from kejia.norms.basis import Basis, UnusableBasis, read_basis
from kejia.norms.law import Norm
from kejia.norms.lines import UnusableLine, WrittenLine, read_line
from kejia.plain.text import Text

LINES = "lines"
WORDS = ("body", "attribute", "relation", "value", "modality", "quote", "since", "until", "age", "clause")
MOST_LINES = 100


def read_basis_and_lines(given: object) -> tuple[Basis, tuple[Norm, ...]]:
    """The settings and the lines of a basis file or of JSON. A line begins on its `since`, else on the basis's `dated`.

    Raises UnusableBasis, naming the line and what to write.
    """
    if not isinstance(given, Mapping):
        return read_basis(given), ()  # type: ignore[arg-type]  # it refuses what is no mapping, in words
    basis = read_basis({name: value for name, value in given.items() if name != LINES})
    rows = given.get(LINES) or []
    if (
        not isinstance(rows, list)
        or len(rows) > MOST_LINES
        or not all(isinstance(row, Mapping) for row in rows)
    ):
        raise UnusableBasis(
            Text(
                f"lines 下面逐条写要求，每条是“设置: 值”，不超过 {MOST_LINES} 条",
                f"below lines stand up to {MOST_LINES} lines, each written as `setting: value`",
            )
        )
    return basis, tuple(_line(number, row, basis) for number, row in enumerate(rows, start=1))


def _line(number: int, row: Mapping[str, object], basis: Basis) -> Norm:
    try:
        if unknown := [str(name) for name in row if name not in WORDS]:
            known = "、".join(WORDS)
            raise UnusableLine(
                unknown[0],
                Text(f"没有这个设置；可用的有：{known}", f"no such setting; known are {', '.join(WORDS)}"),
            )
        since = _day("since", row.get("since")) or basis.dated
        if since is None:
            raise UnusableLine("since", Text("请写明从哪天起", "say from which day on"))
        words = {name: str(row.get(name) or "") for name in WORDS[:6]}
        words["modality"] = words["modality"] or "must"
        return read_line(
            WrittenLine(
                str(number),
                words["body"],
                words["attribute"],
                words["relation"],
                words["value"],
                words["modality"],
                words["quote"],
                since,
                _day("until", row.get("until")),
                _age(row.get("age")),
                str(row.get("clause") or ""),
            )
        )
    except UnusableLine as error:
        raise UnusableBasis(
            Text(
                f"第 {number} 条要求的 {error.field}：{error.say.zh}",
                f"line {number}, {error.field}: {error.say.en}",
            )
        ) from error


def _day(name: str, written: object) -> date | None:
    if written is None or isinstance(written, date):
        return written
    try:
        return date.fromisoformat(str(written).strip())
    except ValueError:
        raise UnusableLine(name, Text("请写成 2017-06-30 的样子", "write a day like 2017-06-30")) from None


def _age(written: object) -> int | None:
    word = str(written or "").strip()
    return int(word) if word.isascii() and word.isdigit() and len(word) < 9 else None
