"""Bounds on what a roster file may cost, and the sentences that say which one was passed.

A size that a file states of itself is not believed: bytes are counted as they are unpacked, cells as they are read.
"""

from kejia.plain.text import Text
from kejia.rosters.problems import UnusableFile

FILE_BYTES = 64 * 1024 * 1024
UNPACKED_BYTES = 256 * 1024 * 1024
TEXT_BYTES = 32 * 1024 * 1024
PARTS = 2_000
SHEETS = 200
ROWS = 200_000
COLUMNS = 104
"""Up to column CZ. What stands further out is no part of a roster: it is left unread, and said so."""
CELLS = 4_000_000
STRINGS = 2_000_000
"""Different texts of one workbook."""
ELEMENTS = 16_000_000
"""Elements of XML in one part, of which a cell needs up to four."""
SMALL_PART = 32 * 1024 * 1024
"""What is no list of cells or strings (styles, the list of sheets) is at most this long."""
MERGED = 50_000
"""Merged ranges of one sheet that are heeded."""
CELL_CHARACTERS = 32_767
"""What a spreadsheet program lets a cell hold."""

TOO_BIG = Text(
    "文件超过 64 MB，请只留名册所在的工作表后再试",
    "the file is larger than 64 MB; keep only the roster's sheet and try again",
)
TOO_LONG = Text(
    "文本文件超过 32 MB，请分成几个文件，或另存为 .xlsx",
    "the text file is larger than 32 MB; split it or save it as .xlsx",
)
SWELLS = Text(
    "文件解开后超过 256 MB，不是正常的名册，已拒绝；请把名册复制到新的工作簿后再试",
    "the file unpacks to more than 256 MB, which is no roster; copy the roster into a new workbook and try again",
)
TOO_MANY_PARTS = Text(
    "文件里的部件或工作表太多，不是正常的名册，已拒绝；请把名册复制到新的工作簿后再试",
    "the file has too many parts or sheets; copy the roster into a new workbook and try again",
)
TOO_MANY_ROWS = Text(
    "“{sheet}”超过 20 万行（{place} 还有内容）；请删去多余的行，或分成几个文件",
    "{sheet} has more than 200,000 rows ({place} is not empty); delete what is too much or split the file",
)
TOO_MANY_CELLS = Text(
    "单元格超过 400 万个；请只留名册所在的工作表，或分成几个文件",
    "there are more than 4,000,000 cells; keep only the roster's sheet or split the file",
)


class Meter:
    """Counts what has been read of one file, and refuses to go past the bounds."""

    def __init__(self) -> None:
        self._bytes = self._cells = self._strings = 0

    def unpacked(self, count: int) -> None:
        """So many bytes came out of the file. Raises UnusableFile."""
        self._bytes += count
        if self._bytes > UNPACKED_BYTES:
            raise UnusableFile(SWELLS)

    def cells(self, count: int) -> None:
        """So many cells were read. Raises UnusableFile."""
        self._cells += count
        if self._cells > CELLS:
            raise UnusableFile(TOO_MANY_CELLS)

    def strings(self, count: int) -> None:
        """So many shared strings were read. Raises UnusableFile."""
        self._strings += count
        if self._strings > STRINGS:
            raise UnusableFile(TOO_MANY_CELLS)

    @staticmethod
    def row(sheet: str, number: int, letters: str = "A") -> None:
        """There is a cell in this row (from 1). Raises UnusableFile where it is too far down."""
        if number > ROWS:
            raise UnusableFile(TOO_MANY_ROWS.filled(sheet=sheet, place=f"{letters}{number}"))


def check_size(content: bytes) -> None:
    """Refuses a file that is too big to be a roster. Raises UnusableFile."""
    if len(content) > FILE_BYTES:
        raise UnusableFile(TOO_BIG)
