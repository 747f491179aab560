"""Reading: what was done to whom, by whom, when; and not by everybody."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kejia.trail.access import MayNotReadTrail, may_read_trail
from kejia.trail.actions import record
from kejia.trail.actor import Actor
from kejia.trail.models import Entry
from kejia.trail.reads import entries_between, entries_of_actor, entries_of_subject, find_newest_head
from kejia.trail.tests.acting import CHEN, CONSOLE, LI, SYSTEM, act, act_and_seal, tamper

READS: list[Callable[[Actor], object]] = [
    lambda by: list(entries_of_subject(("register.post", "1"), by=by)),
    lambda by: list(entries_of_actor("person", "7", by=by)),
    lambda by: list(entries_between(date(2017, 1, 1), date(2100, 1, 1), by=by)),
]


@pytest.mark.django_db
def test_entries_are_found_by_subject_and_by_actor() -> None:
    first = record("appointed", by=CHEN, subject=("register.post", "1"))
    second = record("withdrew", by=LI, subject=("register.post", "1"))
    third = record("appointed", by=LI, subject=("register.person", "1"))
    assert list(entries_of_subject(("register.post", "1"), by=CONSOLE)) == [first, second]
    assert list(entries_of_actor("person", "8", by=SYSTEM)) == [second, third]
    assert list(entries_of_actor("console", "8", by=SYSTEM)) == []
    corrected = record("corrected", by=CHEN, subject=first)
    assert list(entries_of_subject(first, by=CONSOLE)) == [corrected]


@pytest.mark.django_db(transaction=True)
def test_a_day_is_a_day_in_shandong_and_both_ends_count() -> None:
    moments = [
        "2017-05-31 15:59:59.9+00",
        "2017-05-31 16:00+00",
        "2017-06-02 15:59:59.9+00",
        "2017-06-02 16:00+00",
    ]
    entries = act(4)
    tamper(
        *[
            f"UPDATE trail_entry SET at = '{moment}' WHERE id = {entry.pk}"
            for entry, moment in zip(entries, moments, strict=True)
        ]
    )
    assert list(entries_between(date(2017, 6, 1), date(2017, 6, 2), by=CONSOLE)) == entries[1:3]
    assert list(entries_between(date(2017, 6, 2), date(2017, 6, 1), by=CONSOLE)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("read", READS)
def test_a_person_may_not_read_and_learns_nothing(read: Callable[[Actor], object]) -> None:
    act(2)
    assert read(CONSOLE)
    assert read(SYSTEM)
    with pytest.raises(MayNotReadTrail):
        read(CHEN)  # not even what one did oneself, until the accounts say who may


def test_the_console_and_the_program_may_read_and_persons_not_yet() -> None:
    assert [may_read_trail(actor) for actor in (CONSOLE, SYSTEM, CHEN, LI)] == [True, True, False, False]


@pytest.mark.django_db
def test_a_list_with_names_takes_one_query() -> None:
    act(20)
    with CaptureQueriesContext(connection) as queries:
        names = {entry.actor_name for entry in entries_of_actor("person", "7", by=CONSOLE)}
    assert names == {"陈静"}
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_the_newest_head_is_open_to_all() -> None:
    assert find_newest_head() is None
    act_and_seal(2, 3)
    head = find_newest_head()
    assert head is not None
    assert head.size == Entry.objects.count() == 5
