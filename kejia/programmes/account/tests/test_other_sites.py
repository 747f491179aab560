"""Signing in by WeCom, against a real server of our own; and what other sites are told, and are not."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.idp.oidc.models import Client as Site
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from kejia.accounts.access import MayNot
from kejia.accounts.actions import suspend
from kejia.accounts.kinds import Channel
from kejia.accounts.models import Account
from kejia.accounts.other_sites import register_site, take_site_back
from kejia.accounts.reads import actor_of
from kejia.accounts.sending import register_sender
from kejia.accounts.tests.people import CONSOLE, LI, an_account
from kejia.accounts.tests.wecom_server import CORP, SECRET, WeCom, wecom
from kejia.programmes.account.tests.walking import DETAILS, prove, register, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(settings: Settings) -> Iterator[WeCom]:
    """This installation has a WeCom."""
    with wecom() as server:
        app = {"api": server.url, "sign_in": f"{server.url}/wwlogin/sso/login", "agent": "1000002"}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "wecom": {"APPS": [{"client_id": CORP, "secret": SECRET, "name": "企业微信", "settings": app}]}
        }
        yield server


def scan(client: Client, gateway: WeCom, member: str, code: str = "code-1") -> str:
    """Press the button, scan the code there, come back; where one is led then."""
    page = client.post("/account/wecom/login/")
    asked = parse_qs(urlsplit(page.context["target"]).query)
    assert asked["appid"] == [CORP]
    assert asked["redirect_uri"] == ["http://testserver/account/wecom/login/callback/"]
    gateway.scanned_by(code, member)
    return back(client, code, asked["state"][0])


def back(client: Client, code: str, state: str) -> str:
    answer = client.get("/account/wecom/login/callback/", {"code": code, "state": state})
    return answer.headers.get("Location", f"{answer.status_code}")


def test_who_is_new_registers_by_phone_once_and_then_scans_alone(client: Client, gateway: WeCom) -> None:
    first = client.get("/account/sign-in/").content.decode()
    assert "企业微信登录" in first
    assert 'action="/account/wecom/login/"' in first
    assert scan(client, gateway, "wanglan") == "/account/first/"
    assert "您已在企业微信登录" in client.get("/account/first/").content.decode()
    account = register(client)
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.uid) == (account, "wanglan")
    client.post("/account/sign-out/")
    assert scan(client, gateway, "wanglan", "code-2") == "/account/"
    assert signed_in(client)
    assert Account.objects.count() == 1


def test_where_no_code_can_be_sent_one_registers_by_scanning(client: Client, gateway: WeCom) -> None:
    for channel in Channel:
        register_sender(channel, None)
    scan(client, gateway, "wanglan")
    client.post("/account/register/", DETAILS)
    assert signed_in(client)
    assert Account.objects.get().phone is None


def test_who_has_an_account_signs_in_once_and_is_tied_to_it(client: Client, gateway: WeCom) -> None:
    account = an_account()
    scan(client, gateway, "wanglan")
    prove(client)
    assert SocialAccount.objects.get().user == account


def test_who_is_no_member_is_not_let_in(client: Client, gateway: WeCom) -> None:
    assert scan(client, gateway, "") == "401"
    assert not signed_in(client)


def test_a_code_is_good_once_and_a_state_for_one_visitor(client: Client, gateway: WeCom) -> None:
    scan(client, gateway, "wanglan")
    page = client.post("/account/wecom/login/")
    state = parse_qs(urlsplit(page.context["target"]).query)["state"][0]
    assert back(client, "code-1", state) == "401"
    gateway.scanned_by("code-3", "wanglan")
    assert back(Client(), "code-3", state) == "401"


def test_a_wrong_secret_or_a_dead_gateway_is_told_in_words(
    client: Client, gateway: WeCom, settings: Settings
) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["wecom"]["APPS"][0]
    app["secret"] = "wrong"
    assert scan(client, gateway, "wanglan") == "401"
    app["settings"]["api"] = "http://127.0.0.1:9"
    page = client.post("/account/wecom/login/")
    state = parse_qs(urlsplit(page.context["target"]).query)["state"][0]
    answer = client.get("/account/wecom/login/callback/", {"code": "x", "state": state})
    assert answer.status_code == 401
    assert "另一个平台没有给出能用的答复" in answer.content.decode()


def test_a_suspended_account_does_not_get_in_by_another_site(client: Client, gateway: WeCom) -> None:
    scan(client, gateway, "wanglan")
    account = register(client)
    suspend(account, reason="离任", by=CONSOLE)
    assert scan(client, gateway, "wanglan", "code-2") == "/account/suspended/"
    assert not signed_in(client)


def test_a_link_elsewhere_does_not_begin_a_sign_in(client: Client, gateway: WeCom) -> None:
    assert client.get("/account/wecom/login/")["Location"] == "/account/sign-in/"
    assert gateway.asked == []


def test_a_tie_is_cut_by_its_holder_but_not_the_last_way_in(client: Client, gateway: WeCom) -> None:
    scan(client, gateway, "wanglan")
    account = register(client)
    other = SocialAccount.objects.create(user=an_account(LI), provider="wecom", uid="lishuo")
    assert client.post("/account/other-sites/", {"account": other.pk}).status_code == 404
    tied = SocialAccount.objects.get(user=account)
    Account.objects.filter(pk=account.pk).update(phone=None)
    assert client.post("/account/other-sites/", {"account": tied.pk}).status_code == 422
    Account.objects.filter(pk=account.pk).update(phone="+8613800000001")
    client.post("/account/other-sites/", {"account": tied.pk})
    assert list(SocialAccount.objects.all()) == [other]


def test_only_the_machine_and_the_security_officer_register_a_site() -> None:
    with pytest.raises(MayNot):
        register_site("某学会", ["https://society.example/back"], by=actor_of(an_account()))
    given = register_site("某学会", ["https://society.example/back"], by=CONSOLE)
    site = Site.objects.get(pk=given.id)
    assert given.secret not in site.secret
    assert take_site_back(given.id, by=CONSOLE)
    assert not take_site_back(given.id, by=CONSOLE)


def test_an_unknown_site_and_an_unknown_way_back_are_refused_on_our_page(client: Client) -> None:
    register(client)
    given = register_site("某学会", ["https://society.example/back"], by=CONSOLE)
    asked = {"response_type": "code", "scope": "openid", "state": "x"}
    for more in (
        {"client_id": "unknown", "redirect_uri": "https://society.example/back"},
        {"client_id": given.id, "redirect_uri": "https://evil.example/"},
    ):
        answer = client.get("/identity/o/authorize", {**asked, **more})
        assert "不能登录那个网站" in answer.content.decode()


def test_devices_without_a_browser_do_not_sign_in(client: Client) -> None:
    assert client.get("/identity/o/device").status_code == 404
    assert client.post("/identity/o/api/device/code").status_code == 404


def test_where_no_other_site_is_connected_there_is_no_way_to_it(client: Client) -> None:
    assert "其他方式" in client.get("/account/sign-in/").content.decode()
    for address in ("/account/wecom/login/", "/account/sso/province/login/"):
        assert client.post(address).status_code == 404
        assert client.get(f"{address}callback/", {"code": "x", "state": "y"}).status_code == 404
