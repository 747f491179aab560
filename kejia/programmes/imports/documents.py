"""The official list as a .docx for A4 paper, written with the standard library: a title, and names four to a line."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from kejia.judging.neutral import LONGEST
from kejia.judging.report_paper import text_width
from kejia.programmes.imports.official import TEXT_FONT, TITLE_FONT, Member, OfficialList, heading

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS = 4
TEXT_WIDTH = 8_844
"""Twentieths of a point between the margins: 156 mm, as official papers have it."""
MADE = (1980, 1, 1, 0, 0, 0)
"""The same list gives the same bytes."""
TITLE_SIZE, HEADING_SIZE, NAME_SIZE, MARK_SIZE = 44, 32, 32, 18
"""Half points: 二号, 三号, 三号, 小五, so that 王　丽（女，回族） keeps to its column."""
LINE = 560
"""Twentieths of a point from line to line: 28 points."""
HEADING_FONT = "黑体"
FALLBACKS = {TITLE_FONT: "宋体", TEXT_FONT: "仿宋", HEADING_FONT: "黑体"}
"""What to take where a font is not installed."""
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def official_docx(listed: OfficialList) -> bytes:
    """The list as a document."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
            f'<Override PartName="/word/fontTable.xml" ContentType="{_OFFICE}.fontTable+xml"/>'
            f'<Override PartName="/word/footer1.xml" ContentType="{_OFFICE}.footer+xml"/></Types>'
        ),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("fontTable", "fontTable.xml"),
                "rId3": ("footer", "footer1.xml"),
            }
        ),
        "word/document.xml": _document(listed),
        "word/styles.xml": _STYLES,
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": _FOOTER,
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, _HEAD + text)
    return content.getvalue()


def _document(listed: OfficialList) -> str:
    body = [
        _paragraph(_run(listed.title, TITLE_FONT, TITLE_SIZE), 'w:jc w:val="center"', after=240),
        _paragraph(
            _run(f"{listed.said}，共{listed.count}人", TEXT_FONT, HEADING_SIZE),
            'w:jc w:val="center"',
            after=240,
        ),
    ]
    for office, members in listed.offices:
        body.append(
            _paragraph(
                _run(heading(office, members), HEADING_FONT, HEADING_SIZE),
                "w:keepNext",
                before=240,
                after=120,
            )
        )
        body.append(_table(members))
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return (
        f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body>{"".join(body)}'
        f"{_paragraph('')}{page}</w:body></w:document>"
    )


def _table(members: Sequence[Member]) -> str:
    """Names in lines of four, read from left to right; a name too long for its column takes the next one too."""
    width = TEXT_WIDTH // COLUMNS
    grid = f'<w:gridCol w:w="{width}"/>' * COLUMNS
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(_cells(line, width))}</w:tr>"
        for line in _lines(members)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _lines(members: Sequence[Member]) -> Iterator[list[tuple[Member, int]]]:
    """Members with the columns each takes, as many in a line as it has room for."""
    line: list[tuple[Member, int]] = []
    for member in members:
        taken = columns_of(member)
        if line and sum(columns for _, columns in line) + taken > COLUMNS:
            yield line
            line = []
        line.append((member, taken))
    if line:
        yield line


def columns_of(member: Member) -> int:
    """The columns that a name and its marks need to stay in one line."""
    half_points = (text_width(member.bare) * NAME_SIZE + text_width(member.marks) * MARK_SIZE) // 2
    return min(COLUMNS, -(-half_points * 10 // (TEXT_WIDTH // COLUMNS)))


def _cells(line: Sequence[tuple[Member, int]], width: int) -> Iterator[str]:
    for member, taken in line:
        runs = _run(member.bare, TEXT_FONT, NAME_SIZE) + _run(member.marks, TEXT_FONT, MARK_SIZE)
        yield _cell(runs, taken, width)
    if left := COLUMNS - sum(columns for _, columns in line):
        yield _cell("", left, width)


def _cell(runs: str, taken: int, width: int) -> str:
    span = f'<w:gridSpan w:val="{taken}"/>' if taken > 1 else ""
    place = f'<w:tcW w:w="{width * taken}" w:type="dxa"/>{span}'
    return f"<w:tc><w:tcPr>{place}</w:tcPr>{_paragraph(runs)}</w:tc>"


def _paragraph(runs: str, *properties: str, before: int = 0, after: int = 0) -> str:
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{LINE}" w:lineRule="atLeast"/>'
    kept = "".join(f"<{each}/>" for each in properties if each.startswith("w:keep"))
    others = "".join(f"<{each}/>" for each in properties if not each.startswith("w:keep"))
    return f"<w:p><w:pPr>{kept}{spacing}{others}</w:pPr>{runs}</w:p>"


def _run(text: str, font: str, size: int) -> str:
    if not text:
        return ""
    named = quoteattr(font)
    fonts = f'<w:rFonts w:ascii={named} w:hAnsi={named} w:eastAsia={named} w:hint="eastAsia"/>'
    return (
        f'<w:r><w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{_clean(text)}</w:t></w:r>'
    )


def _clean(text: str) -> str:
    """Escaped, and without the characters that no XML may hold."""
    allowed = (
        c for c in text[:LONGEST] if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    )
    return escape("".join(allowed))


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{id}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for id, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _fonts() -> str:
    fonts = "".join(
        f'<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    return f'<w:fonts xmlns:w="{_MAIN}">{fonts}</w:fonts>'


_STYLES = (
    f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{TEXT_FONT}" w:hAnsi="{TEXT_FONT}" w:eastAsia="{TEXT_FONT}"/>'
    f'<w:sz w:val="{NAME_SIZE}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)
_FOOTER = (
    f'<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
