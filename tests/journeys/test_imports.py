"""A list goes in and comes out, in a real browser: previewed, corrected, written, undone, taken out."""

from typing import Any

import pytest
from playwright.sync_api import Page

from kejia.programmes.imports.tests.lists import (
    ORGANISATIONS,
    ORGANISATIONS_HEADER,
    PEOPLE,
    PEOPLE_HEADER,
    book_of,
)
from kejia.register.models import Organisation, Person
from kejia.register.tests.insiders import Insider
from tests.journeys.looking import Opened, faults

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRONG = [PEOPLE[0], ["李强", "男", "火星族", "1980.05", "", "某县农技站", "站长"]]


@pytest.fixture(autouse=True)
def an_inside_installation(insider: Insider) -> None:
    """Inside, with an administrator signed in."""


def upload(page: Page, kind: str, header: list[str], rows: list[list[str]], name: str) -> None:
    page.locator("select[name=kind]").select_option(kind)
    file: Any = {"name": name, "mimeType": XLSX, "buffer": book_of(header, rows)}
    page.locator("input[type=file]").set_input_files(files=[file])
    page.get_by_role("button", name="核对", exact=True).click()


@pytest.mark.parametrize("script", [True, False])
def test_a_list_is_previewed_written_and_undone_with_and_without_javascript(
    opened: Opened, insider: Insider, script: bool
) -> None:
    page = opened("/imports/", java_script_enabled=script)
    upload(page, "people", PEOPLE_HEADER, WRONG, "有错的人员.xlsx")
    assert page.get_by_text("“火星族”不是 56 个民族之一").is_visible()
    assert page.get_by_role("button", name="写入登记册").count() == 0
    page.goto(page.url.rsplit("/imports/", 1)[0] + "/imports/")
    upload(page, "people", PEOPLE_HEADER, PEOPLE, "人员.xlsx")
    assert page.get_by_text("每一行都可以导入").is_visible()
    page.get_by_role("button", name="写入登记册").click()
    assert page.get_by_text("已写入").is_visible()
    assert Person.objects.exclude(pk=insider.person.pk).count() == 2
    page.get_by_text("撤销这次导入").click()
    page.locator("input[name=reason]").fill("导错了表")
    page.get_by_role("button", name="撤销", exact=True).click()
    assert page.get_by_text("已撤销：").is_visible()


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, insider: Insider, width: int, theme: str
) -> None:
    page = opened("/imports/", width, theme)
    base = page.url
    upload(page, "people", PEOPLE_HEADER, WRONG, "有错的人员.xlsx")
    faulty = page.url
    page.goto(base)
    upload(page, "organisations", ORGANISATIONS_HEADER, ORGANISATIONS, "单位.xlsx")
    ready = page.url
    for address in (base, faulty, ready, f"{base}export/", f"{base}export/official/"):
        page.goto(address)
        assert faults(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
    page.goto(ready)
    page.get_by_role("button", name="写入登记册").click()
    assert faults(page, axe) == []
    assert Organisation.objects.exclude(pk=insider.post.organisation_id).count() == 1
