"""How long and how much memory `kejia check` takes, beside python-calamine's reading alone, in one run.

    python bench/run.py [--rows 100000] [--rounds 5] [--people 1000000]

Each command runs as a process of its own, in turn with its reference, so that a machine that slows down slows both.
Then bench/register.py and bench/imports.py, with the figures of the register and of imports.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench"
HEADER = (
    "序号 姓名 性别 民族 出生年月 身份证号 工作单位 职务/职称 界别 是否基层和一线 是否领导干部 类别".split()
)
SMALL = 1_000
SMALL_LIMIT_SECONDS = 1.5
LARGE_LIMIT_RATIO = 2.0
READ_ALONE = "import sys; from python_calamine import CalamineWorkbook as W; W.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"


@dataclass(frozen=True)
class Run:
    """One process: seconds by the wall, peak memory in MB."""

    seconds: float
    megabytes: float


def main() -> int:
    """Measure, print the table, and answer 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--people", type=int, default=1_000_000, help="of the register; 0 leaves it out")
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    small, large = roster(SMALL), roster(given.rows)
    kejia = [str(Path(sys.executable).with_name("kejia")), "check"]
    asked = ["--body", "congress", "--on", "2017-06-30", "--json"]
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}; python {sys.version.split()[0]}")
    ours_small, alone_small = in_turn(
        [*kejia, str(small), *asked], [sys.executable, "-c", READ_ALONE, str(small)], given.rounds
    )
    ours, alone = in_turn(
        [*kejia, str(large), *asked], [sys.executable, "-c", READ_ALONE, str(large)], given.rounds
    )
    show(f"kejia check, {SMALL} people", ours_small)
    show(f"calamine alone, {SMALL} people", alone_small)
    show(f"kejia check, {given.rows} people", ours)
    show(f"calamine alone, {given.rows} people", alone)
    ratios = [a.seconds / b.seconds for a, b in zip(ours, alone, strict=True)]
    ratio = statistics.median(ratios)
    print(
        f"ratio read and judged / read alone, pair by pair: median {ratio:.2f}, {min(ratios):.2f} to {max(ratios):.2f}; at most {LARGE_LIMIT_RATIO}"
    )
    memory = max(r.megabytes for r in ours) / max(r.megabytes for r in alone)
    print(f"ratio of peak memory: {memory:.2f}")
    noise = (max(r.seconds for r in alone) - min(r.seconds for r in alone)) / statistics.median(
        r.seconds for r in alone
    )
    print(f"noise (spread of the reference): {noise:.0%}")
    median_small = statistics.median(r.seconds for r in ours_small)
    print(f"{SMALL} people: median {median_small:.2f} s; at most {SMALL_LIMIT_SECONDS} s")
    missed = ratio > LARGE_LIMIT_RATIO or median_small > SMALL_LIMIT_SECONDS
    if given.people:
        asked = ["--people", str(given.people), "--rounds", str(given.rounds)]
        register = subprocess.run([sys.executable, str(ROOT / "bench" / "register.py"), *asked], check=False)
        imports = subprocess.run([sys.executable, str(ROOT / "bench" / "imports.py")], check=False)
        return max(int(missed), register.returncode, imports.returncode)
    return int(missed)


def in_turn(ours: list[str], reference: list[str], rounds: int) -> tuple[list[Run], list[Run]]:
    """Both commands in turn, after one round that is not counted."""
    pairs = [(run(ours), run(reference)) for _ in range(rounds + 1)][1:]
    return [a for a, _ in pairs], [b for _, b in pairs]


def run(command: list[str]) -> Run:
    """One process, timed from outside; its peak memory from the system's own account of it."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    unit = 1024 if sys.platform == "darwin" else 1
    return Run(seconds, usage.ru_maxrss / unit / 1024)


def show(name: str, runs: list[Run]) -> None:
    """A line of the table."""
    seconds = sorted(r.seconds for r in runs)
    print(
        f"{name:<32} {statistics.median(seconds):6.2f} s  ({seconds[0]:.2f} to {seconds[-1]:.2f})  peak {max(r.megabytes for r in runs):6.0f} MB"
    )


def roster(rows: int) -> Path:
    """A roster of so many invented people, twelve columns; written once."""
    path = FOLDER / f"roster-{rows}.xlsx"
    if path.exists():
        return path
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("代表名单")
    sheet.write_row(0, 0, HEADER)
    surnames, given = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"
    for i in range(rows):
        name = surnames[i % 20] + given[i // 20 % 20] + given[i // 400 % 20]
        born = f"{1950 + i % 45}.{1 + i % 12:02d}"
        sheet.write_row(
            i + 1, 0,
            [i + 1, name, "女" if i % 3 == 0 else "男", "汉族", born, citizen_number(i), f"第{i % 5000}研究所", "高级工程师",
             "科研", "是" if i % 100 < 66 else "否" if i % 100 < 99 else "", "否" if i % 10 else "是", "代表"],
        )  # fmt: skip
    book.close()
    return path


def citizen_number(i: int) -> str:
    """An invented number with a right check character, born in the month the roster says."""
    body = f"3701{i % 99 + 1:02d}{1950 + i % 45}{1 + i % 12:02d}{1 + i % 28:02d}{i % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(w * int(c) for w, c in zip(weights, body, strict=True)) % 11]


if __name__ == "__main__":
    sys.exit(main())
