"""`kejia check` with lines of a term in the basis file."""

import json
from pathlib import Path

import pytest

from kejia.console.check import main
from kejia.judging.tests.lists import people
from kejia.programmes.check.tests.uploads import csv_of

LINE = {
    "body": "committee", "attribute": "woman", "relation": "at_least", "value": "25%",
    "quote": "女委员不少于百分之二十五", "since": "2016-12-01",
}  # fmt: skip


def judged(folder: Path, women: int, line: dict[str, str], *more: str) -> int:
    roster, basis = folder / "名册.csv", folder / "口径.json"
    lines = [*people(women, "女 是"), *people(8 - women, "男 是", women)]
    roster.write_bytes(csv_of("姓名 性别 是否基层一线", *lines))
    basis.write_text(json.dumps({"document": "某科协发〔2016〕30号", "lines": [line]}), encoding="utf-8")
    return main([str(roster), "--body", "committee", "--on", "2018-05-01", "--basis", str(basis), *more])


@pytest.mark.parametrize(("women", "code"), [(2, 0), (1, 1)])
def test_a_line_counts_for_the_exit_code_and_prints_like_any_norm(
    tmp_path: Path, women: int, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(tmp_path, women, LINE) == code
    said = capsys.readouterr().out
    assert f"届次要求  女性 {women}/8" in said
    assert "原文：女委员不少于百分之二十五（应当，line.1，自 2016-12-01）" in said


def test_a_line_that_only_should_be_kept_does_not_fail_the_command(tmp_path: Path) -> None:
    assert judged(tmp_path, 1, LINE | {"modality": "should"}) == 0


def test_a_faulty_line_is_unusable_input_and_says_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(tmp_path, 1, LINE | {"value": "25"}) == 2
    assert "第 1 条要求的 value：比例请写成 25% 或 1/4 的样子" in capsys.readouterr().err
