"""A merge is undone: exactly what was believed before is believed again; what was corrected since stays and is told."""

import threading
from datetime import date
from functools import partial

import pytest
from django.utils import timezone

from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.changes import current_of, find_change
from kejia.register.identifying import find_by_document, reveal_document, set_document
from kejia.register.kinds import MarkKind, OfficeKind, PersonFactKind, Side
from kejia.register.merging import conflicts_of, merge
from kejia.register.models import Appointment, Batch, Merge, PersonFact, Standing
from kejia.register.periods import period
from kejia.register.reads import find_person
from kejia.register.tests.believed import believed
from kejia.register.tests.beside import run_beside
from kejia.register.tests.people import CLERK, OUTSIDER, TERM, association, mark, person, post
from kejia.register.unmerging import AlreadyUndone, MergedOn, undo_merge
from kejia.trail.reads import entries_of_subject

pytestmark = pytest.mark.django_db

BORN = date(1975, 3, 9)


@pytest.mark.parametrize("side", list(Side))
def test_undoing_restores_exactly_what_was_believed_of_both(side: Side) -> None:
    twice, wang = person("王丽", BORN, "女"), person("王莉", date(1975, 4, 9), "女")
    delegate = post(association(), OfficeKind.DELEGATE, seats=2)
    actions.appoint(twice, delegate, since=TERM, by=CLERK)
    actions.appoint(wang, delegate, since=date(2017, 1, 1), by=CLERK)
    mark(twice, MarkKind.WORKER, True)
    document = set_document(twice, "E12345678", by=CLERK)
    before = believed()
    made = merge(twice, into=wang, choices={}, otherwise=side, by=CLERK)
    merged, while_merged = believed(), timezone.now()
    assert merged != before
    undone = undo_merge(made, by=CLERK, reason="不是同一人")
    assert (believed(), undone.stays) == (before, [])
    assert believed(while_merged) == merged
    assert find_person(twice.pk) == twice
    assert find_by_document("E12345678", by=CLERK) == twice
    now = current_of(document)
    assert now is not None
    assert reveal_document(now, purpose="核对", by=CLERK) == "E12345678"


def test_what_was_corrected_since_stays_and_is_told() -> None:
    twice, wang = person("王丽", BORN), person("王丽")
    delegate = post(association(), OfficeKind.DELEGATE)
    served = actions.appoint(twice, delegate, since=TERM, by=CLERK)
    made = merge(twice, into=wang, choices={}, by=CLERK)
    moved = Appointment.objects.get(known__upper_inf=True)
    actions.end(moved, on=date(2020, 1, 1), by=CLERK, reason="离任")
    mark(wang, MarkKind.WORKER, True)
    undone = undo_merge(made, by=CLERK)
    assert undone.stays == [("appointment", served.pk)]
    assert Appointment.objects.get(known__upper_inf=True).person == wang
    assert Standing.objects.get(known__upper_inf=True).person == wang
    assert PersonFact.objects.get(kind=PersonFactKind.BIRTH, known__upper_inf=True).person == twice
    (entry,) = entries_of_subject(twice, by=CLERK).filter(act="undid_merge")
    assert entry.details["first_of_them"] == [f"appointment:{served.pk}"]


def test_a_fact_that_gave_way_is_not_restored_where_the_winner_was_corrected_since() -> None:
    twice, wang = person("王丽"), person("王莉")
    lost = PersonFact.objects.get(person=wang)
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    made = merge(twice, into=wang, choices={conflict.key: Side.LEAVING}, by=CLERK)
    actions.correct(PersonFact.objects.get(known__upper_inf=True), by=CLERK, reason="改名", value="王立")
    undone = undo_merge(made, by=CLERK)
    assert ("personfact", lost.pk) in undone.stays
    (name,) = PersonFact.objects.filter(known__upper_inf=True)
    assert (name.person, name.value) == (wang, "王立")


