"""The report's composition sheet (构成情况统计表): the bodies side by side, each with number and share."""

from fractions import Fraction

from kejia.judging import report_says as says
from kejia.judging.composition import Composition, Heading, Line
from kejia.judging.findings import Check
from kejia.judging.report_paper import ROW_HIGH, Book, Kind, Paper, Value
from kejia.plain.text import Language, Text

HEADING_WIDTH, VALUE_WIDTH, COUNT_WIDTH, SHARE_WIDTH = 13, 30, 12, 12
HEADING, VALUE = Text("项目", "Heading"), Text("类别", "Value")
NUMBER, SHARE = Text("人数", "People"), Text("占比", "Share")
TOTAL = Text("合计", "Total")
OF_WHICH = Text("其中：{value}", "of which {value}")

KEPT_TOGETHER = 8
"""Lines of a heading that are not torn between two pages; of a longer one, the first three."""

CUT = Text(
    "占比的分母为各机构“合计”人数，保留一位小数，不进位。年龄段按 {on} 的周岁计，出生日期不足以判定的列入“不详”。",
    "Shares are of each body's total, cut to one decimal. Ages are completed years on {on}; births that leave it open are not known.",
)
TITLES = Text(
    "职称“其他”含初级职称、职业技能等级和未能归类的写法；只写“高级”的列入“不详”。",
    "Titles: other holds junior titles, skill levels and wordings not understood; a bare 高级 is not known.",
)
INVITED = Text(
    "{body}另有特邀代表 {n} 人，按口径不计入本表。",
    "{body}: {n} invited delegates are left out, as the basis says.",
)
INVITED_UNSET = Text(
    "{body}另有特邀代表 {n} 人，口径未定，未计入本表。",
    "{body}: {n} invited delegates are left out; the basis does not say whether they count.",
)
DOUBTFUL = Text(
    "{body}另有 {n} 人席位不明，未计入本表。",
    "{body}: the seats of {n} people are not known; they are left out.",
)
SIGNED = Text(
    "制表人：　　　　　　　　审核人：　　　　　　　　日期：",
    "Made by:                    Checked by:                    Date:",
)


def write_composition(book: Book, check: Check, composition: Composition) -> None:
    """Write the sheet: upright for one or two bodies, else across."""
    language = book.language
    bodies = len(composition.bodies)
    widths = (HEADING_WIDTH, VALUE_WIDTH if bodies > 1 else VALUE_WIDTH + 6) + (
        COUNT_WIDTH,
        SHARE_WIDTH,
    ) * bodies
    foot = says.FOOT.filled(roster=check.roster.name, on=check.on).within(language)
    paper = book.sheet(says.COMPOSITION, widths, landscape=bodies > 2, foot=foot)
    paper.head(
        says.COMPOSITION_TITLE.within(language), [line.within(language) for line in says.head_lines(check)]
    )
    _write_header(paper, check, composition)
    totals = composition.totals()
    _write_line(paper, TOTAL.within(language), "", totals, totals)
    for heading in composition.headings:
        _write_heading(paper, heading, totals)
    paper.keep_together(120)
    paper.gap()
    for note in _notes(check, composition):
        paper.across(note.within(language), Kind.NOTE, at_least=17)
    paper.across(SIGNED.within(language), Kind.HEAD, at_least=40)


def _write_header(paper: Paper, check: Check, composition: Composition) -> None:
    language = paper.book.language
    names = [says.titled(body.text_at(check.level)).within(language) for body in composition.bodies]
    upper = [HEADING.within(language), VALUE.within(language), *(w for name in names for w in (name, ""))]
    lower = ["", "", *([NUMBER.within(language), SHARE.within(language)] * len(names))]
    kinds = [Kind.HEADER, Kind.HEADER, *([Kind.HEADER_RIGHT] * (2 * len(names)))]
    pairs = [(2 + 2 * i, 3 + 2 * i) for i in range(len(names))]
    paper.header(upper, lower, last_kinds=kinds, across=pairs, down=(0, 1))


def _write_heading(paper: Paper, heading: Heading, totals: tuple[int, ...]) -> None:
    language = paper.book.language
    name = says.titled(heading.name).within(language)
    lines = len(heading.lines)
    paper.keep_together(ROW_HIGH * (lines if lines <= KEPT_TOGETHER else 3))
    if heading.missing is not None:
        cells: list[Value] = [name, heading.missing.within(language), *([None] * (2 * len(totals)))]
        paper.row(cells, paper.book.looks([Kind.GROUP, *([Kind.WORDS] * (len(cells) - 1))]))
    for line in heading.lines:
        _write_line(paper, name, _value(line, language), line.counts, totals)
        name = ""


def _value(line: Line, language: Language) -> str:
    return (OF_WHICH.filled(value=line.value) if line.within else line.value).within(language)


def _write_line(
    paper: Paper, name: str, value: str, counts: tuple[int, ...], totals: tuple[int, ...]
) -> None:
    """A line; only the first of a heading bears its name."""
    cells: list[Value] = [name, value]
    for count, total in zip(counts, totals, strict=True):
        cells += [count, _cut(count, total) if total else None]
    first = Kind.GROUP if name else Kind.GROUP_GOES_ON
    paper.row(cells, paper.book.looks([first, Kind.WORDS, *([Kind.NUMBER, Kind.SHARE] * len(counts))]))


def _cut(part: int, whole: int) -> Fraction:
    """The share cut to a tenth of a percent, so that no program rounds it up when it shows it."""
    return Fraction(part * 1000 // whole, 1000)


def _notes(check: Check, composition: Composition) -> list[Text]:
    notes = [CUT.filled(on=composition.aged_on), TITLES]
    unset = check.basis.invited_delegates_count is None
    for body, members in zip(composition.bodies, composition.members, strict=True):
        name = body.text_at(check.level)
        if members.invited:
            notes.append((INVITED_UNSET if unset else INVITED).filled(body=name, n=len(members.invited)))
        if members.doubtful:
            notes.append(DOUBTFUL.filled(body=name, n=len(members.doubtful)))
    return notes
