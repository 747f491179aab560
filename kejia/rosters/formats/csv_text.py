"""Reads .csv and pasted cells: the encoding and the separator are found out, not asked for."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from kejia.rosters import bounds, says_of_files
from kejia.rosters.problems import UnusableFile
from kejia.rosters.workbook import Cell, Sheet, unguarded

SEPARATORS = "\t,;，；|"
LONGEST_LINE = 1024 * 1024
LINES_IN_A_CELL = 30
"""More lines in one cell than a person would type: a quotation mark was left open."""

_DAMAGE = 200
"""One broken place in so many characters is a damaged file, more is another encoding."""
_SEPARATOR_NAMED = re.compile(r"sep=(.)", re.IGNORECASE)


def read_sheet(content: bytes, name: str, meter: bounds.Meter) -> Sheet:
    """One sheet from text bytes. Raises UnusableFile for bytes in no encoding we know."""
    if len(content) > bounds.TEXT_BYTES:
        raise UnusableFile(bounds.TOO_LONG)
    encoding = _find_encoding(content, name)
    start = content[:4000].decode(encoding, "ignore").lstrip("\ufeff \t\r\n").lower()
    if start.startswith(
        ("<!doctype", "<html", "<head", "<meta", "<table", "mime-version:", "<?xml", "<workbook")
    ):
        kind = says_of_files.XML_TABLE if start.startswith(("<?xml", "<workbook")) else says_of_files.WEB_PAGE
        raise UnusableFile(says_of_files.OTHER_WORKBOOK.filled(name=name, kind=kind))
    sheet = Sheet(name, [])
    for row in _rows(content, encoding, name):
        meter.cells(len(row))
        meter.row(name, len(sheet.rows) + 1)
        line: list[Cell] = []
        for column, text in enumerate(row):
            if text:
                sheet.place(line, len(sheet.rows), column, unguarded(text[: bounds.CELL_CHARACTERS]))
        sheet.rows.append(line)
    sheet.cut_empty_end()
    return sheet


def _find_encoding(content: bytes, name: str) -> str:
    """UTF-8 (with or without its mark), UTF-16 with its mark, or GB18030."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    candidates = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    errors = []
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            errors.append(error)
            if encoding == "utf-8-sig" and _is_damaged_utf_8(content):
                break
            continue
        if "\0" not in text:
            return encoding
        break
    row = content[: errors[0].start].count(b"\n") + 1 if errors else 1
    raise UnusableFile(says_of_files.ENCODING.filled(name=name, row=row))


def _is_damaged_utf_8(content: bytes) -> bool:
    """Whether nearly all of it is UTF-8: then it is no GB18030, though that would decode it into nonsense."""
    text = content[: 1024 * 1024].decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") * _DAMAGE < beyond_ascii


def _rows(content: bytes, encoding: str, name: str) -> Iterator[list[str]]:
    """The rows of separated text; a line that breaks inside quotes stays one cell."""
    separator, named = _find_separator(content, encoding)
    lines = _lines(content, encoding, name)
    if named:
        yield []
        next(lines)
    number = int(named)
    reader = csv.reader(lines, delimiter=separator)
    try:
        for row in reader:
            number += 1
            if reader.line_num - number > LINES_IN_A_CELL and any(
                c.count("\n") > LINES_IN_A_CELL for c in row
            ):
                raise UnusableFile(says_of_files.QUOTES.filled(name=name, row=number))
            yield row
    except csv.Error as error:
        raise UnusableFile(says_of_files.QUOTES.filled(name=name, row=number + 1)) from error


def _lines(content: bytes, encoding: str, name: str) -> Iterator[str]:
    text = TextIOWrapper(BytesIO(content), encoding=encoding, newline="")
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise UnusableFile(says_of_files.LONG_ROW.filled(name=name, row=number))
        yield line


def _find_separator(content: bytes, encoding: str) -> tuple[str, bool]:
    """The separator, and whether the first line names it (`sep=;`); else it is the one that stands most evenly."""
    text = content[:200_000].decode(encoding, "ignore").lstrip("\ufeff")
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    if lines and (named := _SEPARATOR_NAMED.fullmatch(lines[0].strip("\r\n"))):
        return named[1], True
    best, best_score = ",", 0
    for separator in SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        score = max((n * times for n, times in counts.items()), default=0)
        if score > best_score:
            best, best_score = separator, score
    return best, False
