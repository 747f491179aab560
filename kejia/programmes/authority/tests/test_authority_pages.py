"""Authority through its pages: stand-ins, hand-over, claims, invitations, what takes two; nothing for outsiders."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejia.accounts.models import Account
from kejia.register import actions
from kejia.register.authority.claiming import person_of
from kejia.register.kinds import OfficeKind, Right
from kejia.register.models import (
    BELIEVED,
    Appointment,
    Claim,
    Countersign,
    EmergencyRight,
    HandOver,
    Person,
    Post,
    StandIn,
)
from kejia.register.tests.insiders import account_for, an_account
from kejia.register.tests.offices import Federation
from kejia.register.tests.people import CLERK, person
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_inside_installation(settings: Any) -> None:
    settings.KEJIA_INSIDE = True
    settings.KEJIA_SECOND_FACTOR = "staff"


@pytest.fixture
def there() -> Federation:
    return Federation()


def as_person(who: Person) -> Client:
    return signed_in(account_for(who))


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_own_page_says_what_one_may_do_and_because_of_which_post(there: Federation) -> None:
    page = text(as_person(there.secretary).get("/authority/"))
    assert f"甲秘书长，人员编号 {there.secretary.pk}" in page
    for words in ("甲省物理学会秘书长", "登记和更正", "本单位及其组成部分", "任字〔2016〕1号", "2016-12-01"):
        assert words in page
    assert "合并记录" not in page


def test_whoever_has_no_name_on_record_is_told_so(there: Federation) -> None:
    nameless = person()
    assert f"（姓名未登记），人员编号 {nameless.pk}" in text(as_person(nameless).get("/authority/"))


def test_others_are_asked_about_by_who_may_see_their_records(there: Federation) -> None:
    city = as_person(there.city_head)
    page = text(city.get(f"/authority/people/{there.county_head.pk}/"))
    assert "丙县科协工作人员" in page
    before = text(city.get(f"/authority/people/{there.county_head.pk}/?on=2016-11-30"))
    assert "这一天没有任何职权" in before
    assert city.get(f"/authority/people/{there.secretary.pk}/").status_code == 404
    asked = text(city.get(f"/authority/who/?right=write&organisation={there.county.pk}"))
    assert "县主任" in asked and "市主任" in asked and "甲秘书长" not in asked
    assert city.get(f"/authority/who/?organisation={there.society.pk}").status_code == 404
    assert "丙县科协" in text(city.get("/authority/who/?name=县"))


def test_a_stand_in_is_arranged_and_taken_back_without_an_administrator(there: Federation) -> None:
    holder, zhou = as_person(there.secretary), person("周晓禾")
    other = as_person(zhou)
    today = timezone.localdate()
    asked = {
        "post": there.secretary_post.pk, "name": "周晓禾", "number": zhou.pk,
        "since": today.isoformat(), "last": (today + timedelta(days=6)).isoformat(), "reason": "出差",
    }  # fmt: skip
    assert "对不上" in text(holder.post("/authority/stand-ins/", {**asked, "name": "周晓"}))
    long = {**asked, "last": (today + timedelta(days=90)).isoformat()}
    assert "最长 90 天" in text(holder.post("/authority/stand-ins/", long))
    assert holder.post("/authority/stand-ins/", asked).status_code == 302
    page = text(other.get("/authority/"))
    assert "（代理，原任 甲秘书长）" in page
    assert "设置岗位和职权" not in page
    lent = StandIn.objects.get()
    assert as_person(there.rival).post(f"/authority/stand-ins/{lent.pk}/revoke/").status_code == 404
    assert holder.post(f"/authority/stand-ins/{lent.pk}/revoke/").status_code == 302
    assert "原任" not in text(other.get("/authority/"))
    entries = Entry.objects.filter(act__in=["let_stand_in", "withdrew"]).order_by("id")
    assert [(each.act, each.acted_as) for each in entries] == [
        ("let_stand_in", f"post:{there.secretary_post.pk}"), ("withdrew", f"post:{there.secretary_post.pk}"),
    ]  # fmt: skip


def shown_code(page: str) -> str:
    (found,) = re.findall(r"/authority/hand-over/take/([^<\s]+)/", page)
    return str(found)


def test_a_post_is_handed_over_by_one_scan_and_both_confirm(there: Federation) -> None:
    outgoing, zhou, late = as_person(there.secretary), person("周晓禾"), person("来迟")
    incoming = as_person(zhou)
    page = text(outgoing.post("/authority/hand-over/"))
    assert 'src="data:image/svg+xml;base64,' in page
    address = f"/authority/hand-over/take/{shown_code(page)}/"
    assert "甲秘书长把“甲省物理学会秘书长”交给您" in text(incoming.get(address))
    assert "您已确认" in text(incoming.post(address))
    refused = as_person(late).post(address)
    assert (refused.status_code, "已有人接了" in text(refused)) == (422, True)
    assert Appointment.objects.filter(BELIEVED, person=zhou).count() == 0
    assert "周晓禾已经扫码" in text(outgoing.get("/authority/hand-over/"))
    shown = HandOver.objects.get()
    assert incoming.post(f"/authority/hand-over/{shown.pk}/finish/", {"confirm": "yes"}).status_code == 404
    assert outgoing.post(f"/authority/hand-over/{shown.pk}/finish/", {"confirm": "yes"}).status_code == 302
    today = timezone.localdate()
    served = {
        each.person_id: each.valid for each in Appointment.objects.filter(BELIEVED, post=there.secretary_post)
    }
    assert (served[there.secretary.pk].upper, served[zhou.pk].lower) == (today, today)
    assert "这一天没有任何职权" in text(outgoing.get("/authority/"))
    assert "登记和更正" in text(incoming.get("/authority/"))
    again = incoming.post(address)
    assert (again.status_code, "已经过期" in text(again)) == (422, True)


def test_a_false_or_old_code_hands_nothing_over(there: Federation) -> None:
    incoming = as_person(person("周晓禾"))
    code = shown_code(text(as_person(there.secretary).post("/authority/hand-over/")))
    for wrong in (code[:-1] + ("A" if code[-1] != "A" else "B"), f"1{code}"):
        assert incoming.get(f"/authority/hand-over/take/{wrong}/").status_code == 422


def test_a_claim_is_made_confirmed_and_refused_with_a_reason(there: Federation) -> None:
    zhou = person("周晓禾")
    actions.appoint(
        zhou,
        Post.objects.create(organisation=there.branch, office=OfficeKind.STAFF),
        since=timezone.localdate(),
        by=CLERK,
    )
    account = an_account("小周")
    worker = signed_in(account)
    assert "还没有对上登记簿里的人" in text(worker.get("/authority/"))
    assert worker.post("/authority/claim/", {"name": "周晓", "number": zhou.pk}).status_code == 422
    said = {"name": "周晓禾", "number": zhou.pk, "words": "办公室王老师认识我"}
    assert worker.post("/authority/claim/", said).status_code == 302
    assert "等本单位确认" in text(worker.get("/authority/"))
    (claim,) = Claim.objects.filter(confirmed=None)
    secretary, rival = as_person(there.secretary), as_person(there.rival)
    assert "周晓禾" in text(secretary.get("/authority/claims/"))
    assert "周晓禾" not in text(rival.get("/authority/claims/"))
    decide = f"/authority/claims/{claim.pk}/decide/"
    assert rival.post(decide, {"confirm": "1"}).status_code == 404
    assert "请写明理由" in text(secretary.post(decide, {}))
    assert secretary.post(decide, {"reason": "不认识"}).status_code == 302
    assert "不认识" in text(worker.get("/authority/"))
    assert worker.post("/authority/claim/", said).status_code == 302
    (again,) = Claim.objects.filter(confirmed=None)
    assert secretary.post(f"/authority/claims/{again.pk}/decide/", {"confirm": "1"}).status_code == 302
    assert person_of(account) == zhou
    Account.objects.filter(pk=account.pk).update(suspended_at=timezone.now(), suspension_reason="离职")
    account.refresh_from_db()
    assert person_of(account) is None


def test_an_invitation_is_claim_and_appointment_in_one_for_one_use(there: Federation) -> None:
    post = Post.objects.create(organisation=there.society, office=OfficeKind.STAFF)
    elsewhere = Post.objects.create(organisation=there.other_society, office=OfficeKind.STAFF)
    secretary = as_person(there.secretary)
    assert (
        secretary.post("/authority/invitations/", {"post": elsewhere.pk, "name": "周晓禾"}).status_code == 422
    )
    page = text(secretary.post("/authority/invitations/", {"post": post.pk, "name": "周晓禾"}))
    (address,) = re.findall(r"/authority/invitation/[\w-]+/", page)
    account = an_account("小周")
    worker = signed_in(account)
    assert "邀请周晓禾担任“甲省物理学会工作人员”" in text(worker.get(address))
    assert worker.post(address).status_code == 302
    now = person_of(account)
    assert now is not None
    assert [each.post for each in now.appointments.all()] == [post]
    assert signed_in(an_account("别人")).post(address).status_code == 422


def test_an_emergency_right_takes_two_and_the_same_person_is_refused(there: Federation) -> None:
    asker, second = as_person(there.county_head), as_person(there.city_head)
    assert asker.post("/authority/two/", {"right": "export", "reason": "系统迁移"}).status_code == 302
    asked = Countersign.objects.get()
    answer = f"/authority/two/{asked.pk}/answer/"
    assert asker.post(answer, {"confirm": "yes"}).status_code == 404
    assert "系统迁移" in text(second.get("/authority/two/"))
    assert second.post(answer, {"confirm": "yes"}).status_code == 302
    given = EmergencyRight.objects.get()
    assert (given.person, given.right) == (there.county_head, Right.EXPORT)
    assert given.until - given.made_at <= timedelta(hours=24)
    assert "县主任" in text(second.get("/authority/two/"))
    late = second.post(answer, {"confirm": "yes"})
    assert (late.status_code, "已经有人答复" in text(late)) == (422, True)


ADDRESSES = [
    "", "people/1/", "who/", "stand-ins/", "stand-ins/1/revoke/", "hand-over/", "hand-over/1/finish/",
    "hand-over/take/x/", "claims/", "claims/1/decide/", "claim/", "invitations/", "invitations/1/revoke/",
    "invitation/x/", "two/", "two/1/answer/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_outsiders_find_nothing(client: Client, there: Federation, settings: Any, address: str) -> None:
    for method in (client.get, client.post):
        answer = method(f"/authority/{address}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/")
    settings.KEJIA_INSIDE = False
    for who in (client, as_person(there.head)):
        assert who.get(f"/authority/{address}").status_code == 404


def test_the_statements_of_the_own_page_do_not_grow(there: Federation) -> None:
    client = as_person(there.secretary)
    client.get("/authority/")
    with CaptureQueriesContext(connection) as first:
        client.get("/authority/")
    for number in range(4):
        post = Post.objects.create(organisation=there.branch, office=OfficeKind.STAFF, title=f"岗位{number}")
        actions.appoint(there.secretary, post, since=timezone.localdate(), by=CLERK)
    with CaptureQueriesContext(connection) as second:
        client.get("/authority/")
    assert len(first) == len(second) <= 20
