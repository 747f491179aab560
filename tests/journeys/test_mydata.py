"""One's own data in a real browser: seen, a correction asked for and answered, without JavaScript too."""

from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Page

from kejia.accounts.models import Account
from kejia.register.kinds import ProtectedField
from kejia.register.models import CorrectionRequest
from kejia.register.protected import note_reading
from kejia.register.tests.insiders import account_for, make_insider
from kejia.register.tests.people import CLERK, person
from tests.journeys.looking import Opened, faults


@pytest.fixture
def wang(transactional_db: None, settings: Any) -> Account:
    """Somebody of the register whose number was read."""
    settings.KEJIA_INSIDE = True
    who = person("王丽")
    for purpose in ("办理因公出国（境）手续，团组编号二〇一七第三号", "核对换届人选年龄"):
        note_reading(who, ProtectedField.DOCUMENT, purpose=purpose, by=CLERK)
    return account_for(who)


def sign_in(page: Page, account: Account) -> None:
    """Whoever was signed in before is no more."""
    client = Client()
    client.force_login(account)
    name = configured.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": urljoin(page.url, "/")}]
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_correction_is_asked_for_and_answered(opened: Opened, wang: Account, script: bool) -> None:
    secretary = make_insider()
    page = opened("/", java_script_enabled=script)
    sign_in(page, wang)
    base = page.url.rstrip("/")
    page.goto(f"{base}/mydata/")
    assert page.get_by_text("核对换届人选年龄").is_visible()
    page.get_by_label("哪里不对，应该是什么").fill("出生日期应为 3 月 8 日")
    page.get_by_role("button", name="提交").click()
    assert page.get_by_text("等待答复").is_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="取走全部信息").click()
    assert taken.value.suggested_filename == "kejia-my-data.zip"
    sign_in(page, secretary.account)
    page.goto(f"{base}/mydata/requests/")
    page.locator("main").get_by_role("link", name="王丽").click()
    page.wait_for_url("**/mydata/requests/*/")
    page.get_by_label("办理结果").select_option("no")
    page.get_by_label("答复").fill("证件上是九日，请先更正证件")
    page.get_by_role("button", name="答复").click()
    assert page.get_by_text("没有等待答复的更正申请。").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, wang: Account, width: int, theme: str
) -> None:
    secretary = make_insider()
    page = opened("/", width, theme)
    base = page.url.rstrip("/")
    sign_in(page, wang)
    page.goto(f"{base}/mydata/")
    page.get_by_label("哪里不对，应该是什么").fill("出生日期应为 3 月 8 日")
    page.get_by_role("button", name="提交").click()
    assert faults(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    sign_in(page, secretary.account)
    for address in ("requests/", f"requests/{CorrectionRequest.objects.get().pk}/"):
        page.goto(f"{base}/mydata/{address}")
        assert page.get_by_text("出生日期应为 3 月 8 日").is_visible()
        assert faults(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
