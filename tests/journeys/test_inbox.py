"""What somebody is told, in a real browser: read, settled how it goes out, stopped by a link without sign-in."""

from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Page

from kejia.accounts.models import Account
from kejia.messages import kinds
from kejia.messages.actions import mark_all_read
from kejia.messages.kinds import Channel, Pace
from kejia.messages.models import Message
from kejia.messages.reads import hours_of, paces_of
from kejia.messages.stopping import StopOrder, token_of
from kejia.messages.tests.acting import ANSWERED, DUTY, KINDS, NEWS, gateways, never_quiet, tell, work
from kejia.messages.tests.servers import smtp_server
from tests.journeys.looking import Opened, faults

LONG = (
    "关于在全省县级学会中推广“企业出题、学会答题、专家解题”做法并建立长效经费保障机制的建议已由省科技厅答复"
)


@pytest.fixture(autouse=True)
def kinds_of_tests(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.KEJIA_ADDRESS = "https://kejia.example.org"
    settings.KEJIA_OUTBOX = False
    settings.KEJIA_GATEWAYS = gateways(smtp=9)
    monkeypatch.setattr(kinds, "_declared", {**kinds._declared})
    kinds.declare(KINDS)


@pytest.fixture
def wang(transactional_db: None) -> Account:
    return Account.objects.create(phone="+8613800000001", email="wang@example.org", name="王岚")


def sign_in(page: Page, account: Account) -> None:
    client = Client()
    client.force_login(account)
    name = configured.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])


def told(account: Account) -> list[Message]:
    to = f"account:{account.pk}"
    never_quiet(to)
    old = tell(NEWS, to=to, what="科普日活动周报")
    mark_all_read(to, up_to=old.pk)
    return [old, tell(ANSWERED, to=to, what=LONG, link="/plan/"), tell(DUTY, to=to, what="请评审 3 份申报书")]


@pytest.mark.parametrize("script", [True, False])
def test_messages_are_read_settled_and_tried_with_and_without_javascript(
    opened: Opened, wang: Account, script: bool, settings: Any
) -> None:
    told(wang)
    page = opened("/", java_script_enabled=script)
    sign_in(page, wang)
    page.reload()
    page.get_by_role("link", name="消息", exact=True).click()
    assert page.get_by_text("2 条未读").is_visible()
    rows = page.locator("tbody th").all_inner_texts()
    assert [row.split(" ")[0][:3] for row in rows] == ["请评审", "关于在", "科普日"]
    page.get_by_role("link", name=LONG).click()
    assert page.get_by_role("link", name="前往办理或查看").get_attribute("href") == "/plan/"
    page.go_back()
    page.reload()
    assert page.get_by_text("1 条未读").is_visible()
    page.get_by_role("button", name="全部标为已读").click()
    assert page.get_by_text("没有未读消息").is_visible()
    page.get_by_role("link", name="消息设置").click()
    page.get_by_label("提案答复 · 电子邮件").select_option("digest")
    page.get_by_label("免打扰从").fill("20:30")
    page.get_by_role("button", name="保存").click()
    assert page.get_by_text("已保存").is_visible()
    me = f"account:{wang.pk}"
    assert paces_of(me, ANSWERED)[Channel.EMAIL] == Pace.DIGEST
    assert str(hours_of(me).quiet_from) == "20:30:00"
    with smtp_server() as server:
        settings.KEJIA_GATEWAYS = gateways(smtp=server.port)
        page.get_by_role("button", name="试发一条").click()
        work()
        page.reload()
    assert page.get_by_role("row", name="电子邮件").get_by_text("已发").is_visible()
    assert any("=?utf-8?" in mail for mail in server.raw)


def stop_address(account: Account, *names: str) -> str:
    order = StopOrder(f"account:{account.pk}", Channel.EMAIL, names, Pace.AT_ONCE)
    return f"/inbox/stop/{token_of(order)}/"


def test_a_letter_is_stopped_by_its_link_without_sign_in_and_resumed(opened: Opened, wang: Account) -> None:
    page = opened(stop_address(wang, ANSWERED.name, DUTY.name), 390)
    assert page.get_by_text("评审是您接受的职责").is_visible()
    page.get_by_role("button", name="停发").click()
    assert page.get_by_role("heading", name="已停发").is_visible()
    me = f"account:{wang.pk}"
    assert paces_of(me, ANSWERED)[Channel.EMAIL] == Pace.OFF
    page.get_by_role("button", name="恢复").click()
    assert page.get_by_role("heading", name="已恢复").is_visible()
    assert paces_of(me, ANSWERED)[Channel.EMAIL] == Pace.AT_ONCE


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, wang: Account, width: int, theme: str, settings: Any
) -> None:
    messages = told(wang)
    page = opened("/", width, theme)
    base = page.url.rstrip("/")
    sign_in(page, wang)
    stop = stop_address(wang, ANSWERED.name, DUTY.name)
    addresses = [
        "/inbox/",
        f"/inbox/{messages[1].pk}/",
        "/inbox/preferences/?saved=1",
        stop,
        "/inbox/stop/x/",
    ]
    settings.KEJIA_OUTBOX = True
    work()
    for address in [*addresses, "/inbox/outbox/"]:
        page.goto(base + address)
        assert faults(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_the_pages_are_complete_in_english(opened: Opened, axe: str, wang: Account) -> None:
    messages = told(wang)
    page = opened("/", 820, language="en")
    base = page.url.rstrip("/")
    sign_in(page, wang)
    for address in (
        "/inbox/",
        f"/inbox/{messages[2].pk}/",
        "/inbox/preferences/",
        stop_address(wang, NEWS.name),
    ):
        page.goto(base + address)
        text = page.locator("main").inner_text()
        assert not any(
            "\u4e00" <= character <= "\u9fff"
            for character in text.replace(LONG, "")
            .replace("请评审 3 份申报书", "")
            .replace("科普日活动周报", "")
        ), text
