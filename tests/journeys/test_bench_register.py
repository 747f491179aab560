"""The bench of the register runs at a small size, and sees rows that differ."""

import subprocess
import sys
from pathlib import Path

import pytest


def bench(project: Path, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    asked = ["--people", "1000", "--rounds", "1", "--folder", str(folder), *more]
    return subprocess.run(
        [sys.executable, "bench/register.py", *asked],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_bench_holds_every_row_against_the_sql_written_by_hand(project: Path, tmp_path: Path) -> None:
    done = bench(project, tmp_path, "--all-timelines")
    assert done.returncode in (0, 1), done.stderr  # 1: too slow on this machine, which is not asked here
    table = (tmp_path / "register.md").read_text(encoding="utf-8")
    assert table.count("rows equal") == 3
    assert "timelines of all 20 bodies" in table
    wrong = tmp_path / "wrong.sql"
    written = (project / "bench" / "reference.sql").read_text(encoding="utf-8")
    wrong.write_text(written.replace("frontline, s.grassroots", "frontline, false"), encoding="utf-8")
    assert wrong.read_text(encoding="utf-8") != written
    done = bench(project, tmp_path, "--reference", str(wrong))
    assert (done.returncode, "rows differ" in done.stdout) == (2, True), done.stderr
