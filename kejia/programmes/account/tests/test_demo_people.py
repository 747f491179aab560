"""The demo's people sign in by a button where nothing is sent out, see what their posts let them see, and go with the demo."""

from typing import Any

import pytest
from django.test import Client

from demo.federation_rows import Days, DemoAccount, Federation
from kejia.accounts.models import Account
from kejia.register.demo_accounts import DOMAIN, find_offered, offered
from kejia.register.demonstration import load_demo, remove_demo
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.models import Claim
from kejia.register.tests.insiders import an_account
from kejia.register.tests.people import CLERK, TERM

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


@pytest.fixture(autouse=True)
def demo() -> None:
    """Two people: one with a post that brings rights, one without."""
    made = Federation()
    made.people = 2
    ours = made.organisation(OrganisationKind.ASSOCIATION, "某县科协")
    post = made.post(ours, OfficeKind.STAFF, "主任", one_seat=True)
    made.appoint(1, post, Days(TERM))
    for number, name in ((1, "林若川"), (2, "王苒")):
        made.fact_of_person(number, "name", name, Days())
    made.accounts = [
        DemoAccount("office", "林若川", 1, post, "administrator"),
        DemoAccount("worker", "王苒", 2, None, ""),
    ]
    load_demo(made, by=CLERK)


@pytest.fixture
def development(settings: Any) -> None:  # Any: pytest-django's own
    settings.KEJIA_OUTBOX = settings.KEJIA_INSIDE = True


@pytest.mark.usefixtures("development")
def test_the_sign_in_page_offers_them_with_their_posts_and_a_click_shows_inside_pages(client: Client) -> None:
    shown = client.get(SIGN_IN).content.decode()
    assert "林若川 · 某县科协主任" in shown
    assert "王苒 · 科技工作者，没有职务权限" in shown
    clerk, worker = (each.account.pk for each in offered())
    assert client.get("/imports/").status_code == 302
    assert client.post(f"/account/demo/{clerk}/").status_code == 302
    assert client.get("/imports/").status_code == 200
    client.post(f"/account/demo/{worker}/")
    assert client.get("/imports/").status_code == 404
    assert client.get("/mydata/").status_code == 200


def test_where_messages_are_sent_they_are_not_offered_and_the_button_is_not_there(client: Client) -> None:
    clerk = offered()[0].account
    assert "林若川" not in client.get(SIGN_IN).content.decode()
    assert client.post(f"/account/demo/{clerk.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("development")
def test_the_button_opens_no_other_account_and_none_that_is_suspended(client: Client) -> None:
    other = an_account("真人")
    assert client.post(f"/account/demo/{other.pk}/").status_code == 404
    clerk = offered()[0].account
    Account.objects.filter(pk=clerk.pk).update(suspended_at="2026-01-01T00:00:00Z", suspension_reason="试")
    assert client.post(f"/account/demo/{clerk.pk}/").status_code == 404
    assert client.get(f"/account/demo/{clerk.pk}/").status_code == 405


@pytest.mark.usefixtures("development")
def test_a_page_that_is_not_open_is_told_of(
    client: Client, settings: Any
) -> None:  # Any: pytest-django's own
    settings.KEJIA_INSIDE = False
    assert "内部页面现在没有打开" in client.get(SIGN_IN).content.decode()


@pytest.mark.usefixtures("development")
def test_they_go_with_the_demo_and_their_sessions_with_them(client: Client) -> None:
    clerk, kept = offered()[0].account.pk, an_account("真人")
    client.post(f"/account/demo/{clerk}/")
    assert remove_demo(by=CLERK)["account"] == 2
    assert not Account.objects.filter(email__endswith=DOMAIN).exists()
    assert not Claim.objects.exists()
    assert find_offered(clerk) is None
    assert client.get("/account/").status_code == 302
    assert list(Account.objects.all()) == [kept]
