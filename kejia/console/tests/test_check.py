"""`kejia check` as a command: exit codes, one JSON object, words for people, no Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kejia.console.check import main
from kejia.judging.tests.lists import people
from kejia.programmes.check.tests.uploads import csv_of

KEJIA = str(Path(sys.executable).with_name("kejia"))
ON = ["--on", "2017-06-30"]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "委员 名册.csv"
    path.write_bytes(csv_of("姓名 是否基层一线", *people(69, "是"), *people(31, "否", 69)))
    return path


def lists(folder: Path, yes: int, unknown: int, no: int) -> str:
    path = folder / "list.csv"
    lines = [*people(yes, "是"), *people(unknown, "_", yes), *people(no, "否", yes + unknown)]
    path.write_bytes(csv_of("姓名 是否基层一线", *lines))
    return str(path)


@pytest.mark.parametrize(("yes", "unknown", "no", "code"), [(70, 0, 30, 0), (69, 0, 31, 1), (69, 1, 30, 3)])
def test_the_exit_code_tells_met_not_met_and_in_doubt_apart(
    tmp_path: Path, yes: int, unknown: int, no: int, code: int
) -> None:
    assert main([lists(tmp_path, yes, unknown, no), "--body", "committee", *ON, "--json"]) == code


def test_with_json_standard_output_is_exactly_one_object(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(roster), "--body", "committee", *ON, "--json"])
    shown = json.loads(capsys.readouterr().out)
    assert (shown["body"], shown["on"], shown["people"]) == ("committee", "2017-06-30", 100)
    (finding,) = shown["findings"]
    assert {
        key: finding[key] for key in ("norm", "clause", "verdict", "share", "threshold", "margin", "mend")
    } == {
        "norm": "committee.frontline",
        "clause": "4.2",
        "verdict": "not_met",
        "share": "69/100",
        "threshold": "7/10",
        "margin": 1,
        "mend": {"replace": 1, "add": 4},
    }


def test_the_words_are_chinese_and_on_request_english(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(roster), "--body", "committee", *ON])
    assert (
        "基层和一线 69/100（69%），应不低于70%；未达到，差 1 人：替换 1 人，或增加 4 名"
        in capsys.readouterr().out
    )
    main([str(roster), "--body", "committee", *ON, "--lang", "en"])
    shown = capsys.readouterr().out
    assert "not met, 1 too few: replace 1, or add 4 who count" in shown
    assert "口径" not in shown


def test_the_basis_file_is_printed_under_every_verdict(
    roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    basis = tmp_path / "口径.yaml"
    basis.write_text(
        "title: 委员产生办法\ndocument: 科协〔2016〕12号\ngrassroots_frontline: 按单位认定\n",
        encoding="utf-8",
    )
    main([str(roster), "--body", "committee", *ON, "--basis", str(basis)])
    assert "口径：按《委员产生办法》（科协〔2016〕12号）；按单位认定" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "say"),
    [
        (["没有.xlsx", "--body", "committee"], "读不到文件"),
        (["ROSTER", "--body", "society-directors", "--level", "city", "--law", "nowhere"], "law.yaml"),
        (["ROSTER", "--body", "committee", "--basis", "没有.yaml"], "读不到口径文件"),
        (["ROSTER", "--body", "committee", "--basis", "BAD"], "写法有误"),
        (["ROSTER", "--body", "committee", "--before", "没有.csv"], "没有.csv"),
        (["ROSTER", "--body", "all"], "--body"),
        (["ROSTER", "--body", "committee", "--report", "/nowhere/at/all.xlsx"], "写不了报告"),
        (["ROSTER", "--body", "committee", "--column", "birth=ZZ"], "ZZ"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_says_what_to_do(
    roster: Path, tmp_path: Path, arguments: list[str], say: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.yaml").write_text("title: [\n", encoding="utf-8")
    places = {"ROSTER": str(roster), "BAD": str(tmp_path / "bad.yaml")}
    words = [places.get(word, word) for word in arguments]
    assert main([*words, *ON, "--json"]) == 2
    shown = capsys.readouterr()
    assert say in shown.err
    assert say in json.loads(shown.out)["error"]


@pytest.mark.parametrize(
    "arguments", [["--body", "parliament"], ["--on", "30.6.2017"], ["--column", "shoe=A"], []]
)
def test_words_the_command_does_not_know_end_with_2(roster: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(roster), *arguments])
    assert ended.value.code == 2


def test_the_command_never_imports_django(roster: Path, tmp_path: Path) -> None:
    report = tmp_path / "out.xlsx"
    code = (
        "import sys; from kejia.console.main import main; code = main(sys.argv[1:]);"
        "bad = sorted(m for m in sys.modules if m.split('.')[0] in ('django', 'ninja', 'psycopg'));"
        "sys.exit(f'{code} {bad}')"
    )
    words = ["check", str(roster), "--body", "committee", *ON, "--report", str(report)]
    ended = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == "1 []"
    assert report.stat().st_size > 1_000


def test_the_installed_command_works_from_another_folder(roster: Path) -> None:
    ended = subprocess.run(
        [KEJIA, "check", roster.name, "--body", "committee", *ON, "--json"],
        cwd=roster.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, json.loads(ended.stdout)["people"]) == (1, 100)