def test_what_the_database_has_no_room_for_any_more_stays_and_the_rest_is_restored() -> None:
    twice, wang = person("王丽", BORN), person("王丽", BORN)
    chair = post(association(), OfficeKind.COMMITTEE_MEMBER, seats=2)
    for who in (twice, wang):
        actions.appoint(who, chair, since=TERM, by=CLERK)
    dropped = Appointment.objects.get(person=twice)
    made = merge(twice, into=wang, choices={}, by=CLERK)
    actions.appoint(person("李强"), chair, since=TERM, by=CLERK)  # on the seat that came free
    undone = undo_merge(made, by=CLERK)
    assert undone.stays == [("appointment", dropped.pk)]
    assert twice.facts.filter(known__upper_inf=True).count() == 2
    assert not twice.appointments.filter(known__upper_inf=True).exists()


def test_what_came_by_an_import_that_was_taken_back_is_not_restored() -> None:
    twice, wang = person("王丽"), person("王丽")
    batch = Batch.objects.create(title="名册", made_by="clerk")
    fact = Standing(person=twice, mark=MarkKind.WORKER, holds=True, valid=period(None), batch=batch)
    actions.believe(fact, by=CLERK)
    made = merge(twice, into=wang, choices={}, by=CLERK)
    assert actions.undo_batch(batch, by=CLERK, reason="导错文件") == 1
    assert undo_merge(made, by=CLERK).stays == [("standing", fact.pk)]
    assert not Standing.objects.filter(known__upper_inf=True).exists()


def test_a_chain_is_undone_from_its_end() -> None:
    first, second, third = (person(name) for name in ("王丽", "王丽", "王丽"))
    mark(first, MarkKind.WORKER, True)
    states = [believed()]
    one = merge(first, into=second, choices={}, by=CLERK)
    states.append(believed())
    two = merge(second, into=third, choices={}, by=CLERK)
    with pytest.raises(MergedOn) as refused:
        undo_merge(one, by=CLERK)
    assert refused.value.into == third.pk
    undo_merge(two, by=CLERK)
    assert believed() == states[1]
    undo_merge(one, by=CLERK)
    assert believed() == states[0]


def test_a_merge_is_undone_once_and_may_be_made_again() -> None:
    twice, wang = person("王丽"), person("王丽")
    made = merge(twice, into=wang, choices={}, by=CLERK)
    undo_merge(made, by=CLERK)
    with pytest.raises(AlreadyUndone):
        undo_merge(made, by=CLERK)
    merge(twice, into=wang, choices={}, by=CLERK)
    assert find_person(twice.pk) == wang
    assert Merge.objects.filter(undone_at__isnull=True).count() == 1


def test_whoever_had_a_fact_open_is_told_that_the_merge_was_undone() -> None:
    twice, wang = person("王丽", BORN), person("王丽")
    opened = PersonFact.objects.get(person=twice, kind=PersonFactKind.BIRTH)
    undo_merge(merge(twice, into=wang, choices={}, by=CLERK), by=CLERK)
    change = find_change(opened)
    assert change is not None
    assert change.now is not None
    assert (change.now.person_id, change.now.valid) == (twice.pk, opened.valid)  # type: ignore[attr-defined]
    assert "撤销了两条记录的合并" in change.says.zh


def test_an_outsider_undoes_nothing() -> None:
    made = merge(person("王丽"), into=person("王丽"), choices={}, by=CLERK)
    with pytest.raises(NotAllowed):
        undo_merge(made, by=OUTSIDER)
    made.refresh_from_db()
    assert made.undone_at is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_undo_a_merge_at_once_one_does() -> None:
    twice, wang = person("王丽"), person("王丽")
    mark(twice, MarkKind.WORKER, True)
    before = believed()
    made = merge(twice, into=wang, choices={}, by=CLERK)
    both_ready = threading.Barrier(2, timeout=20)

    def undo(which: Merge) -> None:
        both_ready.wait()
        undo_merge(which, by=CLERK)

    errors = run_beside([partial(undo, Merge.objects.get(pk=made.pk)) for _ in range(2)])
    assert [type(error) for error in errors] == [AlreadyUndone]
    assert believed() == before
