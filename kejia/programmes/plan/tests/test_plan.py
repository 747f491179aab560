"""The plan: its text whole and in order, built and not built told apart, and no verdict where none was reached."""

import re

import pytest
from django.test import Client

from kejia.norms.law import LAW_FOLDER, PLAN
from kejia.programmes.plan.kinds import Kind, kind_text
from kejia.programmes.plan.reads import norm_lines, read_plan
from kejia.wings.marks import State

CHECKABLE = ["4.1", "4.2", "8.3", "13.1"]
COMPUTED = [
    *("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "3.4", "9.4"),
    *("11.1", "11.2", "11.3", "11.4", "12.1", "20.1", "23.2", "23.3"),
]


def test_the_plan_has_98_clauses_in_24_articles_and_8_sections() -> None:
    plan = read_plan()
    assert len(list(plan.lines())) == 98
    assert [a.number for a in plan.articles()] == list(range(25))
    assert len(plan.sections) == 8


def test_exactly_the_clauses_with_norms_can_be_checked() -> None:
    assert [line.id for line in read_plan().lines() if line.state is State.CHECKABLE] == CHECKABLE


def test_the_clauses_only_the_register_can_answer_are_told_apart() -> None:
    assert [line.id for line in read_plan().lines() if line.state is State.COMPUTED] == COMPUTED


def test_a_rule_about_organisations_shows_its_line_and_whom_it_binds() -> None:
    line = read_plan().find_line("2.3")
    assert line is not None
    assert [(n.addressee.zh, n.line.zh, n.since) for n in norm_lines(line)] == [
        ("省科协", "比基数至少少1", "2017-07-01"),
        ("省科协", "不超过基数的95%", "2017-07-01"),
    ]


def test_every_kind_of_the_plan_has_words() -> None:
    kinds = {kind for line in read_plan().lines() for kind in line.kinds}
    assert kinds == set(Kind)
    assert kind_text("rule must").zh == "规则（应当）"
    assert kind_text("case").en == "case"


def test_a_norm_shows_its_line_in_words() -> None:
    line = read_plan().find_line("4.1")
    assert line is not None
    assert [(n.norm.id, n.line.zh) for n in norm_lines(line)] == [
        ("congress.frontline", "不低于65%"),
        ("congress.young", "不低于三分之一"),
        ("congress.leading", "低于上届"),
    ]


def test_the_page_prints_the_whole_document_word_for_word(client: Client) -> None:
    html = client.get("/plan/").content.decode()
    paper = re.search(r'<article class="k-paper".*?</article>', html, flags=re.S)
    assert paper
    paper_text = re.sub(r'<(div|a)[^>]*class="k-clause-(note|mark)".*?</\1>', "", paper[0], flags=re.S)
    words = "".join(re.sub(r"<[^>]+>", "", paper_text).split())
    source = "".join((LAW_FOLDER / PLAN / "source.txt").read_text(encoding="utf-8").split())
    assert words == source


def test_what_keeps_each_clause_stands_beside_it(client: Client) -> None:
    html = client.get("/plan/").content.decode()
    for line in read_plan().lines():
        assert line.kept_by.zh in html
        assert f'id="{line.anchor}"' in html


def test_no_clause_carries_a_verdict(client: Client) -> None:
    html = client.get("/plan/").content.decode()
    assert set(re.findall(r'data-verdict="(\w+)"', html)) == {"checkable", "computed", "not_built"}
    assert '<span class="k-count">4</span>' in html
    assert '<span class="k-count">19</span>' in html
    assert '<span class="k-count">75</span>' in html


def test_a_clause_opens_with_its_rules_and_the_title_names_it(client: Client) -> None:
    html = client.get("/plan/", {"clause": "4.1"}).content.decode()
    assert "<title>第4条第1款 · 方案逐条 · 科家</title>" in html
    assert html.count('class="k-panel k-panel-sticky" aria-label="第4条第1款"') == 1
    assert "不低于三分之一" in html


def test_a_clause_that_is_not_built_says_so(client: Client) -> None:
    html = client.get("/plan/", {"clause": "9.5"}).content.decode()
    assert "程序还没有做到这一款，因此不下结论。" in html
    assert "可计算的规则</h3>" not in html


def test_htmx_gets_the_panel_alone_and_caches_keep_the_two_apart(client: Client) -> None:
    response = client.get(
        "/plan/", {"clause": "4.1"}, headers={"HX-Request": "true", "HX-Target": "slot-clause-4-1"}
    )
    html = response.content.decode()
    assert "<html" not in html
    assert "不低于65%" in html
    assert "HX-Request" in response["Vary"]


def test_going_back_gets_the_whole_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/plan/", {"clause": "4.1"}, headers=headers).content.decode()


@pytest.mark.parametrize("clause", ["99.9", "4.0", "", "<script>"])
def test_a_clause_that_is_not_there_is_not_found(client: Client, clause: str) -> None:
    assert client.get("/plan/", {"clause": clause}).status_code == 404


@pytest.mark.parametrize(
    ("query", "clauses"),
    [
        ({"state": "checkable"}, CHECKABLE),
        ({"article": "4"}, ["4.1", "4.2"]),
        ({"article": "0"}, ["0.1"]),
        ({"kind": "exchange"}, ["6.2", "17.2"]),
        ({"state": "checkable", "article": "8"}, ["8.3"]),
        ({"state": "checkable", "article": "9"}, []),
        ({"state": "checkable", "clause": "9.4"}, ["4.1", "4.2", "8.3", "9.4", "13.1"]),
    ],
)
def test_a_filter_narrows_the_text(client: Client, query: dict[str, str], clauses: list[str]) -> None:
    html = client.get("/plan/", query).content.decode()
    assert re.findall(r'class="k-clause" id="[^"]+" data-state="\w+" data-clause="([\d.]+)"', html) == clauses
    assert html.count("data-clause=") == 98 + len(clauses)  # the strip stays whole


def test_a_filter_that_finds_nothing_says_so_and_leads_back(client: Client) -> None:
    html = client.get("/plan/", {"state": "checkable", "article": "9"}).content.decode()
    assert "没有这样的款。" in html
    assert '<a class="btn" href="/plan/">看全部</a>' in html


@pytest.mark.parametrize("query", [{"article": "900"}, {"state": "met"}, {"kind": "'"}])
def test_a_filter_that_names_nothing_shows_everything(client: Client, query: dict[str, str]) -> None:
    assert client.get("/plan/", query).content.decode().count('class="k-clause"') == 98


def test_opening_a_clause_keeps_the_filter(client: Client) -> None:
    html = client.get("/plan/", {"article": "4"}).content.decode()
    assert 'href="?article=4&amp;clause=4.2#clause-4-2"' in html


def test_the_api_gives_every_clause_without_a_verdict(client: Client) -> None:
    response = client.get("/api/plan")
    assert response.status_code == 200
    clauses = response.json()["clauses"]
    assert len(clauses) == 98
    assert [c["id"] for c in clauses if c["can_be_checked"]] == CHECKABLE
    assert clauses[0]["id"] == "0.1"
    assert set(clauses[0]) == {"id", "text", "kinds", "kept_by", "norms", "can_be_checked"}
    assert all(c["kept_by"]["zh"] and c["kept_by"]["en"] and c["text"] for c in clauses)
