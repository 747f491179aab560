"""Workbooks put together by hand, for tests: parts as text, zipped, sound or not."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from kejia.rosters.bounds import Meter
from kejia.rosters.files import open_workbook
from kejia.rosters.formats.parts import Parts
from kejia.rosters.formats.xlsx import read_sheets
from kejia.rosters.workbook import Cell, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def parts_of(
    sheet: str | bytes, *, strings: str = "", styles: str = "", name: str = "名册"
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet, given as XML."""
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{DECLARED}<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/sharedStrings.xml": strings} if strings else {}),
        **({"xl/styles.xml": styles} if styles else {}),
    }


def sheet_xml(rows: str, after: str = "") -> str:
    """A sheet around its rows."""
    return f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def strings_xml(*items: str) -> str:
    """The table of shared strings; items are what stands inside <si>."""
    return f'{DECLARED}<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles_xml(*codes: str) -> str:
    """Styles 1, 2 ... show numbers by these formats; style 0 is plain."""
    formats = "".join(
        f'<numFmt numFmtId="{165 + i}" formatCode="{escape(c, {chr(34): "&quot;"})}"/>'
        for i, c in enumerate(codes)
    )
    cells = "".join(f'<xf numFmtId="{165 + i}"/>' for i in range(len(codes)))
    return (
        f'{DECLARED}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'
    )


def opened(sheet: str | bytes, *, strings: str = "", styles: str = "") -> Sheet:
    """The sheet as the reader gives it."""
    (found,) = open_workbook(packed(parts_of(sheet, strings=strings, styles=styles)), "名册.xlsx").sheets
    return found


def both_ways(content: bytes) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets cut up as usual, and read event by event."""
    return read(content), read(content, tidy=False)


def read(content: bytes, *, tidy: bool = True) -> list[Sheet]:
    """The sheets of a file."""
    meter = Meter()
    return read_sheets(Parts(content, meter), meter, tidy=tidy)


def rows_of(*cells: Cell) -> list[list[Cell]]:
    """One row."""
    return [list(cells)]
