"""Who served when, as known when: corrections keep what was known, and the database refuses what cannot be."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.kinds import Capacity, EstablishmentKind, OfficeKind, PersonFactKind
from kejia.register.models import Appointment, Person, PersonFact, Post, Seats
from kejia.register.periods import period, shown
from kejia.register.settled import NotSettled, require_settled, settled_moment
from kejia.register.tests.people import CLERK, OUTSIDER, TERM, association, mark, person, post

pytestmark = pytest.mark.django_db


def holders(of: Post, on: date, known: datetime | None = None) -> set[int]:
    believed = {"known__contains": known} if known else {"known__upper_inf": True}
    return set(
        Appointment.objects.filter(post=of, valid__contains=on, **believed).values_list(
            "person_id", flat=True
        )
    )


def test_whoever_leaves_on_a_day_served_to_the_day_before() -> None:
    wang, chair = person("王丽"), post(association(), OfficeKind.CHAIR, one_seat=True)
    served = actions.appoint(wang, chair, since=TERM, by=CLERK)
    actions.end(served, on=date(2018, 7, 1), by=CLERK, reason="调离")
    assert holders(chair, date(2018, 6, 30)) == {wang.pk}
    assert holders(chair, date(2018, 7, 1)) == set()
    last = Appointment.objects.get(known__upper_inf=True)
    assert shown(last.valid).zh == "2016-12-01 至 2018-06-30"


def test_a_correction_never_erases_what_was_known() -> None:
    wang, li, chair = person("王丽"), person("李强"), post(association(), OfficeKind.CHAIR, one_seat=True)
    wrong = actions.appoint(wang, chair, since=TERM, by=CLERK)
    then = timezone.now()
    actions.correct(wrong, by=CLERK, reason="录错了人", person=li)
    assert holders(chair, TERM) == {li.pk}
    assert holders(chair, TERM, known=then) == {wang.pk}


def test_a_fact_somebody_corrected_meanwhile_is_not_corrected_again_from_the_old_page() -> None:
    opened = actions.appoint(person("王丽"), post(association(), OfficeKind.CHAIR), since=TERM, by=CLERK)
    actions.end(opened, on=date(2018, 1, 1), by=CLERK)
    with pytest.raises(actions.ChangedSince):
        actions.end(opened, on=date(2019, 1, 1), by=CLERK)


def test_a_person_holds_a_post_once_at_a_time_and_a_one_seat_post_has_one_holder() -> None:
    wang, li, chair = person("王丽"), person("李强"), post(association(), OfficeKind.CHAIR, one_seat=True)
    actions.appoint(wang, chair, since=TERM, until=date(2021, 12, 1), by=CLERK)
    with pytest.raises(actions.AlreadyServing):
        actions.appoint(wang, chair, since=date(2020, 1, 1), by=CLERK)
    with pytest.raises(actions.AlreadyHeld):
        actions.appoint(li, chair, since=date(2021, 11, 30), by=CLERK)
    actions.appoint(li, chair, since=date(2021, 12, 1), by=CLERK)
    assert holders(chair, date(2021, 12, 1)) == {li.pk}


def test_a_body_has_at_most_its_seats_on_every_day() -> None:
    committee = post(association(), OfficeKind.COMMITTEE_MEMBER, seats=2)
    first = actions.appoint(person("王丽"), committee, since=TERM, by=CLERK)
    actions.appoint(person("李强"), committee, since=TERM, by=CLERK)
    with pytest.raises(actions.NoSeatLeft):
        actions.appoint(person("马超"), committee, since=date(2019, 1, 1), by=CLERK)
    actions.end(first, on=date(2019, 1, 1), by=CLERK)
    actions.appoint(person("马超"), committee, since=date(2019, 1, 1), by=CLERK)
    with pytest.raises(actions.NoSeatLeft):
        actions.appoint(person("赵敏"), committee, since=date(2018, 1, 1), until=date(2018, 2, 1), by=CLERK)


def test_the_database_refuses_too_many_for_bulk_writes_too() -> None:
    committee = post(association(), OfficeKind.COMMITTEE_MEMBER, seats=2)
    rows = [
        Appointment(
            person=person(), post=committee, capacity=Capacity.PART_TIME, valid=period(TERM), recorded_by="x"
        )
        for _ in range(3)
    ]
    with pytest.raises(IntegrityError, match="2 seats"), transaction.atomic():
        Appointment.objects.bulk_create(rows)


def test_seats_cannot_be_cut_below_those_who_sit() -> None:
    committee = post(association(), OfficeKind.COMMITTEE_MEMBER, seats=2)
    for name in ("王丽", "李强"):
        actions.appoint(person(name), committee, since=TERM, by=CLERK)
    with pytest.raises(actions.NoSeatLeft):
        actions.correct(Seats.objects.get(post=committee), by=CLERK, reason="压缩", number=1)


def test_a_person_draws_on_one_full_time_headcount() -> None:
    wang = person("王丽")
    here, there = (post(association(), OfficeKind.STAFF) for _ in range(2))
    full_time = {
        "capacity": Capacity.FULL_TIME,
        "establishment": EstablishmentKind.ADMINISTRATIVE,
        "by": CLERK,
    }
    actions.appoint(wang, here, since=TERM, **full_time)  # type: ignore[arg-type]
    with pytest.raises(actions.HeadcountTaken):
        actions.appoint(wang, there, since=TERM, **full_time)  # type: ignore[arg-type]
    actions.appoint(wang, there, since=TERM, capacity=Capacity.PART_TIME, by=CLERK)


def test_an_appointment_cannot_deny_that_its_post_has_one_seat() -> None:
    chair = post(association(), OfficeKind.CHAIR, one_seat=True)
    liar = Appointment(person=person(), post=chair, one_seat=False, capacity="part_time", valid=period(TERM))
    with pytest.raises(IntegrityError), transaction.atomic():
        liar.save(force_insert=True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_personfact SET value = '李丽'",
        "UPDATE register_personfact SET valid = daterange('2000-01-01', NULL)",
        "UPDATE register_personfact SET known = tstzrange(lower(known), NULL)",
        "UPDATE register_personfact SET known = tstzrange('2000-01-01', NULL)",
        "UPDATE register_personfact SET known = tstzrange(lower(known), clock_timestamp() + interval '1 day')",
        "DELETE FROM register_personfact",
        "DELETE FROM register_person",
    ],
)
def test_raw_sql_cannot_rewrite_history(statement: str) -> None:
    person("王丽")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_fact_holds_for_no_day() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFact.objects.create(person=person(), kind="name", value="王丽", valid=period(TERM, TERM))


def test_erasure_blanks_the_values_in_every_version_and_keeps_days_and_counts() -> None:
    wang, chair = person("王丽", date(1975, 3, 9), "女"), post(association(), OfficeKind.CHAIR)
    actions.appoint(wang, chair, since=TERM, by=CLERK)
    actions.correct(
        PersonFact.objects.get(person=wang, kind=PersonFactKind.NAME), by=CLERK, reason="改名", value="王莉"
    )
    rows = PersonFact.objects.filter(person=wang).count()
    actions.erase_person(wang, by=CLERK, reason="本人申请")
    facts = PersonFact.objects.filter(person=wang)
    assert {(f.value, f.low, f.high) for f in facts} == {("", None, None)}
    assert (facts.count(), holders(chair, TERM)) == (rows, {wang.pk})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM register_personfact f WHERE f::text LIKE '%%王%%' OR f::text LIKE '%%1975%%'"
        )
        assert cursor.fetchone() == (0,)
    another = person("李强")
    actions.erase_person(another, by=CLERK, reason="本人申请")


def test_an_outsider_writes_nothing() -> None:
    chair, wang = post(association(), OfficeKind.CHAIR), person("王丽")
    with pytest.raises(NotAllowed):
        actions.appoint(wang, chair, since=TERM, by=OUTSIDER)
    assert Appointment.objects.count() == 0


def test_future_facts_are_ordinary_and_vacancy_is_the_absence_of_a_fact() -> None:
    wang, chair = person("王丽"), post(association(), OfficeKind.CHAIR)
    later = timezone.localdate() + timedelta(days=100)
    actions.appoint(wang, chair, since=later, by=CLERK)
    assert holders(chair, timezone.localdate()) == set()
    assert holders(chair, later) == {wang.pk}


class Beside(threading.Thread):
    """Runs something on a connection of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.work()
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_for_the_last_seat_leave_one_in_it() -> None:
    committee = post(association(), OfficeKind.COMMITTEE_MEMBER, seats=1)
    people = [person("王丽"), person("李强")]
    both_ready = threading.Barrier(2)

    def take(who: Person) -> None:
        with transaction.atomic():
            both_ready.wait()
            actions.appoint(who, committee, since=TERM, by=CLERK)

    threads = [Beside(partial(take, who)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    errors = [t.error for t in threads if t.error]
    assert [type(e) for e in errors] == [actions.NoSeatLeft]
    assert len(holders(committee, TERM)) == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_known_at_a_moment_is_told_only_when_no_older_write_is_running() -> None:
    wang, chair = person("王丽"), post(association(), OfficeKind.CHAIR)
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            actions.appoint(wang, chair, since=TERM, by=CLERK)
            written.set()
            go_on.wait(30)

    writer = Beside(slow)
    writer.start()
    assert written.wait(30)
    between = timezone.now()
    assert holders(chair, TERM, known=between) == set()
    with pytest.raises(NotSettled):
        require_settled(between)
    go_on.set()
    writer.join(30)
    assert holders(chair, TERM, known=between) == {wang.pk}
    require_settled(between)
    assert settled_moment() >= between


def test_a_mark_is_one_answer_at_a_time() -> None:
    wang = person("王丽")
    mark(wang, "grassroots_frontline", True)  # type: ignore[arg-type]
    with pytest.raises(actions.Overlaps):
        mark(wang, "grassroots_frontline", False)  # type: ignore[arg-type]
