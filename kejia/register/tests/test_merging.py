"""Two records of one person become one: belief moves, conflicts are chosen, what was known stays."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kejia.plain.identity_documents import DocumentKind
from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.changes import current_of, find_change
from kejia.register.clashes import fact_models
from kejia.register.identifying import find_by_document, reveal_document, set_document
from kejia.register.kinds import Capacity, EstablishmentKind, MarkKind, OfficeKind, PersonFactKind, Side
from kejia.register.merging import (
    AlreadyMerged,
    CannotMerge,
    Contradictory,
    Unresolved,
    conflicts_of,
    merge,
)
from kejia.register.models import Appointment, Employment, Person, PersonFact
from kejia.register.periods import period
from kejia.register.reads import find_people, find_person, records_of
from kejia.register.tests.believed import believed
from kejia.register.tests.people import CLERK, OUTSIDER, TERM, association, mark, person, post
from kejia.trail.reads import entries_of_subject

pytestmark = pytest.mark.django_db

BORN = date(1975, 3, 9)


def said(of: Person, kind: PersonFactKind) -> list[tuple[str, date | None, date | None]]:
    facts = PersonFact.objects.filter(person=of, kind=kind, known__upper_inf=True).order_by("valid")
    return [(fact.value, fact.valid.lower, fact.valid.upper) for fact in facts]


def test_what_both_say_alike_is_no_conflict_and_everything_else_moves() -> None:
    twice, wang = person("王丽", BORN), person("王丽", BORN, "女")
    chair = post(association(), OfficeKind.CHAIR, one_seat=True)
    actions.appoint(twice, chair, since=TERM, by=CLERK)
    mark(twice, MarkKind.GRASSROOTS_FRONTLINE, True)
    assert conflicts_of(twice, wang, by=CLERK) == []
    merge(twice, into=wang, choices={}, by=CLERK)
    assert find_person(twice.pk) == wang
    assert Appointment.objects.get(known__upper_inf=True).person == wang
    assert wang.standings.filter(known__upper_inf=True).count() == 1
    assert said(wang, PersonFactKind.NAME) == [("王丽", None, None)]
    assert list(find_people("王丽", by=CLERK)) == [wang]
    assert not any(fact for fact in twice.facts.all() if fact.known.upper is None)


def test_what_was_known_before_the_merge_is_answered_as_before() -> None:
    twice, wang = person("王丽", BORN), person("王莉", BORN)
    actions.appoint(twice, post(association(), OfficeKind.CHAIR), since=TERM, by=CLERK)
    then, before = timezone.now(), believed()
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    made = merge(twice, into=wang, choices={conflict.key: Side.LEAVING}, by=CLERK)
    assert believed(then) == before
    moved = Appointment.objects.get(known__upper_inf=True)
    closed = Appointment.objects.get(known__upper_inf=False)
    assert closed.known.upper == moved.known.lower  # no moment at which nobody served
    assert made.staying == wang


def test_conflicts_stand_side_by_side_and_the_merge_waits_for_a_choice() -> None:
    twice, wang = person("王丽", BORN), person("王莉", date(1975, 4, 9))
    name, birth = conflicts_of(twice, wang, by=CLERK)
    assert isinstance(name.leaving, PersonFact)
    assert isinstance(name.staying, PersonFact)
    assert (name.leaving.value, name.staying.value, name.differing) == (
        "王丽",
        "王莉",
        ("value",),
    )
    with pytest.raises(Unresolved) as refused:
        merge(twice, into=wang, choices={name.key: Side.LEAVING}, by=CLERK)
    assert refused.value.open_keys == [birth.key]
    merge(twice, into=wang, choices={name.key: Side.LEAVING, birth.key: Side.STAYING}, by=CLERK)
    assert said(wang, PersonFactKind.NAME) == [("王丽", None, None)]
    assert said(wang, PersonFactKind.BIRTH) == [("1975-04-09", None, None)]


def test_a_choice_for_a_conflict_that_is_there_no_more_is_refused() -> None:
    twice, wang = person("王丽"), person("王莉")
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    actions.correct(PersonFact.objects.get(person=wang), by=CLERK, reason="录错", value="王丽")
    with pytest.raises(Unresolved) as refused:
        merge(twice, into=wang, choices={conflict.key: Side.LEAVING}, by=CLERK)
    assert refused.value.idle_choices == [conflict.key]


def test_one_choice_may_stand_for_all_conflicts() -> None:
    twice, wang = person("王丽", BORN), person("王莉", date(1975, 4, 9))
    merge(twice, into=wang, choices={}, otherwise=Side.LEAVING, by=CLERK)
    assert said(wang, PersonFactKind.NAME) == [("王丽", None, None)]
    assert said(wang, PersonFactKind.BIRTH) == [("1975-03-09", None, None)]


def test_the_loser_gives_way_on_the_contested_days_alone() -> None:
    twice, wang = person("王丽"), Person.objects.create()
    newer = PersonFact(
        person=wang, kind=PersonFactKind.NAME, value="王莉", valid=period(TERM, date(2020, 1, 1))
    )
    actions.believe(newer, by=CLERK)
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    assert (conflict.days.lower, conflict.days.upper) == (TERM, date(2020, 1, 1))
    merge(twice, into=wang, choices={conflict.key: Side.STAYING}, by=CLERK)
    assert said(wang, PersonFactKind.NAME) == [
        ("王丽", None, TERM),
        ("王莉", TERM, date(2020, 1, 1)),
        ("王丽", date(2020, 1, 1), None),
    ]


@pytest.mark.parametrize(("side", "since"), [(Side.LEAVING, TERM), (Side.STAYING, date(2017, 1, 1))])
def test_one_holding_entered_twice_with_different_days_is_chosen_as_a_whole(side: Side, since: date) -> None:
    twice, wang, chair = person("王丽"), person("王丽"), post(association(), OfficeKind.DELEGATE)
    actions.appoint(twice, chair, since=TERM, by=CLERK)
    actions.appoint(wang, chair, since=date(2017, 1, 1), by=CLERK)
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    assert "valid" in conflict.differing
    merge(twice, into=wang, choices={conflict.key: side}, by=CLERK)
    (holding,) = Appointment.objects.filter(known__upper_inf=True)
    assert (holding.person, holding.valid.lower) == (wang, since)


def test_two_full_time_headcounts_of_one_person_are_a_conflict_though_the_posts_differ() -> None:
    twice, wang = person("王丽"), person("王丽")
    for who in (twice, wang):
        actions.appoint(
            who, post(association(), OfficeKind.STAFF), since=TERM, capacity=Capacity.FULL_TIME,
            establishment=EstablishmentKind.ADMINISTRATIVE, by=CLERK,
        )  # fmt: skip
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    assert "post_id" in conflict.differing


def test_choices_that_drop_a_fact_and_let_it_stand_contradict_each_other() -> None:
    twice, wang, delegate = person("王丽"), person("王丽"), post(association(), OfficeKind.DELEGATE)
    actions.appoint(twice, delegate, since=date(2010, 1, 1), until=date(2020, 1, 1), by=CLERK)
    actions.appoint(wang, delegate, since=date(2010, 1, 1), until=date(2012, 1, 1), by=CLERK)
    actions.appoint(wang, delegate, since=date(2015, 1, 1), until=date(2020, 1, 1), by=CLERK)
    first, second = conflicts_of(twice, wang, by=CLERK)
    with pytest.raises(Contradictory) as refused:
        merge(twice, into=wang, choices={first.key: Side.STAYING, second.key: Side.LEAVING}, by=CLERK)
    assert refused.value.keys == [second.key]
    assert find_person(twice.pk) == twice


def test_an_employment_at_a_unit_known_by_name_alone_is_not_doubled() -> None:
    twice, wang = person("王丽"), person("王丽")
    for who in (twice, wang):
        actions.believe(Employment(person=who, unit="某大学", position="教授", valid=period(None)), by=CLERK)
    merge(twice, into=wang, choices={}, by=CLERK)
    assert wang.employments.filter(known__upper_inf=True).count() == 1


def test_numbers_move_with_the_person_and_still_open() -> None:
    twice, wang = person("王丽"), person("王丽")
    set_document(twice, "E12345678", DocumentKind.PASSPORT, by=CLERK)
    merge(twice, into=wang, choices={}, by=CLERK)
    assert find_by_document("E12345678", by=CLERK) == wang
    (document,) = wang.documents.filter(known__upper_inf=True)
    assert reveal_document(document, purpose="核对", by=CLERK) == "E12345678"


def test_of_two_numbers_of_one_kind_somebody_has_to_choose() -> None:
    twice, wang = person("王丽"), person("王丽")
    set_document(twice, "E12345678", DocumentKind.PASSPORT, by=CLERK)
    set_document(wang, "E87654321", DocumentKind.PASSPORT, by=CLERK)
    (conflict,) = conflicts_of(twice, wang, by=CLERK)
    merge(twice, into=wang, choices={conflict.key: Side.LEAVING}, by=CLERK)
    assert find_by_document("E12345678", by=CLERK) == wang
    assert find_by_document("E87654321", by=CLERK) is None


def test_an_old_id_leads_on_through_a_chain_of_merges() -> None:
    first, second, third = (person("王丽") for _ in range(3))
    actions.appoint(first, post(association(), OfficeKind.CHAIR), since=TERM, by=CLERK)
    merge(first, into=second, choices={}, by=CLERK)
    merge(second, into=third, choices={}, by=CLERK)
    assert [find_person(each.pk) for each in (first, second, third)] == [third] * 3
    assert records_of(first) == [first.pk, second.pk, third.pk]
    assert Appointment.objects.get(known__upper_inf=True).person == third
    actions.erase_person(first, by=CLERK, reason="本人申请")
    assert set(PersonFact.objects.values_list("value", flat=True)) == {""}


def test_a_cycle_is_refused_by_the_act_and_by_the_database() -> None:
    first, second, third = (person("王丽") for _ in range(3))
    with pytest.raises(CannotMerge):
        merge(first, into=first, choices={}, by=CLERK)
    merge(first, into=second, choices={}, by=CLERK)
    merge(second, into=third, choices={}, by=CLERK)
    with pytest.raises(AlreadyMerged) as refused:
        merge(third, into=first, choices={}, by=CLERK)
    assert (refused.value.id, refused.value.into) == (first.pk, second.pk)
    for id, into in ((third.pk, first.pk), (third.pk, third.pk), (first.pk, third.pk)):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE register_person SET merged_into_id = %s WHERE id = %s", [into, id])


def test_nothing_new_is_written_of_a_record_that_was_merged_away() -> None:
    twice, wang = person("王丽"), person("王丽")
    merge(twice, into=wang, choices={}, by=CLERK)
    with pytest.raises(actions.MergedAway):
        mark(twice, MarkKind.WORKER, True)
    chair = post(association(), OfficeKind.CHAIR)
    row = Appointment(person=twice, post=chair, capacity="part_time", valid=period(TERM), recorded_by="x")
    with pytest.raises(IntegrityError, match="merged"), transaction.atomic():
        Appointment.objects.bulk_create([row])


def test_an_outsider_neither_sees_conflicts_nor_merges() -> None:
    twice, wang = person("王丽"), person("王莉")
    with pytest.raises(NotAllowed):
        conflicts_of(twice, wang, by=OUTSIDER)
    with pytest.raises(NotAllowed):
        merge(twice, into=wang, choices={}, otherwise=Side.STAYING, by=OUTSIDER)
    assert find_person(twice.pk) == twice


def test_a_person_and_an_organisation_are_not_one() -> None:
    with pytest.raises(CannotMerge):
        merge(person("王丽"), into=association(), choices={}, by=CLERK)


def test_the_merge_stands_in_the_trail_once_and_whoever_had_a_fact_open_is_told() -> None:
    twice, wang = person("王丽", BORN), person("王丽")
    opened = PersonFact.objects.get(person=twice, kind=PersonFactKind.BIRTH)
    dropped = PersonFact.objects.get(person=twice, kind=PersonFactKind.NAME)
    made = merge(twice, into=wang, choices={}, reason="同一人", by=CLERK)
    (entry,) = entries_of_subject(twice, by=CLERK).filter(act="merged")
    assert (entry.details["merge"], entry.details["into"], entry.details["facts"]) == (made.pk, wang.pk, 2)
    now = current_of(opened)
    assert now is not None
    assert (now.person, now.value) == (wang, "1975-03-09")
    assert current_of(dropped) == PersonFact.objects.get(person=wang, kind=PersonFactKind.NAME)
    change = find_change(opened)
    assert change is not None
    assert "陈书记员（组织人事部）" in change.says.zh
    assert "合并了两条记录" in change.says.zh


def test_every_kind_of_fact_is_guarded() -> None:
    """A new kind of fact brings its triggers in its own migration; else it could be rewritten, or left behind by a merge."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, array_agg(tgname::text) FROM pg_trigger WHERE NOT tgisinternal GROUP BY 1"
        )
        guards: dict[str, list[str]] = dict(cursor.fetchall())
    for model in fact_models():
        assert {"only_grows", "not_of_a_merged_record"} <= set(guards.get(model._meta.db_table, [])), model
