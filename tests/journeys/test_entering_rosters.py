"""A messy roster is checked, entered in the register, seen on its body's page, and taken back, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kejia.programmes.imports.tests.test_rosters import named
from kejia.register.kinds import OrganisationKind
from kejia.register.models import Appointment
from kejia.register.tests.insiders import Insider
from tests.journeys.looking import Opened, faults

DAY = "2017-06-30"


@pytest.fixture(autouse=True)
def an_inside_installation(insider: Insider) -> None:
    """Inside, with an administrator signed in."""


def check(page: Page, roster: Path) -> None:
    page.locator("[name=file]").set_input_files(roster)
    page.locator("[name=body]").select_option("congress")
    page.locator("[name=on]").fill(DAY)
    page.locator("form.k-panel button[type=submit]").click()
    page.locator("#verdicts").wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_a_messy_roster_is_checked_entered_seen_and_undone_with_and_without_javascript(
    opened: Opened, insider: Insider, rosters: dict[str, Path], script: bool
) -> None:
    theirs = Appointment.objects.exclude(person=insider.person)
    ours = named(OrganisationKind.ASSOCIATION, "某省科协")
    page = opened("/check/", java_script_enabled=script)
    check(page, rosters["代表名册.xlsx"])
    page.get_by_role("button", name="登记这份名单").click()
    page.get_by_label("哪个单位").fill("某省科协")
    page.get_by_label("从哪天起任职").fill("2017-06-20")
    page.get_by_label("第几届").fill("9")
    page.get_by_label("文号").fill("某科协发〔2017〕29号")
    page.get_by_role("button", name="看每行会做什么").click()
    expect(page.get_by_text("每一行都可以导入")).to_be_visible()
    assert theirs.count() == 0
    page.get_by_role("button", name="写入登记册").click()
    expect(page.get_by_text("已写入")).to_be_visible()
    importing = page.url
    page.get_by_role("link", name="看这个机构").click()
    assert page.url.endswith(f"/federation/organisations/{ours.pk}/congress/")
    expect(page.get_by_text("王　伟").first).to_be_visible()
    assert theirs.filter(known__upper_inf=True).count() == 40
    page.goto(importing)
    page.get_by_text("撤销这次导入").click()
    page.locator("input[name=reason]").fill("报错了一版")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("已撤销：")).to_be_visible()
    assert theirs.filter(known__upper_inf=True).count() == 0
    page.goto(page.url.split("/imports/")[0] + f"/federation/organisations/{ours.pk}/congress/")
    expect(page.get_by_text("王　伟")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize(("theme", "language"), [("light", "zh-hans"), ("dark", "en")])
def test_axe_finds_nothing_on_the_way_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, rosters: dict[str, Path], width: int, theme: str, language: str
) -> None:
    named(OrganisationKind.ASSOCIATION, "某省科协")
    page = opened("/check/", width, theme, language)
    check(page, rosters["代表名册.xlsx"])
    assert faults(page, axe) == []
    page.locator("[formaction='/imports/roster/']").click()
    page.locator("[name=into-organisation]").fill("没有的单位")
    page.locator("main form button[type=submit]").click()
    page.locator(".k-field-error").first.wait_for()
    assert faults(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator("[name=into-organisation]").fill("某省科协")
    page.locator("main form button[type=submit]").click()
    page.locator("#rows").wait_for()
    assert faults(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
