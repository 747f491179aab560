"""Who visits, under which post; and that inside pages are not there for others."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import timezone

from kejia.accounts.kinds import TechnicalRoleKind
from kejia.accounts.models import Account, TechnicalRole
from kejia.register import actions
from kejia.register.authority.duties import give_duty
from kejia.register.kinds import OfficeKind, Right, Scope
from kejia.register.models import Appointment, Post, StandIn
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider, account_for, an_account, make_insider
from kejia.register.tests.people import CLERK, TERM, person
from kejia.site import urls
from kejia.wings.visitor import Visitor, actor_of, is_inside, page_for, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("kejia.wings.tests.test_visitor")]
SECRET = "内部名单：王某"


@page_for(Right.MERGE)
def merging(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SECRET)


@page_for()
def desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return HttpResponse(
        f"{actor.id}|{actor.name}|{actor.acted_as}|{actor.on_behalf_of}|{is_inside(request, Right.MERGE)}"
    )


def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{actor_of(request).id} {visitor_of(request).may(Right.SEE)}")


handler403, handler404 = urls.handler403, urls.handler404
urlpatterns = [
    *urls.urlpatterns, path("merging/", merging), path("desk/", desk), path("open/", open_page),
]  # fmt: skip


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_outsider_finds_nothing_where_nothing_inside_is_shown(
    client: Client, insider: Insider, settings: Any
) -> None:
    assert text(client, "/merging/") == SECRET
    settings.KEJIA_INSIDE = False
    for who in (client, Client()):
        answer = who.get("/merging/")
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()


def test_on_an_inside_installation_one_signs_in_first_and_comes_back(insider: Insider, settings: Any) -> None:
    settings.LOGIN_URL = "/sign-in/"
    answer = Client().get("/merging/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/merging/%3Fa%3D1")
    answer = Client().get("/merging/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/sign-in/")


def test_without_the_right_the_page_is_not_there(insider: Insider) -> None:
    clerk = make_insider("society_clerk")
    for account in (clerk.account, an_account("路人"), account_for(person("李强"))):
        answer = signed_in(account).get("/merging/")
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()


def test_the_actor_says_who_and_under_which_post(insider: Insider, client: Client) -> None:
    assert text(client, "/desk/") == f"{insider.person.pk}|管理员甲|post:{insider.post.pk}||True"
    stranger = an_account("路人")
    assert text(signed_in(stranger), "/desk/") == f"account:{stranger.pk}|路人|||False"
    assert text(Client(), "/open/") == "visitor False"


def test_one_acts_under_the_post_one_chose_and_only_while_it_is_held(
    insider: Insider, client: Client
) -> None:
    other = Post.objects.create(organisation=insider.post.organisation, office=OfficeKind.HEAD)
    give_duty(other, Right.SEE, Scope.OWN, since=None, by=CLERK)
    held = actions.appoint(insider.person, other, since=TERM, by=CLERK)
    chosen = client.post("/acts-as/", {"post": other.pk, "next": "/desk/"})
    assert (chosen.status_code, chosen["Location"]) == (302, "/desk/")
    assert f"post:{other.pk}||False" in text(client, "/desk/")
    assert client.get("/merging/").status_code == 404
    actions.end(held, on=timezone.localdate(), by=CLERK)
    assert f"post:{insider.post.pk}||True" in text(client, "/desk/")
    client.post("/acts-as/", {"post": other.pk, "next": "https://elsewhere.example/"})
    assert f"post:{insider.post.pk}" in text(client, "/desk/")


def test_a_leaver_and_a_suspended_account_are_outsiders_at_once(
    insider: Insider, client: Client, settings: Any
) -> None:
    settings.LOGIN_URL = "/sign-in/"
    (held,) = Appointment.objects.filter(person=insider.person)
    actions.end(held, on=timezone.localdate(), by=CLERK)
    assert client.get("/merging/").status_code == 404
    assert text(client, "/desk/") == f"{insider.person.pk}|管理员甲|||False"
    Account.objects.filter(pk=insider.account.pk).update(
        suspended_at=timezone.now(), suspension_reason="离职"
    )
    assert client.get("/desk/").status_code == 302
    assert text(client, "/open/") == "visitor False"


def test_a_technical_role_has_no_business_right(insider: Insider, rf: RequestFactory, settings: Any) -> None:
    today = timezone.localdate()
    TechnicalRole.objects.create(
        account=insider.account, role=TechnicalRoleKind.SECURITY, valid=period(today, today + timedelta(days=30)),
        given_by="console:root",
    )  # fmt: skip
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.user, request.session = insider.account, {}  # type: ignore[assignment]
    visitor = Visitor(request)
    assert (visitor.person, visitor.posts) == (insider.person, [])
    assert (visitor.actor.id, visitor.actor.acted_as) == (f"account:{insider.account.pk}", "security")
    assert not visitor.may(Right.SEE)


def test_who_stands_in_acts_on_behalf(insider: Insider) -> None:
    today = timezone.localdate()
    zhou = person("周晓禾")
    lent = actions.believe(
        StandIn(
            post=insider.post,
            holder=insider.person,
            person=zhou,
            valid=period(today, today + timedelta(days=7)),
        ),
        by=CLERK,
    )
    client = signed_in(account_for(zhou))
    assert text(client, "/desk/") == f"{zhou.pk}|周晓禾|post:{insider.post.pk}|stand_in:{lent.pk}|True"


def test_a_page_that_is_open_asks_nothing_of_who_brings_no_session(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        client.get("/open/")
