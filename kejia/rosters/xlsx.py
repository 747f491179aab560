"""Reads .xlsx with the standard library alone: the way that also runs under Pyodide.

Cells come out as the quick reader gives them; a differential test holds the two together.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

from kejia.rosters.bounds import BROKEN
from kejia.rosters.problems import UnusableFile, column_index
from kejia.rosters.workbook import Cell, Range, Sheet

FORMULAS_LOOKED_FOR_IN_ROWS = 5_000
_REF = re.compile(r"([A-Z]+)(\d+)")
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_sheets(content: bytes) -> list[Sheet]:
    """All worksheets of a workbook. Raises UnusableFile."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            shared = _shared_strings(archive)
            date_styles = _date_styles(archive)
            offset = _first_day(archive)
            return [
                _read_sheet(archive, path, name, hidden, shared, date_styles, offset)
                for name, path, hidden in _sheets(archive)
            ]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OverflowError, ET.ParseError, TypeError) as error:
        raise UnusableFile(BROKEN) from error


def formulas_without_value(content: bytes, sheet_name: str) -> list[tuple[int, int]]:
    """The cells (row, column from 0) whose formula has no saved result."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            path = next((p for n, p, _ in _sheets(archive) if n == sheet_name), None)
            return [] if path is None else list(_formulas(archive, path))
    except (zipfile.BadZipFile, KeyError, ValueError, ET.ParseError) as error:
        raise UnusableFile(BROKEN) from error


def _formulas(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int]]:
    with archive.open(path) as part:
        if b"<f" not in part.read():
            return
    with archive.open(path) as part:
        for _, cell in ET.iterparse(part):
            if _tag(cell) == "c" and _child(cell, "f") is not None:
                value = _child(cell, "v")
                found = _REF.fullmatch(cell.get("r", ""))
                if (value is None or not value.text) and found:
                    yield int(found[2]) - 1, column_index(found[1])


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str, bool]]:
    """Name, path in the archive and whether hidden, in the workbook's order; chart sheets are left out."""
    targets = {
        rel.get("Id"): rel.get("Target", "")
        for rel in _parse(archive, "xl/_rels/workbook.xml.rels")
        if rel.get("Type", "").endswith("/worksheet")
    }
    found = []
    for element in _parse(archive, "xl/workbook.xml").iter():
        if _tag(element) == "sheet" and element.get(_REL) in targets:
            target = targets[element.get(_REL)]
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found.append((element.get("name", ""), path, element.get("state", "visible") != "visible"))
    return found


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_words(item) for item in _parse(archive, "xl/sharedStrings.xml") if _tag(item) == "si"]


def _words(item: ET.Element) -> str:
    """The text of a string item, without the phonetic guides of Japanese files."""
    parts = []
    for child in item:
        if _tag(child) == "t":
            parts.append(child.text or "")
        elif _tag(child) == "r":
            parts += [t.text or "" for t in child if _tag(t) == "t"]
    return "".join(parts)


def _date_styles(archive: zipfile.ZipFile) -> set[int]:
    """The cell styles that show a number as a date."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    root = _parse(archive, "xl/styles.xml")
    own = {}
    for fmt in root.iter():
        if _tag(fmt) == "numFmt":
            own[int(fmt.get("numFmtId", "0"))] = _is_date_format(fmt.get("formatCode", ""))
    cell_formats = next((e for e in root if _tag(e) == "cellXfs"), [])
    ids = [int(xf.get("numFmtId", "0")) for xf in cell_formats]
    return {i for i, fmt in enumerate(ids) if own.get(fmt, fmt in _DATE_FORMATS)}


def _is_date_format(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code).lower()
    return any(c in bare for c in "ymdhs") and "general" not in bare


def _first_day(archive: zipfile.ZipFile) -> date:
    for element in _parse(archive, "xl/workbook.xml").iter():
        if _tag(element) == "workbookPr" and element.get("date1904") in ("1", "true"):
            return date(1904, 1, 1)
    return date(1899, 12, 30)


def _read_sheet(
    archive: zipfile.ZipFile, path: str, name: str, hidden: bool, shared: list[str], dates: set[int], first: date
) -> Sheet:
    rows: list[list[Cell]] = []
    merged: list[Range] = []
    formulas: list[tuple[int, int]] = []
    with archive.open(path) as part:
        for _, element in ET.iterparse(part):
            tag = _tag(element)
            if tag == "row":
                number = int(element.get("r", len(rows) + 1)) - 1
                rows.extend([] for _ in range(number + 1 - len(rows)))
                _read_row(element, rows[number], number, shared, dates, first, formulas)
                element.clear()
            elif tag == "mergeCell":
                corners = [_REF.fullmatch(c) for c in element.get("ref", "").split(":")]
                if len(corners) == 2 and corners[0] and corners[1]:
                    (a, b), (c, d) = (corner.groups() for corner in corners if corner)
                    merged.append(((int(b) - 1, column_index(a)), (int(d) - 1, column_index(c))))
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return Sheet(name, rows, merged, hidden, formulas)


def _read_row(
    element: ET.Element, row: list[Cell], number: int, shared: list[str], dates: set[int], first: date,
    formulas: list[tuple[int, int]],
) -> None:
    for cell in element:
        if _tag(cell) != "c":
            continue
        found = _REF.fullmatch(cell.get("r", ""))
        column = column_index(found[1]) if found else len(row)
        value = _value(cell, shared, dates, first)
        if value is None:
            if _child(cell, "f") is not None:
                formulas.append((number, column))
            continue
        row.extend([""] * (column + 1 - len(row)))
        row[column] = value


def _value(cell: ET.Element, shared: list[str], dates: set[int], first: date) -> Cell:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = _child(cell, "is")
        return None if inline is None else _words(inline)
    value = _child(cell, "v")
    if value is None or value.text is None:
        return None
    if kind == "s":
        return shared[int(value.text)]
    if kind == "b":
        return value.text.strip() == "1"
    if kind in ("str", "e"):
        return value.text
    if kind == "d":
        return date.fromisoformat(value.text[:10])
    number = float(value.text)
    if int(cell.get("s", "0")) in dates and number >= 1:
        return first + timedelta(days=int(number))
    return number


def _parse(archive: zipfile.ZipFile, path: str) -> ET.Element:
    with archive.open(path) as part:
        return ET.parse(part).getroot()  # noqa: S314 - definitions are refused before (bounds.check_xlsx)


def _tag(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _child(element: ET.Element, tag: str) -> ET.Element | None:
    return next((child for child in element if _tag(child) == tag), None)
