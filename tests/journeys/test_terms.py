"""Bases, lines and baselines in a real browser: accessible, calm, whole without JavaScript."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from kejia.programmes.terms.tests.sent import BASELINE, BASIS, LINE, congress
from kejia.register import actions
from kejia.register.models import Baseline, CountingBasis, Organisation, TermLine
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK
from tests.journeys.looking import Opened, faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ours(insider: Insider, client: Client) -> Organisation:
    """Inside, with a congress of two women among eight, three lines, a basis and a baseline."""
    ours = congress(2, 6)
    for more in ({}, {"attribute": "non_party", "value": "25%", "quote": "民主党派和无党派人士代表不少于四分之一", "clause": "4.1"},
                 {"attribute": "aged_at_most", "age": "45", "relation": "count_at_least", "value": "3", "modality": "should"}):  # fmt: skip
        assert client.post(f"/terms/{ours.pk}/congress/add/line/", LINE | more).status_code == 302
    client.post(f"/terms/{ours.pk}/congress/add/basis/", BASIS | {"last": ""})
    client.post(f"/terms/{ours.pk}/add/baseline/", BASELINE)
    return ours


def addresses(ours: Organisation) -> list[str]:
    line = TermLine.objects.earliest("pk")
    stale = TermLine.objects.latest("pk")
    actions.correct(stale, by=CLERK, reason="先改", value="4")
    return [
        "/terms/?name=省科协",
        f"/terms/{ours.pk}/",
        f"/terms/{ours.pk}/congress/?saved=line-{line.pk}",
        f"/terms/{ours.pk}/committee/",
        f"/terms/{ours.pk}/congress/add/line/?term=9",
        f"/terms/{ours.pk}/congress/add/basis/",
        f"/terms/{ours.pk}/add/baseline/",
        f"/terms/line/{line.pk}/correct/",
        f"/terms/line/{stale.pk}/correct/",
        f"/terms/basis/{CountingBasis.objects.get().pk}/end/",
        f"/terms/baseline/{Baseline.objects.get().pk}/withdraw/",
        f"/federation/organisations/{ours.pk}/congress/",
        "/plan/",
    ]


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize(("theme", "language"), [("light", "zh-hans"), ("dark", "en")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, ours: Organisation, width: int, theme: str, language: str
) -> None:
    page = opened("/terms/", width, theme, language)
    base = page.url.removesuffix("/terms/")
    for address in addresses(ours):
        page.goto(base + address)
        assert faults(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def fill(page: Page) -> None:
    page.get_by_label("第几届").fill("9")
    page.get_by_label("对哪些人").select_option("minority")
    page.get_by_label("要求", exact=True).select_option("count_at_least")
    page.get_by_label("数值").fill("两人")
    page.get_by_label("约束力").select_option("must")
    page.get_by_label("原文").fill("少数民族代表不少于2名")
    page.get_by_label("从哪天起").fill("2016-12-01")
    page.get_by_label("文号").fill("某科协发〔2016〕31号")
    page.get_by_label("发文日期").fill("2016-10-09")


def test_a_line_is_found_tried_mended_and_entered_without_javascript(opened: Opened, axe: str) -> None:
    page = opened("/terms/", java_script_enabled=False)
    page.get_by_label("单位名称").fill("省科协")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="某省科协").first.click()
    page.get_by_role("link", name="科协代表大会").click()
    page.get_by_role("link", name="登记一条要求").click()
    fill(page)
    page.get_by_role("button", name="先看今天的结果").click()
    assert page.get_by_text("人数请写整数，如 3").is_visible()
    assert page.get_by_label("原文").input_value() == "少数民族代表不少于2名"
    page.get_by_label("数值").fill("2")
    page.get_by_role("button", name="先看今天的结果").click()
    assert page.get_by_text("还没有保存").is_visible()
    assert page.locator("section[role=status]").get_by_text("待核实").first.is_visible()
    page.get_by_role("button", name="登记", exact=True).click()
    assert page.get_by_text("已保存，马上按它判断。").is_visible()
    assert page.get_by_role("heading", name="代表中的少数民族，不低于2人").is_visible()
    page.get_by_role("link", name="名册和结论").click()
    assert page.get_by_text("届次要求：某科协发〔2016〕31号“少数民族代表不少于2名”").is_visible()


def test_two_people_correct_the_same_line_and_the_second_is_told_who_was_first(
    opened: Opened, ours: Organisation
) -> None:
    line = TermLine.objects.earliest("pk")
    page = opened(f"/terms/line/{line.pk}/correct/")
    actions.correct(line, by=CLERK, reason="先改", value="35%")
    page.get_by_label("数值").fill("20%")
    page.get_by_label("原因").fill("核对原件")
    page.get_by_role("button", name="保存更正").click()
    assert page.get_by_role("alert").get_by_text("陈书记员").is_visible()
    assert page.get_by_label("数值").input_value() == "20%"
    page.get_by_role("button", name="保存更正").click()
    assert page.get_by_text("已保存，马上按它判断。").is_visible()
    assert TermLine.objects.latest("pk").value == "20%"
