"""Reads .xlsx with the standard library alone, so that the offline page reads by the very same code.

Sheets as the usual programs write them are cut up by one regular expression (`xlsx_tidy`), which is as quick as a
compiled reader; a sheet written in any other way is read event by event (`xlsx_events`). Tests hold the two together.
"""

from datetime import date

from kejia.rosters import bounds, says_of_files
from kejia.rosters.formats.looks import START_1900, START_1904, Look, look_of
from kejia.rosters.formats.parts import Parts
from kejia.rosters.formats.xlsx_events import read_by_events, read_strings
from kejia.rosters.formats.xlsx_tidy import Untidy, read_tidy, read_tidy_strings
from kejia.rosters.formats.xlsx_values import Values
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Sheet

WORKBOOK = "xl/workbook.xml"


def read_sheets(parts: Parts, meter: bounds.Meter, *, tidy: bool = True) -> list[Sheet]:
    """All worksheets of a workbook, hidden ones too. Raises UnusableFile.

    `tidy` False reads every sheet event by event.
    """
    entries, start = _contents(parts)
    values = Values(_shared_strings(parts, meter), _looks(parts), start)
    sheets = []
    for name, path, hidden in entries:
        sheet = Sheet(name, [], hidden=hidden)
        try:
            if not tidy:
                raise Untidy
            read_tidy(parts.pieces(path), sheet, values, meter)
        except Untidy:
            sheet = Sheet(name, [], hidden=hidden)
            read_by_events(parts.pieces(path), sheet, values, meter)
        sheet.cut_empty_end()
        sheets.append(sheet)
    return sheets


def _contents(parts: Parts) -> tuple[list[tuple[str, str, bool]], date]:
    """Name, path and whether hidden of each worksheet, in the workbook's order; and the day its dates count from."""
    targets: dict[str, str] = {}
    entries: list[tuple[str, str, bool]] = []
    start = START_1900

    def relation(tag: str, a: dict[str, str]) -> None:
        if tag == "Relationship" and a.get("Type", "").endswith("/worksheet"):
            targets[a.get("Id", "")] = a.get("Target", "")

    def element(tag: str, a: dict[str, str]) -> None:
        nonlocal start
        if tag == "workbookPr" and a.get("date1904") in ("1", "true"):
            start = START_1904
        relation_id = next((v for k, v in a.items() if k.endswith(":id")), "")
        if tag == "sheet" and relation_id in targets:
            if len(entries) >= bounds.SHEETS:
                raise UnusableFile(bounds.TOO_MANY_PARTS)
            target = targets[relation_id]
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"
            entries.append((a.get("name", ""), path, a.get("state", "visible") != "visible"))

    parts.walk("xl/_rels/workbook.xml.rels", relation)
    parts.walk(WORKBOOK, element)
    if not entries:
        raise UnusableFile(says_of_files.BROKEN)
    return entries, start


def _shared_strings(parts: Parts, meter: bounds.Meter) -> list[str]:
    name = next((n for n in parts.names if n.lower() == "xl/sharedstrings.xml"), None)
    if name is None:
        return []
    try:
        return read_tidy_strings(parts.pieces(name), meter)
    except Untidy:
        return read_strings(parts.pieces(name), meter)


def _looks(parts: Parts) -> list[Look]:
    """How each cell style shows a number."""
    codes: dict[int, str] = {}
    ids: list[int] = []
    inside = False

    def opened(tag: str, a: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[int(a.get("numFmtId", "0"))] = a.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            ids.append(int(a.get("numFmtId", "0")))

    def closed(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    if "xl/styles.xml" in parts.names:
        parts.walk("xl/styles.xml", opened, closed)
    known = {i: look_of(i, codes) for i in set(ids)}
    return [known[i] for i in ids]
