"""The demo: into an empty register only, and out of it again with everything said of it, and nothing else."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from demo.federation_rows import Days, Federation
from demo.people import LIN
from kejia.register import actions, reads
from kejia.register.access import NotAllowed
from kejia.register.bulk import copy_facts
from kejia.register.demonstration import (
    AlreadyLoaded,
    MergedWithDemo,
    NoDemo,
    NotEmpty,
    digest_of,
    load_demo,
    remove_demo,
)
from kejia.register.kinds import MarkKind, OfficeKind, OrganisationKind
from kejia.register.models import (
    Appointment,
    Batch,
    Fact,
    IdentityDocument,
    Merge,
    Organisation,
    OrganisationFact,
    Person,
    PersonFact,
    Post,
    Replacement,
)
from kejia.register.tests.people import CLERK, OUTSIDER, TERM, association, person, post
from kejia.trail.models import Entry
from kejia.trail.tests.acting import seal_all
from kejia.trail.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Here the register is asked whether the demo is there."""
    cache.delete(reads.DEMO_LOADED)
    yield
    cache.delete(reads.DEMO_LOADED)


def small() -> Federation:
    """An association with a chair and a delegate."""
    made = Federation()
    made.people = 2
    ours = made.organisation(OrganisationKind.ASSOCIATION, "某县科协")
    chair = made.post(ours, OfficeKind.CHAIR, one_seat=True)
    delegates = made.post(ours, OfficeKind.DELEGATE, seats=2)
    for each, name in ((1, "林若川"), (2, "王苒")):
        made.fact_of_person(each, "name", name, Days())
        made.mark(each, MarkKind.LEADING_CADRE, holds=False)
    made.document(1, LIN.id_number, Days())
    made.appoint(1, chair, Days(TERM))
    made.appoint_all([1, 2], delegates, Days(TERM, date(2021, 12, 1)), term=7, votes_of=80)
    return made


def rows_left() -> int:
    tables: list[type[Model]] = [
        *Fact.__subclasses__(),
        Person,
        Organisation,
        Post,
        Replacement,
        Merge,
        Batch,
    ]
    return sum(model._default_manager.count() for model in tables)


def named(name: str) -> Person:
    return reads.find_people(name, by=CLERK).get()


def test_the_demo_is_one_batch_with_one_entry_of_counts_and_a_digest() -> None:
    loaded = load_demo(small(), by=CLERK)
    assert named("王苒").batch == loaded.batch
    assert Appointment.objects.filter(batch=loaded.batch).count() == 3
    entry = Entry.objects.get()
    assert (entry.act, entry.subject_id) == ("loaded_demo", str(loaded.batch.pk))
    assert entry.details["digest"] == digest_of(small())
    assert entry.details["written"]["appointment"] == 3
    document = IdentityDocument.objects.get()
    assert document.person == named("林若川")
    assert "0309" not in document.masked


def test_the_demo_goes_into_an_empty_register_only_and_once() -> None:
    load_demo(small(), by=CLERK)
    with pytest.raises(AlreadyLoaded):
        load_demo(small(), by=CLERK)
    remove_demo(by=CLERK)
    person()
    with pytest.raises(NotEmpty):
        load_demo(small(), by=CLERK)
    assert not Batch.objects.exists()


def test_a_demo_that_the_database_refuses_leaves_nothing() -> None:
    wrong = small()
    wrong.appoint(2, 1, Days(TERM))  # a second chair
    with pytest.raises(IntegrityError, match="appointment_one_holder"):
        load_demo(wrong, by=CLERK)
    assert rows_left() == 0


def test_removing_takes_all_that_was_said_of_the_demo_since_and_no_more() -> None:
    load_demo(small(), by=CLERK)
    ours, outside, chair = person("高远"), association(), Post.objects.get(office=OfficeKind.CHAIR)
    theirs = post(outside, OfficeKind.DELEGATE)
    kept = PersonFact.objects.get(person=ours)
    fact = PersonFact.objects.get(person=named("王苒"), kind="name")
    actions.correct(fact, by=CLERK, reason="听写有误", value="王冉")
    actions.end(Appointment.objects.get(post=chair), on=date(2018, 1, 1), by=CLERK)
    actions.appoint(ours, chair, since=date(2018, 1, 1), by=CLERK)
    actions.appoint(named("王冉"), theirs, since=TERM, by=CLERK)
    late = post(Organisation.objects.exclude(pk=outside.pk).get(), OfficeKind.STAFF)
    actions.appoint(ours, late, since=TERM, by=CLERK)
    removed = remove_demo(by=CLERK)
    assert removed["person"] == 2 and removed["post"] == 3 and removed["replacement"] == 2
    assert set(Person.objects.all()) == {ours}
    assert set(Organisation.objects.all()) == {outside}
    assert set(Post.objects.all()) == {theirs}
    assert set(PersonFact.objects.all()) == {kept}
    assert not Appointment.objects.exists()
    assert not OrganisationFact.objects.exists()
    assert not Replacement.objects.exists()
    assert Entry.objects.order_by("id").last().act == "removed_demo"  # type: ignore[union-attr]


