"""A workbook set like an official paper: A4, heads, rows with thin lines, page numbers. Nothing is written to disk."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter  # type: ignore[import-untyped]  # it states no types; hence Any for its objects below

from kejia.judging.neutral import cell_text
from kejia.plain.text import Language, Text

A4 = 9
INK, GREY, LINE, HEAD_GROUND = "#1e2a36", "#5b6875", "#cfcabf", "#f3f2ee"
SONG, SANS, FANG = "宋体", "黑体", "仿宋"
LATIN = "Arial"
ROW_HIGH, ROW_LINE, ROW_PAD = 24, 15, 9
"""Points: the least height of a row, one line of text, and the space above and below the text."""
HIGHEST_ROW = 400
MARGIN = 2
"""Half-width characters that indent and cell margin take of a column."""
LONGEST_SHOWN = 600
"""Characters of one cell; longer text is cut and says so."""
PAGES = Text("第 &P 页，共 &N 页", "Page &P of &N")


class Kind(Enum):
    """What a cell is for; each has one look."""

    TITLE = {"font": SANS, "size": 16, "align": "center"}
    HEAD = {"size": 10, "color": GREY}
    SECTION = {"font": SANS, "size": 12, "valign": "bottom"}
    NOTE = {"size": 9, "color": GREY}
    HEADER = {"font": SANS, "ground": HEAD_GROUND, "align": "center", "lined": True}
    HEADER_RIGHT = {"font": SANS, "ground": HEAD_GROUND, "align": "right", "indent": 1, "lined": True}
    GROUP = {"font": SANS, "ground": HEAD_GROUND, "align": "center", "topped": True}
    GROUP_GOES_ON = {"ground": HEAD_GROUND}
    WORDS = {"lined": True, "indent": 1}
    CENTRED = {"lined": True, "align": "center"}
    QUOTED = {"font": FANG, "lined": True, "indent": 1}
    NUMBER = {"lined": True, "align": "right", "indent": 1, "format": '0;-0;"—"'}
    SHARE = {"lined": True, "align": "right", "indent": 1, "format": '0.0%;-0.0%;"—"'}
    MET = {"font": SANS, "color": "#2c7a5b", "ground": "#e8f2ed", "lined": True, "align": "center"}
    NOT_MET = {"font": SANS, "color": "#b8391f", "ground": "#fbebe7", "lined": True, "align": "center"}
    CANNOT_TELL = {"font": SANS, "color": "#8a5608", "ground": "#fbf2e2", "lined": True, "align": "center"}
    NOT_IN_FORCE = {"font": SANS, "color": GREY, "lined": True, "align": "center"}


Runs = tuple[tuple[Kind, str], ...]
"""One cell's text in several looks."""
Looks = tuple[Any, ...]
Span = tuple[int, int]
"""The first and the last of neighbouring columns."""
Value = str | int | Fraction | Runs | None


def text_width(text: str) -> int:
    """The width in half-width characters; a Chinese character takes two."""
    return len(text) + sum(east_asian_width(c) in "WFA" for c in text if c > "\x7f")


def text_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width, its indent off; a little generous, since fonts differ."""
    room = int(width) - MARGIN
    return sum(max(1, -(-text_width(part) // room)) for part in text.split("\n"))


class Book:
    """The workbook being written; `close` gives its bytes."""

    def __init__(self, language: Language, title: str, on: date) -> None:
        self.language = language
        self._bytes = BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self._book.set_properties({"title": cell_text(title), "created": datetime(on.year, on.month, on.day)})  # noqa: DTZ001 - a fixed day, so that the same check gives the same file
        self._looks: dict[Kind, Any] = {}
        self._papers: list[Paper] = []

    def sheet(self, name: Text, widths: Sequence[float], *, landscape: bool, foot: str) -> "Paper":
        """A new sheet with columns of these widths (in half-width characters), `foot` at the left below."""
        paper = Paper(self, self._book.add_worksheet(name.within(self.language)), widths, landscape, foot)
        self._papers.append(paper)
        return paper

    def looks(self, kinds: Sequence[Kind]) -> "Looks":
        """The formats of a row's cells, found once for all rows of a table."""
        return tuple(self.look(kind) for kind in kinds)

    def look(self, kind: Kind) -> Any:
        """The format of a kind of cell."""
        if kind not in self._looks:
            self._looks[kind] = self._book.add_format(self._properties(**kind.value))
        return self._looks[kind]

    def close(self) -> bytes:
        """The file."""
        for paper in self._papers:
            paper.sheet.set_h_pagebreaks(paper.breaks)
        self._book.close()
        return self._bytes.getvalue()

    def _properties(
        self,
        *,
        font: str = SONG,
        size: float = 10.5,
        color: str = INK,
        ground: str = "",
        align: str = "left",
        valign: str = "vcenter",
        indent: int = 0,
        format: str = "",
        lined: bool = False,
        topped: bool = False,
    ) -> dict[str, Any]:
        chinese = self.language == "zh"
        found: dict[str, Any] = {
            "font_name": font if chinese or font is FANG else LATIN,
            "font_size": size if chinese else size - 0.5,
            "bold": font is SANS,
            "font_color": color,
            "align": align,
            "valign": valign,
            "text_wrap": True,
        }
        if ground:
            found["bg_color"] = ground
        if indent:
            found["indent"] = indent
        if format:
            found["num_format"] = format
        if lined or topped:
            found |= {"top": 1, "top_color": LINE}
        if lined:
            found |= {"bottom": 1, "bottom_color": LINE}
        return found


