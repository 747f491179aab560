"""Accounts in a browser: register on a phone, sign in, second factor, passkey, sessions, suspension, lock-out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from kejia.accounts.actions import give_technical_role
from kejia.accounts.addresses import Address
from kejia.accounts.kinds import Channel, TechnicalRoleKind
from kejia.accounts.models import Account, SignInEvent
from kejia.accounts.reads import find_account
from kejia.accounts.sending import register_sender, to_outbox
from kejia.accounts.tests.people import CONSOLE, LI, WANG, an_account, last_code, wrong
from tests.journeys.looking import Opened, faults


@pytest.fixture(autouse=True)
def outbox() -> Iterator[None]:
    for channel in Channel:
        register_sender(channel, to_outbox)
    yield
    for channel in Channel:
        register_sender(channel, None)


def button(page: Page, name: str) -> Any:  # Any: Playwright's own locator
    return page.get_by_role("button", name=name, exact=True)


def prove(page: Page, base: str, address: Address = WANG) -> None:
    """Phone and code, as a visitor types them."""
    SignInEvent.objects.all().delete()
    page.goto(f"{base}/account/sign-in/")
    page.get_by_label("手机号或邮箱").fill(address.value)
    button(page, "获取验证码").click()
    page.get_by_label("六位验证码").fill(last_code(address))
    button(page, "下一步").click()


def digits_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize("script", [True, False])
def test_a_worker_registers_on_a_phone_and_signs_in_again(
    opened: Opened, live_server: Any, axe: str, script: bool
) -> None:
    page = opened("/account/sign-in/", 390, java_script_enabled=script)
    assert page.get_by_text("这是谁的网站").is_visible()
    prove(page, live_server.url)
    page.get_by_label("姓名").fill("王岚")
    page.get_by_label("所在县（市、区）").select_option(label="历下区")
    page.get_by_label("专业领域").select_option(value="460")
    page.get_by_label("单位类型").select_option(label="企业")
    button(page, "注册").click()
    assert page.get_by_text("请看下面标出的各处").is_visible()
    page.get_by_label("已阅读并同意个人信息告知书").check()
    button(page, "注册").click()
    expect(page.get_by_role("heading", name="王岚")).to_be_visible()
    account = find_account(WANG)
    assert account is not None
    assert account.county == "370102"
    button(page, "退出").first.click()
    prove(page, live_server.url)
    expect(page.get_by_role("heading", name="王岚")).to_be_visible()


def test_a_second_factor_a_recovery_code_and_a_revoked_session(opened: Opened, live_server: Any) -> None:
    an_account()
    page = opened("/account/", 820)
    prove(page, live_server.url)
    page.get_by_role("link", name="管理第二道验证").click()
    page.get_by_role("link", name="设动态口令").click()
    secret = page.locator("code").inner_text()
    page.get_by_label("应用里现在的六位数字").fill(digits_of(secret))
    button(page, "设好了").click()
    code = page.locator(".k-codes code").first.inner_text()
    other = opened("/account/", 390)
    prove(other, live_server.url)
    expect(other.get_by_role("heading", name="第二道验证")).to_be_visible()
    other.get_by_label("六位动态口令").fill(code)
    button(other, "登录").click()
    expect(other.get_by_role("heading", name="王岚")).to_be_visible()
    page.goto(f"{live_server.url}/account/sessions/")
    button(page, "退出它").click()
    other.reload()
    expect(other.get_by_role("heading", name="登录或注册")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(opened: Opened, live_server: Any) -> None:
    an_account()
    page = opened("/account/", 1440)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    prove(page, live_server.url)
    page.goto(f"{live_server.url}/account/passkeys/add/")
    page.get_by_label("给它起个名字").fill("办公电脑")
    button(page, "添加").click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible()
    page.goto(f"{live_server.url}/account/passkeys/")
    assert page.get_by_text("办公电脑").is_visible()
    page.goto(f"{live_server.url}/account/")
    button(page, "退出").click()
    page.goto(f"{live_server.url}/account/sign-in/")
    button(page, "通行密钥登录").click()
    expect(page.get_by_role("heading", name="王岚")).to_be_visible()
    assert SignInEvent.objects.filter(kind="signed_in", method="webauthn").count() == 1


def test_wrong_codes_lock_out_and_the_page_says_until_when(opened: Opened, live_server: Any) -> None:
    page = opened("/account/sign-in/", 390)
    page.get_by_label("手机号或邮箱").fill("138 0000 0001")
    button(page, "获取验证码").click()
    for _ in range(5):
        page.get_by_label("六位验证码").fill(wrong(last_code()))
        button(page, "下一步").click()
    expect(page.get_by_text("已暂停到")).to_be_visible()
    page.get_by_label("六位验证码").fill(last_code())
    button(page, "下一步").click()
    expect(page.get_by_text("已暂停到")).to_be_visible()


def officer(page: Page, base: str) -> Account:
    """Signed in as the security officer, with an app."""
    account = an_account(LI, "安全员")
    give_technical_role(account, TechnicalRoleKind.SECURITY, since=date(2020, 1, 1), by=CONSOLE)
    prove(page, base, LI)
    page.goto(f"{base}/plan/")
    expect(page.get_by_text("先设第二道验证")).to_be_visible()
    page.get_by_role("link", name="设动态口令").click()
    page.get_by_label("应用里现在的六位数字").fill(digits_of(page.locator("code").inner_text()))
    button(page, "设好了").click()
    return account


def test_the_security_officer_suspends_somebody_who_is_out_at_the_next_click(
    opened: Opened, live_server: Any
) -> None:
    an_account()
    visitor = opened("/account/", 390)
    prove(visitor, live_server.url)
    page = opened("/account/", 1440)
    officer(page, live_server.url)
    page.goto(f"{live_server.url}/account/officer/")
    page.get_by_label("查找账号").fill("13800000001")
    button(page, "查找").click()
    page.get_by_role("link", name="王岚").click()
    page.get_by_label("原因").fill("本人来电，手机遗失")
    button(page, "停用").click()
    assert page.get_by_text("已停用").first.is_visible()
    visitor.get_by_role("link", name="登录记录和设备").click()
    expect(visitor.get_by_role("heading", name="登录或注册")).to_be_visible()
    prove(visitor, live_server.url)
    expect(visitor.get_by_role("heading", name="账号已停用")).to_be_visible()
    assert visitor.get_by_text("本人来电，手机遗失").is_visible()


OPEN = ["sign-in/", "password/", "consent/", "other-sites/error/"]
OWN = [
    "",
    "details/",
    "address/sms/",
    "set-password/",
    "suspend/",
    "sessions/",
    "second-factor/",
    "second-factor/app/remove/",
    "second-factor/recovery/",
    "second-factor/recovery/new/",
    "passkeys/",
    "passkeys/add/",
    "other-sites/",
    "officer/?q=安全员",
]


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, live_server: Any, axe: str, width: int, theme: str
) -> None:
    page = opened("/account/sign-in/", width, theme)

    def look(address: str) -> None:
        page.goto(f"{live_server.url}/account/{address}")
        assert faults(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address

    for address in OPEN:
        look(address)
    page.goto(f"{live_server.url}/account/sign-in/")
    page.get_by_label("手机号或邮箱").fill(WANG.value)
    button(page, "获取验证码").click()
    page.get_by_label("六位验证码").fill("1")
    button(page, "下一步").click()
    assert faults(page, axe) == []
    page.get_by_label("六位验证码").fill(last_code())
    button(page, "下一步").click()
    button(page, "注册").click()
    assert faults(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    account = officer(page, live_server.url)
    for address in (*OWN, f"officer/{account.pk}/"):
        look(address)