@pytest.mark.django_db(transaction=True)
def test_after_loading_and_removing_the_trail_is_whole_and_the_register_empty() -> None:
    load_demo(small(), by=CLERK)
    remove_demo(by=CLERK)
    assert rows_left() == 0
    assert [entry.act for entry in Entry.objects.order_by("id")] == ["loaded_demo", "removed_demo"]
    seal_all(2)
    assert verify({}).whole
    with pytest.raises(NoDemo):
        remove_demo(by=CLERK)


def test_once_the_demo_is_gone_facts_are_kept_from_deletion_as_before() -> None:
    load_demo(small(), by=CLERK)
    remove_demo(by=CLERK)
    person("高远")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        PersonFact.objects.all().delete()


def test_the_demo_stays_while_one_of_its_records_is_merged_with_another() -> None:
    load_demo(small(), by=CLERK)
    theirs, ours = person("林若川"), Person.objects.exclude(batch=None).order_by("pk").first()
    assert ours is not None
    Person.objects.filter(pk=theirs.pk).update(merged_into=ours)
    merge = Merge.objects.create(person=theirs, into_person=ours, made_by=CLERK.id)
    with pytest.raises(MergedWithDemo) as refused:
        remove_demo(by=CLERK)
    assert refused.value.merges == [merge.pk]
    assert Batch.objects.filter(is_demo=True).exists()


def test_records_of_the_demo_merged_among_themselves_go_with_it() -> None:
    load_demo(small(), by=CLERK)
    one, other = Person.objects.order_by("pk")
    Person.objects.filter(pk=one.pk).update(merged_into=other)
    Merge.objects.create(person=one, into_person=other, made_by=CLERK.id)
    remove_demo(by=CLERK)
    assert rows_left() == 0


def test_an_outsider_neither_loads_nor_removes() -> None:
    with pytest.raises(NotAllowed):
        load_demo(small(), by=OUTSIDER)
    load_demo(small(), by=CLERK)
    with pytest.raises(NotAllowed):
        remove_demo(by=OUTSIDER)


def test_there_are_never_two_demos() -> None:
    load_demo(small(), by=CLERK)
    with pytest.raises(IntegrityError, match="batch_one_demo"), transaction.atomic():
        Batch.objects.create(title="又一份", made_by="x", is_demo=True)


def test_whether_the_demo_is_loaded_is_asked_once_a_minute() -> None:
    assert not reads.demo_loaded()
    load_demo(small(), by=CLERK)
    assert not reads.demo_loaded()  # as it was found; this test's transaction does not commit
    reads.look_for_demo_again()
    assert reads.demo_loaded()
    with connection.execute_wrapper(_refuse):
        assert reads.demo_loaded()


def _refuse(*_: object) -> object:
    raise DataError("nobody should ask")


def test_copied_facts_are_refused_by_the_same_rules_as_single_ones() -> None:
    load_demo(small(), by=CLERK)
    chair, ours = Post.objects.get(office=OfficeKind.CHAIR), person()
    days = Appointment.objects.get(post=chair).valid
    columns = ("person_id", "post_id", "one_seat", "capacity", "valid")
    with pytest.raises(IntegrityError, match="appointment_one_holder"), transaction.atomic():
        copy_facts(Appointment, columns, [(ours.pk, chair.pk, True, "part_time", days)], by=CLERK, batch=None)
    delegates = Post.objects.get(office=OfficeKind.DELEGATE)
    with pytest.raises(IntegrityError, match="would have 3 holders"), transaction.atomic():
        copy_facts(
            Appointment, columns, [(ours.pk, delegates.pk, False, "part_time", days)], by=CLERK, batch=None
        )
