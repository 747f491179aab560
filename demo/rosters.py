"""Writes sample rosters, tidy ones and such as really come in: python -m demo.rosters OUT_FOLDER"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from demo.files import csv_bytes, workbook_bytes
from demo.messy import messy_sheet
from demo.people import people
from demo.sheets import DemoSheet, tidy_sheet

CONGRESS = 120
COMMITTEE, STANDING = 60, 24
"""How many of the delegates are committee members, how many of these standing members."""


def congress(count: int = CONGRESS) -> bytes:
    """A tidy list of delegates: a header in the first row, one spelling of everything."""
    return workbook_bytes(tidy_sheet("代表名单", people(count), "代表"))


def messy_congress(count: int = CONGRESS) -> bytes:
    """The same delegates as offices send them; reading it must come to the same facts."""
    hidden = tidy_sheet("上届名单", people(count + 40)[count:], "代表")
    hidden.hidden = True
    notes = DemoSheet("填写说明", [["填写说明"], ["一、姓名、性别、出生年月须与居民身份证一致。"]])
    return workbook_bytes(notes, messy_sheet("名册", people(count)), hidden)


def earlier_congress(count: int = CONGRESS) -> bytes:
    """The congress before: other people, of whom more were leading cadres."""
    before = people(count * 2)[count:]
    return workbook_bytes(tidy_sheet("代表名单", before, "代表", leading=lambda at: at % 7 == 0))


def committee() -> bytes:
    """Delegates, committee and standing committee on three sheets, as seats cumulate."""
    delegates = people(CONGRESS)
    return workbook_bytes(
        tidy_sheet("代表", delegates, None),
        tidy_sheet("委员", delegates[:COMMITTEE], None),
        tidy_sheet("常委", delegates[:STANDING], None),
    )


def society() -> bytes:
    """A society's council: directors, some of them standing, a president and vice-presidents."""

    def seat(at: int) -> str:
        return "理事长" if at == 0 else "副理事长" if at < 4 else "常务理事" if at < 20 else "理事"

    return workbook_bytes(tidy_sheet("理事会名册", people(64), seat))


def congress_csv(count: int = CONGRESS) -> bytes:
    """The delegates as an older program saves them: separated by commas, encoded in GB18030."""
    return csv_bytes(tidy_sheet("代表名单", people(count), "代表"), "gb18030")


SAMPLES: dict[str, tuple[Callable[[], bytes], str]] = {
    "congress.xlsx": (congress, "整齐的代表名册 / a tidy list of delegates"),
    "congress-messy.xlsx": (messy_congress, "实际交来的代表名册 / the same as offices send it"),
    "congress-earlier.xlsx": (earlier_congress, "上届代表名册 / the congress before"),
    "committee.xlsx": (committee, "代表、委员、常委三张表 / three sheets of cumulated seats"),
    "society.xlsx": (society, "学会理事会名册 / a society's council"),
    "congress-gb18030.csv": (congress_csv, "GB18030 编码的代表名册 / the delegates as GB18030 text"),
}


def write_samples(folder: Path) -> list[Path]:
    """Writes every sample into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (make, _) in SAMPLES.items():
        (folder / name).write_bytes(make())
    return [folder / name for name in SAMPLES]


def main(arguments: list[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.rosters", description="写出样例名册 / write sample rosters"
    )
    parser.add_argument("folder", type=Path, metavar="OUT_FOLDER")
    given = parser.parse_args(arguments)
    for path in write_samples(given.folder):
        print(f"{path}  {SAMPLES[path.name][1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
