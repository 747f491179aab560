"""What the offline page asks of Python: the same check as anywhere, and the questions it lets one answer."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kejia.judging.offline import Desk, page_words
from kejia.judging.report import write_report
from kejia.judging.tests.lists import DAY, PLAN, check, people
from kejia.norms.basis import SETTINGS
from kejia.norms.law import LAW_FOLDER, compiled
from kejia.norms.law import PLAN as PLAN_ID
from kejia.plain.text import LANGUAGES
from kejia.rosters.files import open_workbook

HEADER = "姓名,性别,出生年月,工作单位,是否基层和一线,厅级以上领导干部,类别"
SURE = "女,1980.05,某农科所,是,否,代表"


@pytest.fixture
def desk() -> Desk:
    """A desk with the plan, as the page has it."""
    return Desk(compiled(LAW_FOLDER / PLAN_ID))


def roster(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def judged(desk: Desk, content: bytes, before: bytes | None = None, **options: Any) -> dict[str, Any]:
    asked = {"name": "名册.csv", "on": DAY.isoformat(), "body": "congress"} | options
    answer: dict[str, Any] = json.loads(desk.judge(content, json.dumps(asked), before))
    return answer


def some_in_doubt() -> bytes:
    """Twelve delegates for sure, seven not, and one whose mark is blank: 12/20 to 13/20, and the line is 13/20."""
    return roster(
        *[f"{line.strip()},{SURE}" for line in people(12, "")],
        *[f"{line.strip()},男,1955.05,某厅,否,是,代表" for line in people(7, "", 12)],
        "欧阳示例,男,1980,某大学,,否,代表",
    )


def test_the_law_of_the_page_is_the_law_of_the_folder(desk: Desk) -> None:
    assert desk.law == PLAN


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_is_the_same_object_as_everywhere(desk: Desk, language: str) -> None:
    content = some_in_doubt()
    answer = judged(desk, content, lang=language)
    workbook = open_workbook(content, "名册.csv")
    expected = check(workbook, PLAN.norms[0].body).as_json("en" if language == "en" else "zh")
    assert answer["check"] == json.loads(json.dumps(expected))
    assert answer["exit_code"] == 3


def test_an_earlier_list_is_compared_with(desk: Desk) -> None:
    more_leading = roster(*[f"{line.strip()},男,1955.05,某厅,否,是,代表" for line in people(20, "")])
    answer = judged(desk, some_in_doubt(), more_leading, before_name="上届.csv")
    (leading,) = [f for f in answer["check"]["findings"] if f["norm"] == "congress.leading"]
    assert (leading["verdict"], leading["threshold"]) == ("met", "1")


def test_a_blank_mark_is_asked_about_where_its_cell_is(desk: Desk) -> None:
    asked = [d for d in judged(desk, some_in_doubt())["doubts"] if d["field"] == "grassroots_frontline"]
    assert asked == [
        {
            "sheet": "名册.csv",
            "row": 21,
            "name": "欧阳示例",
            "unit": "某大学",
            "field": "grassroots_frontline",
            "say": "是否基层和一线",
            "answering": "yes_or_no",
            "column": "E",
            "value": "",
            "norms": ["congress.frontline"],
        }
    ]


@pytest.mark.parametrize(("answer", "verdict"), [("是", "met"), ("否", "not_met")])
def test_an_answer_decides_what_was_in_doubt(desk: Desk, answer: str, verdict: str) -> None:
    given = [{"sheet": "名册.csv", "row": 21, "column": "E", "value": answer}]
    findings = judged(desk, some_in_doubt(), answers=given)["check"]["findings"]
    assert findings[0]["verdict"] == verdict


def test_a_birth_known_to_the_year_is_asked_about_only_where_it_decides(desk: Desk) -> None:
    lines = [
        f"{name.strip()},{cells}"
        for name, cells in zip(
            people(3, ""),
            ("男,1971,某校,是,否,代表", "男,1950,某校,是,否,代表", "男,1950.02,某校,是,否,代表"),
            strict=True,
        )
    ]
    doubts = judged(desk, roster(*lines))["doubts"]
    assert [(d["field"], d["row"], d["answering"], d["value"]) for d in doubts] == [
        ("birth", 2, "birth", "1971")
    ]


def test_a_fact_without_a_column_is_asked_about_without_a_cell(desk: Desk) -> None:
    content = "姓名,出生年月\n王丽,1980.01\n李强,1990.01".encode()
    doubts = judged(desk, content)["doubts"]
    asked = {(d["name"], d["field"], d["column"]) for d in doubts}
    assert asked == {("王丽", "grassroots_frontline", None), ("李强", "grassroots_frontline", None)}


def test_an_unknown_seat_is_asked_about_in_words(desk: Desk) -> None:
    content = roster(f"王丽,{SURE}", "李强,男,1990.01,某校,否,否,不详")
    seats = [d for d in judged(desk, content)["doubts"] if d["field"] == "seat"]
    assert [(d["name"], d["answering"], d["column"], d["value"]) for d in seats] == [
        ("李强", "seat", "G", "不详")
    ]


def test_a_share_bar_has_its_places_and_its_percentage(desk: Desk) -> None:
    answer = judged(desk, some_in_doubt())
    assert answer["findings"][0] == {
        "measure": "share",
        "bar": {"known": "60.00%", "unknown": "5.00%", "tick": "65.00%", "percent": "60%–65%"},
    }


def test_a_percentage_beside_a_line_not_to_be_passed_is_the_one_of_the_sentence(desk: Desk) -> None:
    marks = [
        f"{line.strip()},女,1980.05,某所,是,{'是' if i < 4 else '否'},代表"
        for i, line in enumerate(people(39, ""))
    ]
    answer = judged(desk, roster(*marks))
    leading = [f["norm"] for f in answer["check"]["findings"]].index("congress.leading")
    assert answer["findings"][leading]["bar"]["percent"] == "10.3%"
    assert "4/39（10.3%）" in answer["check"]["findings"][leading]["say"]


def test_before_a_norm_is_in_force_there_is_no_bar(desk: Desk) -> None:
    answer = judged(desk, some_in_doubt(), on="2016-12-31")
    assert {f["verdict"] for f in answer["check"]["findings"]} == {"not_in_force"}
    assert [f["bar"] for f in answer["findings"]] == [None] * len(answer["findings"])


def test_the_columns_found_can_be_chosen_otherwise(desk: Desk) -> None:
    content = "姓名,出生年月,出生日期,是否基层和一线\n王丽,1950.01,1990.01,是".encode()
    found = judged(desk, content)
    assert found["tables"][0]["columns"]["birth"] == "B"
    assert found["tables"][0]["rivals"] == [{"field": "birth", "say": "出生年月", "letters": ["B", "C"]}]
    young = {
        o: judged(desk, content, columns={"birth": o})["check"]["findings"][1]["numerator"] for o in "BC"
    }
    assert young == {"B": 0, "C": 1}


def test_a_blank_may_be_read_as_no(desk: Desk) -> None:
    assert judged(desk, some_in_doubt(), blank="no")["check"]["findings"][0]["verdict"] == "not_met"


def test_the_basis_of_the_form_is_the_basis_of_the_check(desk: Desk) -> None:
    basis = {
        "title": "口径",
        "document": "某发〔2017〕1号",
        "young_middle_aged_age": "50",
        "invited_delegates_count": "no",
    }
    said = judged(desk, some_in_doubt(), basis=basis)["check"]["basis"]
    assert said["say"] == "按《口径》（某发〔2017〕1号）"
    assert (said["young_middle_aged_age"], said["invited_delegates_count"]) == (50, False)


@pytest.mark.parametrize(
    ("content", "options", "say"),
    [
        (b"%PDF-1.7", {"name": "名册.pdf"}, "PDF"),
        (roster(f"王丽,{SURE}"), {"on": ""}, "2017-06-30"),
        (roster(f"王丽,{SURE}"), {"body": "standing"}, "常委会"),
        (roster(f"王丽,{SURE}"), {"basis": {"young_middle_aged_age": "九十九岁半"}}, "中青年的年龄线"),
        (
            roster(f"王丽,{SURE}"),
            {"answers": [{"sheet": "名册.csv", "row": 900, "column": "B", "value": "是"}]},
            "B900",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused_in_both_languages(
    desk: Desk, content: bytes, options: dict[str, Any], say: str
) -> None:
    answer = judged(desk, content, **options)
    assert set(answer) == {"refused", "sheets"}
    assert say in answer["refused"]["zh"]
    assert answer["refused"]["en"] != answer["refused"]["zh"]


def test_a_broken_earlier_list_is_told_apart_by_its_name(desk: Desk) -> None:
    answer = judged(desk, some_in_doubt(), b"%PDF-1.7", before_name="上届.pdf")
    assert answer["refused"]["zh"].startswith("上届.pdf：")


def test_after_a_refusal_nothing_of_the_roster_before_is_left(desk: Desk) -> None:
    judged(desk, some_in_doubt())
    judged(desk, b"%PDF-1.7")
    assert desk.check is None
    judged(desk, some_in_doubt())
    desk.forget()
    assert (desk.check, desk.sheets) == (None, [])


def test_the_report_is_the_report_of_the_command_line(desk: Desk) -> None:
    judged(desk, some_in_doubt())
    assert desk.check is not None
    for language in LANGUAGES:
        assert cells(desk.report(language)) == cells(write_report(desk.check, language))


def cells(workbook: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(workbook))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_the_words_of_the_form_are_in_both_languages() -> None:
    words = page_words()
    assert set(words["settings"]) == set(SETTINGS)
    leaves = [*words["bodies"], *words["levels"], *words["settings"].values(), *words["fields"].values()]
    assert all(each["zh"] and each["en"] for each in leaves)


def test_it_runs_on_the_standard_library_alone(project: Path, tmp_path: Path) -> None:
    (tmp_path / "law.json").write_text(compiled(LAW_FOLDER / PLAN_ID), encoding="utf-8")
    (tmp_path / "roster.csv").write_bytes(some_in_doubt())
    program = """
import json, sys
root, folder = sys.argv[1:]
sys.path.insert(0, root)
from kejia.judging.offline import Desk
desk = Desk(open(f"{folder}/law.json", encoding="utf-8").read())
options = {"name": "roster.csv", "on": "2017-06-30", "body": "congress"}
print(json.loads(desk.judge(open(f"{folder}/roster.csv", "rb").read(), json.dumps(options)))["exit_code"])
print(sorted({name.partition(".")[0] for name in sys.modules} & {"django", "yaml", "xlsxwriter"}))
"""
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, str(project), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split("\n")[:2] == ["3", "[]"]
