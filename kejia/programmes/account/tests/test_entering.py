"""Registering and signing in, screen by screen."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from kejia.accounts.actions import set_address, set_password, suspend
from kejia.accounts.kinds import Channel, SignInEventKind
from kejia.accounts.models import Account, Consent, SignInEvent
from kejia.accounts.reads import actor_of
from kejia.accounts.sending import register_sender
from kejia.accounts.tests.people import CONSOLE, LI, PASSWORD, WANG, WANG_MAIL, an_account, last_code, wrong
from kejia.programmes.account.tests.walking import DETAILS, long_ago, prove, register, signed_in

pytestmark = pytest.mark.django_db


def test_a_worker_registers_on_three_screens_without_an_identity_number(client: Client) -> None:
    first = client.get("/account/sign-in/").content.decode()
    assert "这是谁的网站" in first
    assert "中国科协" in first
    account = register(client)
    assert (account.name, account.county, account.field, account.employer) == (
        "王岚",
        "370102",
        "460",
        "enterprise",
    )
    given = Consent.objects.get()
    assert (given.account, given.version, len(given.digest)) == (account, "2026-11", 64)
    assert signed_in(client)
    assert not account.has_usable_password()


def test_registering_asks_for_every_field_and_for_consent(client: Client) -> None:
    prove(client)
    answer = client.post("/account/register/", {})
    said = answer.content.decode()
    assert answer.status_code == 422
    for words in ("请填写姓名", "请选择所在县", "请选择专业领域", "请选择单位类型", "同意后才能注册"):
        assert words in said
    assert Account.objects.count() == 0


def test_who_has_an_account_is_signed_in_and_led_where_they_wanted(client: Client) -> None:
    an_account()
    answer = prove(client, next="/plan/")
    assert answer.headers["Location"] == "/plan/"
    assert signed_in(client)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client: Client, back: str) -> None:
    an_account()
    assert prove(client, next=back).headers["Location"] == "/account/"


def test_known_and_unknown_phones_are_answered_alike(client: Client) -> None:
    an_account()
    pages = []
    for address in (WANG, LI):
        other = Client()
        posted = other.post("/account/sign-in/", {"address": address.value})
        shown = other.get("/account/code/").content.decode()
        same = re.sub(r'value="\w{64}"', "", shown.replace(address.shown, ""))
        pages.append((posted.status_code, posted["Location"], same))
    assert pages[0] == pages[1]


def test_the_register_page_is_not_reached_without_a_proved_phone(client: Client) -> None:
    client.post("/account/sign-in/", {"address": WANG.value})
    assert client.get("/account/register/")["Location"] == "/account/sign-in/"
    assert client.post("/account/register/", DETAILS)["Location"] == "/account/sign-in/"
    assert Account.objects.count() == 0


def test_a_code_of_one_visitor_is_of_no_use_to_another(client: Client) -> None:
    client.post("/account/sign-in/", {"address": WANG.value})
    assert Client().post("/account/code/", {"code": last_code()})["Location"] == "/account/sign-in/"


def test_wrong_codes_lock_out_and_the_page_says_until_when(client: Client) -> None:
    client.post("/account/sign-in/", {"address": WANG.value})
    for _ in range(5):
        answer = client.post("/account/code/", {"code": wrong(last_code())})
    assert "已暂停到" in answer.content.decode()
    assert "已暂停到" in client.post("/account/code/", {"code": last_code()}).content.decode()
    assert not signed_in(client)


def test_a_second_code_within_a_minute_is_refused_in_words(client: Client) -> None:
    client.post("/account/sign-in/", {"address": WANG.value})
    answer = client.post("/account/code/again/")
    assert answer.status_code == 422
    assert "发送得太频繁" in answer.content.decode()
    long_ago()
    assert client.post("/account/code/again/")["Location"] == "/account/code/"


def test_where_nothing_can_be_sent_the_page_offers_the_other_ways(client: Client) -> None:
    for channel in Channel:
        register_sender(channel, None)
    shown = client.get("/account/sign-in/").content.decode()
    assert "发不出验证码" in shown
    assert "密码登录" in shown
    assert "发不出验证码" in client.post("/account/sign-in/", {"address": WANG.value}).content.decode()


def test_a_mailbox_without_an_account_is_sent_to_register_by_phone(client: Client) -> None:
    answer = prove(client, WANG_MAIL)
    assert "还没有账号" in client.get(answer["Location"]).content.decode()


def test_a_mailbox_of_an_account_signs_in(client: Client) -> None:
    an_account(email=WANG_MAIL)
    assert prove(client, WANG_MAIL)["Location"] == "/account/"
    assert signed_in(client)


def test_the_password_signs_in_and_a_wrong_one_does_not(client: Client) -> None:
    account = an_account()
    set_password(account, PASSWORD, by=actor_of(account))
    answer = client.post("/account/password/", {"address": WANG.value, "password": "不对"})
    assert answer.status_code == 422
    assert "密码不对" in answer.content.decode()
    client.post("/account/password/", {"address": "138 0000 0001", "password": PASSWORD})
    assert signed_in(client)


def test_a_suspended_account_is_told_why_only_to_who_proves_to_hold_it(client: Client) -> None:
    account = an_account()
    suspend(account, reason="手机遗失", by=CONSOLE)
    assert client.get("/account/suspended/")["Location"] == "/account/sign-in/"
    answer = prove(client)
    assert answer["Location"] == "/account/suspended/"
    shown = client.get("/account/suspended/")
    assert shown.status_code == 403
    assert "手机遗失" in shown.content.decode()
    assert not signed_in(client)


def test_suspension_takes_effect_on_the_very_next_request(client: Client) -> None:
    account = register(client)
    assert signed_in(client)
    suspend(account, reason="离任", by=CONSOLE)
    assert client.get("/account/")["Location"].startswith("/account/sign-in/")
    assert client.get("/account/details/")["Location"].startswith("/account/sign-in/")


def test_signing_in_and_out_stand_in_the_log_with_address_and_device() -> None:
    client = Client(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/600")
    account = register(client)
    client.post("/account/sign-out/")
    assert not signed_in(client)
    lines = SignInEvent.objects.filter(account=account).order_by("pk").values_list("kind", "ip", "device")
    assert list(lines) == [
        (SignInEventKind.SIGNED_IN, "192.0.2.7", "Mozilla/5.0 (iPhone) Safari/600"),
        (SignInEventKind.SIGNED_OUT, "192.0.2.7", "Mozilla/5.0 (iPhone) Safari/600"),
    ]


def test_a_session_gets_a_new_key_at_sign_in(client: Client) -> None:
    client.get("/account/sign-in/?next=/plan/")
    before = client.session.session_key
    register(client)
    assert client.session.session_key != before


def test_the_outbox_is_there_for_development_alone(client: Client, settings: Settings) -> None:
    client.post("/account/sign-in/", {"address": WANG.value})
    assert client.get("/account/outbox/").status_code == 404
    settings.KEJIA_OUTBOX = True
    assert last_code() in client.get("/account/outbox/").content.decode()


def test_a_phone_that_was_registered_meanwhile_makes_no_second_account(client: Client) -> None:
    prove(client)
    set_address(an_account(LI), WANG, by=CONSOLE)
    answer = client.post("/account/register/", DETAILS)
    assert answer.status_code == 422
    assert "已经属于另一个账号" in answer.content.decode()
    assert Account.objects.count() == 1
