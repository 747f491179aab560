"""Duplicates, merging side by side, undoing it, erasing; each as it was seen, and nothing chosen is lost."""

from datetime import date

import pytest
from django.test import Client

from kejia.judging.tests.federation import organisation
from kejia.programmes.records.tests.acting import form_of, send, words_of
from kejia.register import actions
from kejia.register.authority import countersigning
from kejia.register.kinds import MarkKind, OfficeKind, OrganisationKind, Side
from kejia.register.merging import conflicts_of, merge
from kejia.register.models import (
    BELIEVED,
    Countersign,
    Employment,
    Merge,
    Organisation,
    Person,
    PersonFact,
    Standing,
)
from kejia.register.periods import period
from kejia.register.reads import find_person
from kejia.register.tests.insiders import Insider, make_insider
from kejia.register.tests.people import CLERK, TERM, mark, person, post

pytestmark = pytest.mark.django_db
BORN = date(1975, 3, 9)


@pytest.fixture(autouse=True)
def inside(insider: Insider) -> None:
    """An installation that shows inside matters."""


@pytest.fixture
def two() -> tuple[Person, Person]:
    """One person twice: the births differ by a month, the employer is the same."""
    twice, wang = person("王丽", date(1975, 4, 9), "女"), person("王丽", BORN, "女")
    for who in (twice, wang):
        actions.believe(Employment(person=who, unit="某大学", valid=period(None)), by=CLERK)
    mark(twice, MarkKind.WORKER, True)
    return twice, wang


def way(two: tuple[Person, Person]) -> str:
    return f"/records/merge/people/{two[0].pk}/{two[1].pk}/"


def births() -> set[str]:
    return set(PersonFact.objects.filter(BELIEVED, kind="birth").values_list("value", flat=True))


def test_likely_duplicates_lead_to_their_merge(client: Client, two: tuple[Person, Person]) -> None:
    third = person("王丽", BORN)
    actions.believe(Employment(person=third, unit="某大学", valid=period(None)), by=CLERK)
    response = client.get("/records/duplicates/")
    assert "姓名、出生、单位相同" in words_of(response)
    assert f"/records/merge/people/{third.pk}/{two[1].pk}/" in response.content.decode()
    assert "没有可能重复的记录" in words_of(client.get("/records/duplicates/?of=organisations&page=9"))


def test_a_merge_is_chosen_confirmed_and_can_be_undone(client: Client, two: tuple[Person, Person]) -> None:
    twice, wang = two
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    page = words_of(client.get(way(two)))
    assert "1 处不一致" in page
    assert "两边相同的 3 条" in page
    assert "只有左边有、会移到右边的 1 条" in page
    typed = {f"choice-{conflict.key}": "leaving", "reason": "同一人", "step": "check"}
    confirm = send(client, way(two), typed)
    assert f"{twice.pk} 号“王丽”将并入 {wang.pk} 号“王丽”：1 条移过去" in words_of(confirm)
    assert "1 处以左边（并入的）为准，0 处以右边（保留的）为准" in words_of(confirm)
    assert not Merge.objects.exists()
    done = send(client, way(two), {"step": "merge"}, page=confirm.content.decode())
    made = Merge.objects.get()
    assert done["Location"] == f"/records/merges/{made.pk}/"
    assert (find_person(twice.pk), births()) == (wang, {"1975-04-09"})
    assert client.get(f"/records/people/{twice.pk}/")["Location"] == f"/records/people/{wang.pk}/"
    assert "并入这里的记录" in words_of(client.get(f"/records/people/{wang.pk}/"))
    assert f"/records/merges/{made.pk}/undo/" in client.get(done["Location"]).content.decode()
    undo = f"/records/merges/{made.pk}/undo/"
    assert "请写明原因" in words_of(send(client, undo, {}))
    assert send(client, undo, {"reason": "两个人"})["Location"] == done["Location"]
    assert births() == {"1975-04-09", "1975-03-09"}
    assert "合并已撤销" in words_of(client.get(done["Location"]))


def test_whoever_goes_back_from_the_confirmation_finds_the_choices(
    client: Client, two: tuple[Person, Person]
) -> None:
    (conflict,) = conflicts_of(*two, by=CLERK)
    choice = f"choice-{conflict.key}"
    confirm = send(client, way(two), {choice: "leaving", "reason": "同一人", "step": "check"})
    back = send(client, way(two), {"step": "back"}, page=confirm.content.decode())
    assert back.status_code == 200
    kept = form_of(back.content.decode())
    assert (kept[choice], kept["reason"]) == ("leaving", "同一人")


def test_nothing_is_merged_before_every_conflict_is_chosen(
    client: Client, two: tuple[Person, Person]
) -> None:
    response = send(client, way(two), {"reason": "同一人", "step": "check"})
    assert response.status_code == 422
    assert "请选一边" in words_of(response)
    assert form_of(response.content.decode())["reason"] == "同一人"
    all_at_once = send(client, way(two), {"reason": "同一人", "step": "check", "otherwise": "staying"})
    assert "0 处以左边（并入的）为准，1 处以右边（保留的）为准" in words_of(all_at_once)
    assert send(client, way(two), {"step": "merge"}, page=all_at_once.content.decode()).status_code == 302
    assert births() == {"1975-03-09"}


