"""A list read and judged: what each row would do, as the page shows it and as it is kept until the commit."""

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from kejia.plain.text import Text
from kejia.programmes.imports.kinds import ListKind
from kejia.programmes.imports.rosters import RosterRead, read_handed_over, unpacked_roster
from kejia.programmes.imports.sheets import ListRead, read_list
from kejia.register.importing.lists import Judgement, judge_list
from kejia.register.importing.rows import Judged, Outcome
from kejia.register.sealing import open_sealed, seal
from kejia.rosters.without_cycles import no_cycles_made
from kejia.rosters.workbook import shown

BOUND_TO = b"kejia.imports"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview: its number in the sheet, who it is about, what it would do, and what is said of it.

    `sheet` is told where the list stands on several.
    """

    number: int
    who: str
    outcome: Outcome
    says: list[Text] = field(default_factory=list)
    sheet: str = ""


@dataclass(slots=True)
class Checked:
    """A list read and judged."""

    judgement: Judgement
    lines: list[Line]
    left_out: int = 0
    """People of a roster who are not in the body that it goes to."""

    @property
    def refused(self) -> bool:
        """Whether some row cannot be imported."""
        return any(line.outcome is Outcome.REFUSED for line in self.lines)

    def counts(self) -> dict[str, int]:
        """Rows by outcome."""
        found = {**dict.fromkeys(map(str, Outcome), 0), "left_out": self.left_out}
        for line in self.lines:
            found[str(line.outcome)] += 1
        return found


def check_list(
    content: bytes, name: str, kind: ListKind, tell: Callable[[int], object] = lambda _: None
) -> Checked:
    """Read a list and judge it against the register as believed now; writes nothing. Raises UnusableFile."""
    if kind is ListKind.ROSTER:
        return _check_roster(content)
    with no_cycles_made():
        read = read_list(content, name, kind, tell)
        judgement = judge_list(read.rows)
    lines = [_line(judged) for judged in judgement.rows] + [
        Line(place + 1, _who(read, place), Outcome.REFUSED, [say for _, say in faults])
        for place, faults in read.faults.items()
    ]
    lines.sort(key=lambda line: line.number)
    return Checked(judgement, lines)


def _check_roster(content: bytes) -> Checked:
    with no_cycles_made():
        read = read_handed_over(unpacked_roster(content))
        judgement = judge_list(read.rows)
    lines = [_roster_line(read, judged) for judged in judgement.rows]
    return Checked(judgement, lines, read.left_out)


def _roster_line(read: RosterRead, judged: Judged) -> Line:
    """A row of a roster by its place there; it was judged by its place among the rows taken."""
    sheet, _, number = read.rows[judged.line - 1].where.rpartition("!")
    return Line(int(number), judged.who, judged.outcome, judged.says, sheet)


def _line(judged: Judged) -> Line:
    return Line(judged.line, judged.who, judged.outcome, judged.says)


def _who(read: ListRead, place: int) -> str:
    name = next(at for at, column in read.columns.items() if column.field == "name")
    return shown(read.sheet.at(place, name))[:60]


def sealed_lines(lines: list[Line]) -> bytes:
    """The preview as it is kept: it names people, so it is sealed."""
    plain = [[line.number, line.who, str(line.outcome), line.says, line.sheet] for line in lines]
    return sealed_bytes(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())


def opened_lines(sealed: bytes | memoryview) -> list[Line]:
    """The preview again."""
    return [
        Line(number, who, Outcome[outcome.upper()], [Text(zh, en) for zh, en in says], *sheet)
        for number, who, outcome, says, *sheet in json.loads(opened_bytes(sealed))
    ]


def sealed_bytes(content: bytes) -> bytes:
    """Bytes sealed for this programme."""
    return seal(base64.b64encode(zlib.compress(content, 1)).decode(), bound_to=BOUND_TO)


def opened_bytes(sealed: bytes | memoryview) -> bytes:
    """The bytes of `sealed_bytes`. Raises CannotOpen."""
    return zlib.decompress(base64.b64decode(open_sealed(bytes(sealed), bound_to=BOUND_TO)))
