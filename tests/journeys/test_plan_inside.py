"""The plan's marks in a real browser, on an installation that shows inside matters."""

import pytest

from kejia.judging.tests.federation import organisation, province, seat
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.tests.insiders import Insider
from tests.journeys.looking import Opened, faults

pytestmark = pytest.mark.django_db(transaction=True)
DAY = "on=2018-05-01"


@pytest.fixture(autouse=True)
def federation(insider: Insider) -> None:
    """Inside, with a province, two cities and a society on record."""
    ours = province()
    seat(ours, OfficeKind.STANDING_MEMBER, [True, True, False, None])
    organisation(OrganisationKind.ASSOCIATION, "甲市科协", level="city", independent="yes")
    organisation(OrganisationKind.ASSOCIATION, "乙市科协", level="city", independent="no")
    organisation(OrganisationKind.ASSOCIATION, "丙市科协", level="city")


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, width: int, theme: str, language: str
) -> None:
    page = opened(f"/plan/?clause=11.1&{DAY}", width, theme, language)
    assert faults(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_click_shows_the_figures_and_the_bodies_behind_a_mark_and_the_dates_stay(opened: Opened) -> None:
    page = opened(f"/plan/?{DAY}")
    page.locator("#clause-11-1 .k-clause-mark").click()
    panel = page.get_by_role("region", name="第11条第1款")
    panel.get_by_text("符合 1 · 未达到 1 · 待核实 1").wait_for()
    assert (
        panel.locator(".k-evidence li").all_inner_texts()[0].replace("\n", " ").startswith("未达到 乙市科协")
    )
    assert page.url.endswith(f"/plan/?{DAY}&clause=11.1#clause-11-1")
    page.get_by_role("link", name="收起").click()
    assert page.url.endswith(f"/plan/?{DAY}#clause-11-1")


def test_another_day_is_asked_for_without_javascript(opened: Opened) -> None:
    page = opened(f"/plan/?{DAY}", java_script_enabled=False)
    assert page.locator('.k-clause[data-clause="2.3"]').get_attribute("data-state") == "met"
    page.get_by_label("截至").fill("2017-06-30")
    page.get_by_role("button", name="筛选").click()
    assert page.locator('.k-clause[data-clause="2.3"]').get_attribute("data-state") == "not_in_force"
    assert "on=2017-06-30" in page.url
