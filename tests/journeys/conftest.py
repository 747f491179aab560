"""What the journeys share: the offline page as built, and rosters as they come in."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]  # no types are published for it
from openpyxl import Workbook

GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华"


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, built as `make offline` builds it, alone in a folder with a space in its name."""
    file = tmp_path_factory.mktemp("U 盘") / "kejia-offline.html"
    builder = request.config.rootpath / "tools" / "build_offline.py"
    subprocess.run([sys.executable, builder, "--out", file], check=True, cwd=request.config.rootpath)
    return file


@pytest.fixture(scope="session")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A messy list of delegates, an earlier one, a text file in GB18030, an .xls; every name invented."""
    folder = tmp_path_factory.mktemp("rosters")
    for name, marked, leading in (("代表名册.xlsx", 25, 4), ("上届代表.xlsx", 24, 9)):
        write_list(folder / name, marked, leading)
    lines = ["姓名,性别,出生年月,所在单位,是否基层一线,类别"]
    lines += [
        f"李{a}{b},女,19{60 + i}.0{1 + i % 9},某所,{'是' if i % 4 else '否'},理事"
        for i, (a, b) in enumerate(pairs(30))
    ]
    (folder / "理事名单.csv").write_bytes("\r\n".join(lines).encode("gb18030"))
    write_old_list(folder / "常务理事.xls")
    return {file.name: file for file in folder.iterdir()}


def write_old_list(file: Path) -> None:
    """Nine standing directors as an old spreadsheet program saves them, one birth a date."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("常务理事名单")
    as_date = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for column, title in enumerate(("姓名", "出生年月", "工作单位", "是否基层和一线")):
        sheet.write(0, column, title)
    for row, (a, b) in enumerate(pairs(9), start=1):
        sheet.write(row, 0, f"赵{a}{b}")
        sheet.write(row, 1, date(1970 + row, row, 15), as_date)
        sheet.write(row, 2, f"单位{row}")
        sheet.write(row, 3, "是" if row < 7 else "否")
    book.save(str(file))


def pairs(count: int) -> list[tuple[str, str]]:
    return [(GIVEN[i % len(GIVEN)], GIVEN[(i * 7 + 3) % len(GIVEN)]) for i in range(count)]


def write_list(file: Path, marked: int, leading: int) -> None:
    """Forty delegates: `marked` of them front-line, one blank; title rows, a merged title, births in five ways."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "代表名单"
    sheet.append(["某省科协第九次代表大会代表名册"])
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(
        [
            "序号",
            "代表 姓名",
            "性别",
            "民族",
            "出生 年月",
            "工作单位",
            "是否基层 和一线",
            "厅级以上领导干部",
            "类别",
        ]
    )
    for i, (a, b) in enumerate(pairs(40)):
        year = 1950 + i
        birth = [f"{year}.03", f"{year}年11月", f"{year}0309", year, float(f"{year}.1")][i % 5]
        mark = None if i == 39 else "是" if i < marked else "否"
        seats = "特邀代表" if i == 38 else "代表、委员" if i % 3 == 0 else "代表"
        unit = f"单位{i % 7}" if i % 11 else "=1+1"
        sheet.append(
            [
                i + 1,
                f"王{a}{b}" if i % 6 else f"王　{a}",
                "女" if i % 3 else "男",
                "汉族",
                birth,
                unit,
                mark,
                "√" if i < leading else "×",
                seats,
            ]
        )
        sheet.cell(sheet.max_row, 6).data_type = "s"
    sheet.append(["注：按姓氏笔画为序"])
    book.save(file)
