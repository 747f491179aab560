"""POST /api/check: the same JSON as the command line, refusals that say what to do."""

import json
from pathlib import Path

import pytest
from django.test import Client

from kejia.console.check import main
from kejia.judging.tests.lists import people
from kejia.programmes.check.tests.uploads import API, DELEGATES, csv_of, file_of


def test_the_api_and_the_command_line_give_the_same_json(
    client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "名册.csv").write_bytes(DELEGATES)
    (tmp_path / "basis.yaml").write_text(
        "document: 科协〔2016〕12号\nage_reckoned_on: 2017-06-01\n", encoding="utf-8"
    )
    code = main([str(tmp_path / "名册.csv"), "--body", "congress", "--on", "2017-06-30", "--basis",
                 str(tmp_path / "basis.yaml"), "--json"])  # fmt: skip
    basis = json.dumps({"document": "科协〔2016〕12号", "age_reckoned_on": "2017-06-01"})
    answer = client.post("/api/check", {**API, "file": file_of(DELEGATES), "basis": basis})
    assert (code, answer.status_code) == (3, 200)
    assert answer.json() == json.loads(capsys.readouterr().out)


def test_the_earlier_list_decides_whether_leading_cadres_fell(client: Client) -> None:
    before = csv_of("姓名 是否领导干部", *people(50, "是"), *people(50, "否", 50))
    answer = client.post("/api/check", {**API, "file": file_of(DELEGATES), "before": file_of(before)})
    (leading,) = [f for f in answer.json()["findings"] if f["norm"] == "congress.leading"]
    assert (leading["verdict"], leading["share"], leading["threshold"]) == ("met", "17/50", "1/2")


def test_english_and_blanks_as_no(client: Client) -> None:
    answer = client.post(
        "/api/check", {**API, "file": file_of(DELEGATES), "lang": "en", "blank": "no"}
    ).json()
    frontline = answer["findings"][0]
    assert frontline["say"] == (
        "grassroots and front-line workers 64/100 (64%), at least 65%; not met, 1 too few: replace 1, or add 3 who count"
    )


@pytest.mark.parametrize(
    ("sent", "say"),
    [
        ({"body": "parliament"}, "body"),
        ({"on": "30.6.2017"}, "on"),
        ({"basis": "[]"}, "口径"),
        ({"basis": "{"}, "JSON"),
        ({"basis": '{"age": 3}'}, "age"),
        ({"law": "../secret"}, "law"),
        ({"sheet": "没有"}, "没有名为"),
        ({"columns": '{"birth": "ZZ"}'}, "ZZ"),
        ({"columns": '{"shoe": "A"}'}, "columns"),
        ({"level": "village"}, "level"),
        ({"file": file_of(b"%PDF-1.7 not a table", "a.xlsx")}, "PDF"),
        ({"file": file_of(b"", "a.xlsx")}, "空"),
        ({"body": "society-directors", "file": file_of(csv_of("姓名 类别", "王丽 代表"))}, "学会理事会"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_what_to_do(
    client: Client, sent: dict[str, object], say: str
) -> None:
    answer = client.post("/api/check", {**API, "file": file_of(DELEGATES), **sent})
    assert answer.status_code == 422
    assert say in answer.json()["error"]


def test_a_check_without_a_file_is_refused(client: Client) -> None:
    answer = client.post("/api/check", API)
    assert (answer.status_code, "file" in answer.json()["error"]) == (422, True)


def test_the_description_of_the_api_names_the_check(client: Client) -> None:
    described = client.get("/api/openapi.json").json()
    operation = described["paths"]["/api/check"]["post"]
    assert set(operation["responses"]) >= {"200", "422"}
    assert set(described["components"]["schemas"]["FindingOut"]["required"]) >= {
        "norm",
        "verdict",
        "mend",
        "say",
    }
