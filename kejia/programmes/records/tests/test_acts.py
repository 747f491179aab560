"""Correcting, ending, withdrawing: done for a reason, and refused in words where somebody changed it meanwhile."""

from datetime import date

import pytest
from django.test import Client

from kejia.programmes.records.tests.acting import act, form_of, send, words_of
from kejia.register import actions
from kejia.register.kinds import MarkKind, OfficeKind
from kejia.register.merging import merge
from kejia.register.models import BELIEVED, Appointment, PersonFact, Standing
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM, association, mark, person, post
from kejia.trail.actor import Actor
from kejia.trail.reads import entries_of_subject

pytestmark = pytest.mark.django_db
LI = Actor("console", "li", "李强", "组织人事部")


@pytest.fixture(autouse=True)
def inside(insider: Insider) -> None:
    """An installation that shows inside matters."""


@pytest.fixture
def name() -> PersonFact:
    """A name as it was entered."""
    return PersonFact.objects.get(person=person("王丽"))


def now(kind: str = "name") -> PersonFact:
    return PersonFact.objects.get(BELIEVED, kind=kind)


def test_a_correction_keeps_what_was_said_and_stands_in_the_trail(client: Client, name: PersonFact) -> None:
    response = send(
        client, act("correct", name), {"value": "王莉", "document": "更〔2018〕3号", "reason": "录错"}
    )
    assert response.status_code == 302
    better = now()
    assert (better.value, better.document, better.reason) == ("王莉", "更〔2018〕3号", "录错")
    page = words_of(client.get(response["Location"]))
    assert "已更正" in page
    assert "从前登记过、现在不再算数的 1 条" in page
    assert "管理员甲（" in page
    assert [entry.act for entry in entries_of_subject(better, by=CLERK)] == ["corrected"]


def test_a_correction_needs_a_reason_and_keeps_what_was_typed(client: Client, name: PersonFact) -> None:
    response = send(client, act("correct", name), {"value": "王莉"})
    assert response.status_code == 422
    assert "请写明原因" in words_of(response)
    assert form_of(response.content.decode())["value"] == "王莉"
    assert now() == name


def test_whoever_comes_second_sees_both_values_and_goes_on_with_what_was_typed(
    client: Client, name: PersonFact
) -> None:
    opened = client.get(act("correct", name)).content.decode()
    better = actions.correct(name, by=LI, reason="录错", value="王莉", document="甲〔2018〕1号")
    response = send(client, act("correct", name), {"value": "王力", "reason": "改名"}, page=opened)
    assert response.status_code == 409
    page = words_of(response)
    assert "李强（组织人事部）已于" in page
    assert "您打开时 现在 您填写的" in page
    assert "内容 王丽 王莉 王力" in page
    assert now() == better
    kept = form_of(response.content.decode())
    assert (kept["value"], kept["reason"]) == ("王力", "改名")
    again = send(client, act("correct", name), {}, page=response.content.decode())
    assert again.status_code == 302
    assert now().value == "王力"


def test_whoever_opens_an_older_version_is_told_before_typing(client: Client, name: PersonFact) -> None:
    actions.correct(name, by=LI, reason="录错", value="王莉")
    for which in ("correct", "end", "withdraw"):
        response = client.get(act(which, name))
        assert response.status_code == 200
        assert "李强（组织人事部）已于" in words_of(response)
    assert form_of(client.get(act("correct", name)).content.decode())["value"] == "王莉"


@pytest.mark.parametrize("which", ["end", "withdraw"])
def test_ending_and_withdrawing_are_refused_and_gone_on_with_alike(
    client: Client, name: PersonFact, which: str
) -> None:
    opened = client.get(act(which, name)).content.decode()
    actions.correct(name, by=LI, reason="录错", value="王莉")
    typed = {"reason": "改了名"} | ({"last": "2018-06-30"} if which == "end" else {})
    response = send(client, act(which, name), typed, page=opened)
    assert response.status_code == 409
    assert now().value == "王莉"
    assert form_of(response.content.decode()) == typed
    assert send(client, "", {}, page=response.content.decode()).status_code == 302
    assert not PersonFact.objects.filter(BELIEVED, kind="name", valid__upper_inf=True).exists()


def test_what_was_withdrawn_meanwhile_can_be_entered_again_as_typed(client: Client, name: PersonFact) -> None:
    opened = client.get(act("correct", name)).content.decode()
    actions.withdraw(name, by=LI, reason="查无此人")
    response = send(client, act("correct", name), {"value": "王力", "reason": "确有其人"}, page=opened)
    assert response.status_code == 409
    assert "撤回了这条内容" in words_of(response)
    assert send(client, "", {}, page=response.content.decode()).status_code == 302
    assert (now().value, now().person) == ("王力", name.person)


def test_a_merge_meanwhile_is_told_and_the_act_goes_on_at_the_record_that_stays(client: Client) -> None:
    twice, wang = person("", date(1975, 3, 9)), person("王丽")
    birth = PersonFact.objects.get(person=twice)
    opened = client.get(act("correct", birth)).content.decode()
    merge(twice, into=wang, choices={}, by=LI)
    response = send(client, act("correct", birth), {"value": "1975-04", "reason": "查档"}, page=opened)
    assert "合并了两条记录" in words_of(response)
    assert send(client, "", {}, page=response.content.decode()).status_code == 302
    better = now("birth")
    assert (better.person, better.value, better.low, better.high) == (wang, "1975-04", 19750401, 19750430)


def test_an_appointment_ends_on_its_last_day(client: Client) -> None:
    held = actions.appoint(person("王丽"), post(association(), OfficeKind.CHAIR), since=TERM, by=CLERK)
    early = send(client, act("end", held), {"last": "2010-01-01", "reason": "离任"})
    assert early.status_code == 422
    assert "止日早于起日" in words_of(early)
    assert send(client, act("end", held), {"last": "2018-06-30", "reason": "离任"}).status_code == 302
    assert Appointment.objects.filter(BELIEVED).latest("pk").valid.upper == date(2018, 7, 1)


def test_a_mark_is_withdrawn_and_nobody_believes_it_any_more(client: Client) -> None:
    fact = mark(person("王丽"), MarkKind.WORKER, True)
    assert send(client, act("withdraw", fact), {"reason": "认错人"}).status_code == 302
    assert not Standing.objects.filter(BELIEVED).exists()


def test_a_correction_that_changes_nothing_is_not_written(client: Client, name: PersonFact) -> None:
    response = send(client, act("correct", name), {"reason": "手误"})
    assert response.status_code == 422
    assert "没有改动" in words_of(response)
    assert now() == name


def test_who_changed_it_is_named_with_the_post_acted_under(
    client: Client, insider: Insider, name: PersonFact
) -> None:
    opened = client.get(act("correct", name)).content.decode()
    assert send(client, act("correct", name), {"value": "王莉", "reason": "录错"}).status_code == 302
    response = send(client, act("correct", name), {"value": "王力", "reason": "改名"}, page=opened)
    assert f"post:{insider.post.pk}" not in response.content.decode()
    assert "工作人员）已于" in words_of(response)