class Paper:
    """One sheet, written from the top down; row heights follow from the texts."""

    def __init__(self, book: Book, sheet: Any, widths: Sequence[float], landscape: bool, foot: str) -> None:
        self.book, self.sheet, self.widths, self.at = book, sheet, widths, 0
        self._short = [(int(width) - MARGIN) // 2 for width in widths]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        else:
            sheet.set_portrait()
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.75)
        self.page_room = _page_room(widths, landscape)
        self.left = self.page_room
        self.repeated: float = 0
        self.breaks: list[int] = []
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_default_row(ROW_HIGH)
        pages = PAGES.within(book.language)
        sheet.set_footer(f"&L&9{cell_text(foot[:80]).replace('&', '&&')}&R&9{pages}")

    def head(self, title: str, lines: Sequence[str]) -> None:
        """The sheet's title and the lines under it that say what it rests on."""
        self.across(title, Kind.TITLE, at_least=36)
        for line in lines:
            self.across(line, Kind.HEAD, at_least=18)
        self.gap(6)

    def across(self, text: str, kind: Kind, *, at_least: float = 20) -> None:
        """A text over the whole width."""
        look = self.book.look(kind)
        text = cell_text(text)
        self._set_height(max(at_least, _height(text_lines(text, sum(self.widths)), 4)))
        self.sheet.merge_range(self.at, 0, self.at, len(self.widths) - 1, None, look)
        self.sheet.write_string(self.at, 0, text, look)
        self.at += 1

    def section(self, text: str) -> None:
        """A heading inside the table, with room above it; it stays with what follows."""
        self.keep_together(80)
        self.across(text, Kind.SECTION, at_least=34)

    def keep_together(self, high: float) -> None:
        """Begin a new page where the next `high` points would not fit on this one."""
        if self.left < high < self.page_room - self.repeated:
            self.breaks.append(self.at)
            self.left = self.page_room - self.repeated

    def header(
        self,
        *rows: Sequence[str],
        last_kinds: Sequence[Kind] = (),
        across: Sequence[Span] = (),
        down: Sequence[int] = (),
    ) -> None:
        """The table's header, repeated on every page and kept in sight.

        `last_kinds` are the looks of its last row. `across` are columns that share a title of the first row,
        `down` those whose title of the first row runs down to the last.
        """
        first = self.at
        look = self.book.look(Kind.HEADER)
        for titles in rows:
            kinds = last_kinds if last_kinds and titles is rows[-1] else [Kind.HEADER] * len(titles)
            self.row(titles, self.book.looks(kinds), at_least=28, across=across if titles is rows[0] else ())
        for column in down:
            self.sheet.merge_range(first, column, self.at - 1, column, None, look)
            self.sheet.write_string(first, column, cell_text(rows[0][column]), look)
        self.sheet.repeat_rows(first, self.at - 1)
        self.sheet.freeze_panes(self.at, 0)
        self.repeated = 28 * len(rows)

    def row(
        self,
        values: Sequence[Value],
        looks: Looks,
        *,
        at_least: float = ROW_HIGH,
        across: Sequence[Span] = (),
    ) -> None:
        """A row of the table, as high as its longest text needs; `across` are columns that one text runs over."""
        most = 1
        sheet, at = self.sheet, self.at
        for left, right in across:
            sheet.merge_range(at, left, at, right, None, looks[left])
        for column, (value, look) in enumerate(zip(values, looks, strict=True)):
            if value is None or value == "":
                sheet.write_blank(at, column, None, look)
            elif isinstance(value, str):
                text = cell_text(value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}……")
                sheet.write_string(at, column, text, look)
                if len(text) > self._short[column] or "\n" in text:
                    most = max(most, text_lines(text, self._width(column, across)))
            elif isinstance(value, tuple):
                most = max(most, self._write_runs(column, value, look))
            else:
                sheet.write_number(at, column, float(value) if isinstance(value, Fraction) else value, look)
        self._set_height(max(at_least, _height(most, ROW_PAD)))
        self.at += 1

    def gap(self, high: float = 10) -> None:
        """Empty space."""
        self._set_height(high)
        self.at += 1

    def _width(self, column: int, across: Sequence[Span]) -> float:
        right = next((right for left, right in across if left == column), column)
        return sum(self.widths[column : right + 1])

    def _write_runs(self, column: int, runs: Runs, look: Any) -> int:
        texts = [cell_text(text) for _, text in runs]
        pieces = [
            piece
            for (kind, _), text in zip(runs, texts, strict=True)
            for piece in (self.book.look(kind), text)
        ]
        self.sheet.write_rich_string(self.at, column, *pieces, look)
        return text_lines("".join(texts), self.widths[column])

    def _set_height(self, high: float) -> None:
        self.left -= high
        if self.left < 0:
            self.left = self.page_room - self.repeated - high
        if high != ROW_HIGH:
            self.sheet.set_row(self.at, high)


def _page_room(widths: Sequence[float], landscape: bool) -> float:
    """The points of height a printed page holds, at the scale that makes the columns fit its width."""
    across, down = (755, 490) if landscape else (508, 737)
    wide = sum(int(7 * width + 5) for width in widths) * 0.75
    return down / min(1, across / wide)


def _height(lines: int, pad: float) -> float:
    return min(HIGHEST_ROW, lines * ROW_LINE + pad)
