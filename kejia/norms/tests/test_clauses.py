"""The plan as data says what the plan's text says, every word and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[3] / "law" / "shandong-2017"
SOURCE = (FOLDER / "source.txt").read_text(encoding="utf-8")
DOCUMENT: dict[str, Any] = yaml.safe_load((FOLDER / "clauses.yaml").read_text(encoding="utf-8"))
CLAUSES: list[dict[str, Any]] = DOCUMENT["clauses"]
REAL = [clause for clause in CLAUSES if not clause["id"].endswith(".0")]
IDS = [clause["id"] for clause in REAL]

PREAMBLE_BEGINS = "为深入贯彻落实中央及省委关于群团改革的总体部署,"
KINDS = {"task", "case", "call", "register", "page", "indicator", "exchange"} | {
    f"rule {modality}" for modality in ("must", "should", "may", "trend")
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")


def test_the_plan_has_98_clauses_in_24_articles_and_a_goal() -> None:
    assert len(REAL) == 98
    assert [c["id"] for c in CLAUSES if c["id"].endswith(".0")] == [f"{article}.0" for article in range(25)]


def test_clauses_are_numbered_one_after_another_within_their_article() -> None:
    expected = []
    article, number = -1, 0
    for clause in CLAUSES:
        if clause["id"].endswith(".0"):
            article, number = article + 1, 0
        expected.append(f"{article}.{number}")
        number += 1
    assert [clause["id"] for clause in CLAUSES] == expected


def test_title_preamble_headings_and_clauses_are_the_whole_text_in_its_order() -> None:
    lines = [line for line in SOURCE.split("\n") if line]
    title, preamble, *rest = lines
    assert title == "山东省科协系统改革实施方案"
    assert preamble.startswith(PREAMBLE_BEGINS)
    assert "".join(rest) == "".join(_set_like_the_document())


def test_nothing_stands_in_the_text_but_the_plan_from_its_title_to_its_end() -> None:
    assert SOURCE.startswith("山东省科协系统改革实施方案\n")
    assert SOURCE.endswith("确保改革工作取得实效。\n")
    assert not re.search("作者:|编辑:|审核:|浏览次数", SOURCE)


def test_each_section_begins_where_the_document_has_its_heading() -> None:
    headings = re.findall(r"^[一二三四五六七八九十]+、.+$", SOURCE, flags=re.MULTILINE)
    assert [section["title"] for section in DOCUMENT["sections"]] == headings
    for section in DOCUMENT["sections"][1:]:
        assert re.search(rf"^{section['title']}\n+{section['first_article']}\.", SOURCE, flags=re.MULTILINE)
    assert DOCUMENT["sections"][0]["first_article"] == 0


@pytest.mark.parametrize("clause", REAL, ids=IDS)
def test_a_clause_says_what_keeps_it_in_both_languages(clause: dict[str, Any]) -> None:
    assert set(clause) - {"norms"} == {"id", "text", "kind", "where", "kept_by"}
    assert clause["kind"]
    assert set(clause["kind"]) <= KINDS
    assert len(set(clause["kind"])) == len(clause["kind"])
    assert re.fullmatch("[a-z]+", clause["where"])
    kept_by = clause["kept_by"]
    assert set(kept_by) == {"zh", "en"}
    assert CHINESE.search(kept_by["zh"])
    assert kept_by["zh"].endswith("。")
    assert not HALF_WIDTH.search(kept_by["zh"])
    assert kept_by["en"].endswith(".")
    assert not CHINESE.search(kept_by["en"])


def test_a_heading_carries_its_words_and_nothing_else() -> None:
    assert {tuple(c) for c in CLAUSES if c["id"].endswith(".0")} == {("id", "text")}


def test_a_clause_is_bound_to_exactly_the_norms_that_quote_it() -> None:
    norms = yaml.safe_load((FOLDER / "norms.yaml").read_text(encoding="utf-8"))["norms"]
    quoting: dict[str, list[str]] = {}
    for norm in norms:
        quoting.setdefault(norm["clause"], []).append(norm["id"])
    assert {c["id"]: c["norms"] for c in REAL if "norms" in c} == quoting
    texts = {clause["id"]: clause["text"] for clause in REAL}
    for norm in norms:
        for part in norm["quote"].split("……"):
            assert part in texts[norm["clause"]], norm["id"]


def test_a_clause_with_norms_asks_for_a_rule_of_each_strength_they_have() -> None:
    norms = yaml.safe_load((FOLDER / "norms.yaml").read_text(encoding="utf-8"))["norms"]
    for norm in norms:
        clause = next(c for c in REAL if c["id"] == norm["clause"])
        assert f"rule {norm['modality']}" in clause["kind"], norm["id"]


def _set_like_the_document() -> list[str]:
    """Section headings and clauses, in the order a printed copy has them."""
    headings = {section["first_article"]: section["title"] for section in DOCUMENT["sections"]}
    pieces = []
    for clause in CLAUSES:
        article = int(clause["id"].split(".")[0])
        if clause["id"].endswith(".0") and article in headings and clause["text"] != headings[article]:
            pieces.append(headings[article])
        pieces.append(clause["text"])
    return pieces
