"""Two installations of the site, each a process with a database of its own: one signs in with the other (OpenID Connect)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import Page, expect

from kejia.accounts.kinds import Channel
from kejia.accounts.reads import find_account
from kejia.accounts.sending import register_sender, to_outbox
from kejia.accounts.tests.people import WANG, last_code
from tests.journeys.looking import Opened, faults
from tests.journeys.provider import Installation, another_installation

DIGITS = re.compile(r"\d{6}")


@pytest.fixture
def province(live_server: Any, settings: Any, project: Path) -> Iterator[Installation]:
    """The provider; this site is registered there, and told where it is."""
    for channel in Channel:
        register_sender(channel, to_outbox)
    with another_installation(project) as there:
        back = f"{live_server.url}/account/sso/province/login/callback/"
        printed = there.manage("other_site", "--name", "某学会", "--redirect", back)
        given = dict(line.split() for line in printed.strip().splitlines())
        app = {
            "provider_id": "province",
            "name": "省科协统一身份",
            "client_id": given["client_id"],
            "secret": given["client_secret"],
            "settings": {"server_url": there.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield there
    for channel in Channel:
        register_sender(channel, None)


def button(page: Page, name: str) -> Any:  # Any: Playwright's own locator
    return page.get_by_role("button", name=name, exact=True)


def code_there(page: Page, province: Installation) -> str:
    """The digits that the other installation did not send."""
    tab = page.context.new_page()
    tab.goto(f"{province.url}/account/outbox/")
    found = DIGITS.search(tab.locator("tbody tr td").last.inner_text())
    tab.close()
    assert found
    return found.group()


def register(page: Page, code: str) -> None:
    page.get_by_label("六位验证码").fill(code)
    button(page, "下一步").click()
    page.get_by_label("姓名").fill("王岚")
    page.get_by_label("所在县（市、区）").select_option(label="历下区")
    page.get_by_label("专业领域").select_option(value="460")
    page.get_by_label("单位类型").select_option(label="企业")
    page.get_by_label("已阅读并同意个人信息告知书").check()
    button(page, "注册").click()


@pytest.mark.slow
def test_one_account_of_the_province_signs_in_at_the_society(
    opened: Opened, live_server: Any, province: Installation, axe: str
) -> None:
    page = opened("/account/sign-in/", 390)
    button(page, "省科协统一身份登录").click()
    expect(page).to_have_url(re.compile(re.escape(f"{province.url}/account/sign-in/")))
    page.get_by_label("手机号或邮箱").fill(WANG.value)
    button(page, "获取验证码").click()
    register(page, code_there(page, province))
    expect(page.get_by_role("heading", name="用本站账号登录“某学会”")).to_be_visible()
    assert page.url.startswith(province.url)
    assert faults(page, axe) == []
    button(page, "同意并登录").click()
    expect(page.get_by_role("heading", name="您已在省科协统一身份登录")).to_be_visible()
    assert page.url.startswith(live_server.url)
    page.get_by_role("link", name="用手机号登录或注册，并关联").click()
    page.get_by_label("手机号或邮箱").fill(WANG.value)
    button(page, "获取验证码").click()
    register(page, last_code())
    expect(page.get_by_role("heading", name="王岚")).to_be_visible()
    tied = SocialAccount.objects.get()
    assert tied.user == find_account(WANG)
    assert "138" not in str(tied.extra_data), "the province does not tell the phone"
    button(page, "退出").click()
    page.goto(f"{live_server.url}/account/sign-in/")
    button(page, "省科协统一身份登录").click()
    button(page, "同意并登录").click()
    expect(page).to_have_url(f"{live_server.url}/account/")
    expect(page.get_by_role("heading", name="王岚")).to_be_visible()


@pytest.mark.slow
def test_who_does_not_agree_is_back_at_the_society_and_not_signed_in(
    opened: Opened, live_server: Any, province: Installation
) -> None:
    page = opened("/account/sign-in/", 820)
    button(page, "省科协统一身份登录").click()
    page.get_by_label("手机号或邮箱").fill(WANG.value)
    button(page, "获取验证码").click()
    register(page, code_there(page, province))
    button(page, "不登录").click()
    expect(page.get_by_text("您在另一个平台取消了登录")).to_be_visible()
    assert page.url.startswith(live_server.url)
    assert SocialAccount.objects.count() == 0
