"""Reads .csv and pasted cells: the encoding and the separator are found out, not asked for."""

import csv
from collections import Counter

from kejia.rosters import bounds, says_of_files
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Cell, Sheet

SEPARATORS = "\t,;，；|"


def read_sheet(content: bytes, name: str) -> Sheet:
    """One sheet from text bytes. Raises UnusableFile for bytes in no encoding we know."""
    text = decoded(content, name)
    start = text[:2000].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise UnusableFile(says_of_files.SAVED_AS_HTML.filled(name=name))
    return Sheet(name, rows_of(text))


def decoded(content: bytes, name: str) -> str:
    """UTF-8 (with or without its mark), UTF-16 with its mark, or GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    row = 1
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
            continue
        if "\0" not in text:
            return text
    raise UnusableFile(says_of_files.ENCODING.filled(name=name, row=row))


def rows_of(text: str) -> list[list[Cell]]:
    """The rows of separated text; a line that breaks inside quotes stays one cell. Raises UnusableFile."""
    lines = text.splitlines()
    separator = _separator(lines[:50])
    rows: list[list[Cell]] = []
    width = 0
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=separator):
            width = max(width, len(row))
            if len(rows) >= bounds.ROWS or len(rows) * width > bounds.CELLS:
                raise UnusableFile(says_of_files.TOO_MANY_ROWS)
            rows.append([_cell(c) for c in row])
    except csv.Error as error:
        raise UnusableFile(bounds.BROKEN) from error
    return rows


def _separator(lines: list[str]) -> str:
    """The separator that stands most often in the first lines."""
    best, best_score = ",", 0
    for separator in SEPARATORS:
        counts = Counter(line.count(separator) for line in lines if line.strip())
        score = sum(n * times for n, times in counts.items())
        if score > best_score:
            best, best_score = separator, score
    return best


def _cell(text: str) -> Cell:
    """A cell as words; our own exports' apostrophe before = + - @ is taken off again."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text
