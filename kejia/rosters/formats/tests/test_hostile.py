"""Files made to harm: each is refused or read within bounds of memory and time, never with a traceback.

Every file is opened in a process of its own whose peak memory is measured; a bare interpreter with the reader
loaded needs some 20 MB.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kejia.rosters.formats.tests import harmful

MEGABYTES = 256
SECONDS = 60
"""On a machine that has other things to do."""

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from kejia.rosters.files import open_workbook
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import Reading, read_roster
try:
    roster = read_roster(open_workbook(Path(sys.argv[1]).read_bytes(), "名册"), Reading(date(2017, 6, 30)))
    print("read", len(roster.people))
except UnusableFile as refusal:
    print("refused", refusal.say.zh)
status = Path("/proc/self/status")
if status.exists():  # what getrusage says here began with the memory of the parent
    print(next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM")))
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // 1024)
"""


class Outcome(NamedTuple):
    """What became of a file: what was said, and the peak memory in MB."""

    said: str
    megabytes: int


def outcome(content: bytes, folder: Path) -> Outcome:
    """Open and read a file in a process of its own."""
    path = folder / "hostile"
    path.write_bytes(content)
    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=False
    )
    assert time.monotonic() - started < SECONDS
    assert (run.returncode, run.stderr) == (0, "")
    said, megabytes = run.stdout.rstrip().rsplit("\n", 1)
    return Outcome(said, int(megabytes))


BROKEN, SWELLS, CELLS = "文件已损坏", "文件解开后超过 256 MB", "单元格超过 400 万个"
NO_ROSTER = "没有找到名册"
FILES: list[tuple[Callable[[], bytes], str]] = [
    (harmful.gigabyte_of_blanks, SWELLS),
    (harmful.gigabyte_of_cells, CELLS),
    (harmful.gigabyte_in_one_cell, SWELLS),
    (harmful.text_in_one_cell, NO_ROSTER),
    (harmful.cells_without_places, NO_ROSTER),
    (harmful.rows_of_one_cell_each, "“名册”超过 20 万行（A200001 还有内容）"),
    (harmful.wide_row_and_many_rows, NO_ROSTER),
    (harmful.deep_nesting, BROKEN),
    (harmful.endless_tag, BROKEN),
    (harmful.many_attributes, NO_ROSTER),
    (harmful.cells_left_open, BROKEN),
    (harmful.hidden_rows_and_merges, NO_ROSTER),
    (harmful.string_for_every_cell, NO_ROSTER),
    (harmful.many_strings, CELLS),
    (harmful.many_styles, SWELLS),
    (harmful.billion_laughs, "不该有的定义（DTD）"),
    (harmful.outside_entity, "不该有的定义（DTD）"),
    (harmful.two_hundred_sheets_in_one_part, SWELLS),
    (harmful.a_million_sheets, "部件或工作表太多"),
    (harmful.a_long_list_of_parts, "部件或工作表太多"),
    (harmful.a_size_that_lies, BROKEN),
    (harmful.strings_of_an_old_workbook, NO_ROSTER),
    (harmful.records_of_an_old_workbook, NO_ROSTER),
    (harmful.text_of_newlines, "文件是空的"),
    (harmful.text_of_separators, CELLS),
]


@pytest.mark.slow
@pytest.mark.parametrize(("make", "words"), FILES, ids=[make.__name__ for make, _ in FILES])
def test_a_file_made_to_harm_is_refused_within_bounds(
    make: Callable[[], bytes], words: str, tmp_path: Path
) -> None:
    found = outcome(make(), tmp_path)
    assert found.said.startswith("refused")
    assert words in found.said
    assert found.megabytes < MEGABYTES


def test_a_long_list_of_one_column_is_read(tmp_path: Path) -> None:
    found = outcome(harmful.text_of_one_column(), tmp_path)
    assert found.said == "read 199000"
    assert found.megabytes < MEGABYTES