def test_a_merge_of_records_that_changed_meanwhile_is_refused_and_the_choices_kept(
    client: Client, two: tuple[Person, Person]
) -> None:
    (conflict,) = conflicts_of(*two, by=CLERK)
    choice = f"choice-{conflict.key}"
    confirm = send(client, way(two), {choice: "leaving", "reason": "同一人", "step": "check"})
    late = PersonFact(person=two[1], kind="title", value="教授", valid=period(TERM))
    actions.believe(late, by=CLERK)
    response = send(client, way(two), {"step": "merge"}, page=confirm.content.decode())
    assert response.status_code == 409
    assert "教授（2016-12-01 至今），陈书记员（组织人事部）登记" in words_of(response)
    kept = form_of(response.content.decode())
    assert (kept[choice], kept["reason"]) == ("leaving", "同一人")
    assert not Merge.objects.exists()
    again = send(client, way(two), {"step": "check"}, page=response.content.decode())
    assert send(client, way(two), {"step": "merge"}, page=again.content.decode()).status_code == 302


def test_a_conflict_that_is_gone_is_said_and_the_others_stay_chosen(
    client: Client, two: tuple[Person, Person]
) -> None:
    (conflict,) = conflicts_of(*two, by=CLERK)
    opened = client.get(way(two)).content.decode()
    actions.correct(
        PersonFact.objects.get(person=two[0], kind="birth"), by=CLERK, reason="查档", value="1975-05-09"
    )
    typed = {f"choice-{conflict.key}": "leaving", "reason": "同一人", "step": "check"}
    response = send(client, way(two), typed, page=opened)
    assert response.status_code == 422
    assert "要选的各项与您打开时不同了" in words_of(response)


def test_what_was_merged_already_leads_on_and_different_kinds_are_told(
    client: Client, two: tuple[Person, Person]
) -> None:
    made = merge(two[0], into=two[1], choices={}, otherwise=Side.STAYING, by=CLERK)
    response = client.get(way(two))
    assert response.status_code == 422
    assert f"{two[0].pk} 号已并入 {two[1].pk} 号" in words_of(response)
    assert f"/records/merges/{made.pk}/" in response.content.decode()
    one, other = (
        organisation(OrganisationKind.SOCIETY, "某会"),
        organisation(OrganisationKind.CLUSTER, "某会"),
    )
    assert "单位的类别不同" in words_of(client.get(f"/records/merge/organisations/{one.pk}/{other.pk}/"))
    assert "这是同一条记录" in words_of(client.get(f"/records/merge/organisations/{one.pk}/{one.pk}/"))
    for wrong in (f"people/{two[1].pk}/{2**63}", "people/0/1", "animals/1/2"):
        assert client.get(f"/records/merge/{wrong}/").status_code == 404


def test_the_seats_of_a_post_refuse_a_merge_in_words(client: Client) -> None:
    one, other = (organisation(OrganisationKind.SOCIETY, "某省力学学会") for _ in range(2))
    for of, name in ((one, "赵一"), (other, "孙二")):
        actions.appoint(person(name), post(of, OfficeKind.DIRECTOR, seats=1), since=TERM, by=CLERK)
    address = f"/records/merge/organisations/{one.pk}/{other.pk}/"
    confirm = send(client, address, {"reason": "重复", "step": "check", "otherwise": "staying"})
    response = send(client, address, {"step": "merge"}, page=confirm.content.decode())
    assert response.status_code == 422
    assert "席位在其中某些日子已满" in words_of(response)
    assert Organisation.objects.filter(pk__in=[one.pk, other.pk], merged_into=None).count() == 2


def test_undoing_says_what_stays_and_refuses_what_changed_or_was_merged_on(
    client: Client, two: tuple[Person, Person]
) -> None:
    twice, wang = two
    made = merge(twice, into=wang, choices={}, otherwise=Side.STAYING, by=CLERK)
    undo = f"/records/merges/{made.pk}/undo/"
    opened = client.get(undo).content.decode()
    moved = Standing.objects.get(BELIEVED, person=wang)
    actions.correct(moved, by=CLERK, reason="查档", holds=False)
    response = send(client, undo, {"reason": "两个人"}, page=opened)
    assert response.status_code == 409
    assert "新：科技工作者" in words_of(response)
    assert "合并后改过的 1 条不恢复" in words_of(response)
    third = person("王丽")
    on = merge(wang, into=third, choices={}, by=CLERK)
    refused = send(client, undo, {"reason": "两个人"}, page=response.content.decode())
    assert refused.status_code in (409, 422)
    assert f"又被并入 {third.pk} 号" in words_of(client.get(undo))
    assert f"/records/merges/{on.pk}/" in client.get(undo).content.decode()
    assert Merge.objects.filter(undone_at=None).count() == 2


def test_a_person_is_erased_only_as_typed_and_as_seen(client: Client, two: tuple[Person, Person]) -> None:
    wang = two[1]
    address = f"/records/people/{wang.pk}/erase/"
    wrong = send(client, address, {"confirmed": "王力", "reason": "本人申请"})
    assert (wrong.status_code, f"请照写“王丽 {wang.pk}”" in words_of(wrong)) == (422, True)
    opened = client.get(address).content.decode()
    mark(wang, MarkKind.WORKER, True)
    typed = {"confirmed": f"王丽 {wang.pk}", "reason": "本人申请"}
    changed = send(client, address, typed, page=opened)
    assert changed.status_code == 409
    assert "科技工作者" in words_of(changed)
    asked = send(client, address, {}, page=changed.content.decode())
    assert asked.status_code == 202
    second = make_insider()
    countersigning.answer(Countersign.objects.get(), confirm=True, by=second.actor)
    done = send(client, address, typed)
    assert done.status_code == 302
    page = words_of(client.get(done["Location"]))
    assert "王丽" not in page
    assert "1975" not in page
    assert set(wang.facts.values_list("value", flat=True)) == {""}
