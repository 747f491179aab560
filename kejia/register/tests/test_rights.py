"""The right that the console gives in an emergency: to one person, short, written down, ending by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kejia.register import actions
from kejia.register.access import NotAllowed, may_reveal, may_write
from kejia.register.kinds import OfficeKind, Right
from kejia.register.models import EmergencyRight, Person
from kejia.register.rights import NoReason, NoSuchPerson, NotThatLong, give_emergency_right
from kejia.register.tests.people import CLERK, OUTSIDER, TERM, association, person, post
from kejia.trail.actor import Actor
from kejia.trail.reads import entries_of_subject

pytestmark = pytest.mark.django_db


def signed_in(who: Person) -> Actor:
    return Actor("person", str(who.pk), "王丽", "")


def test_one_person_may_write_for_some_hours_and_nobody_else() -> None:
    wang, li = person("王丽"), person("李强")
    assert not may_write(signed_in(wang))
    give_emergency_right(wang.pk, Right.WRITE, hours=24, reason="管理员全部离岗", by=CLERK)
    assert may_write(signed_in(wang))
    assert not may_write(signed_in(li))
    assert not may_reveal(signed_in(wang))
    actions.appoint(li, post(association(), OfficeKind.CHAIR), since=TERM, by=signed_in(wang))


def test_the_right_ends_by_itself() -> None:
    wang = person("王丽")
    began = timezone.now() - timedelta(hours=3)
    EmergencyRight.objects.create(
        person=wang, right=Right.WRITE, reason="演练", made_by="root", made_at=began,
        until=began + timedelta(hours=2),
    )  # fmt: skip
    assert not may_write(signed_in(wang))


def test_only_the_console_gives_it_and_it_stands_in_the_trail() -> None:
    wang = person("王丽")
    for other in (OUTSIDER, signed_in(wang), Actor("system", "worker", "worker", "")):
        with pytest.raises(NotAllowed):
            give_emergency_right(wang.pk, Right.WRITE, hours=1, reason="试试", by=other)
    given = give_emergency_right(wang.pk, Right.WRITE, hours=1, reason="管理员全部离岗", by=CLERK)
    with pytest.raises(NotAllowed):
        give_emergency_right(wang.pk, Right.WRITE, hours=24, reason="再续", by=signed_in(wang))
    (entry,) = entries_of_subject(wang, by=CLERK).filter(act="gave_emergency_right")
    assert entry.details == {"right": "write", "until": given.until.isoformat(), "given": given.pk}


def test_it_needs_a_person_a_reason_and_at_most_a_day() -> None:
    wang = person("王丽")
    with pytest.raises(NoSuchPerson):
        give_emergency_right(wang.pk + 1, Right.WRITE, hours=1, reason="管理员全部离岗", by=CLERK)
    with pytest.raises(NoReason):
        give_emergency_right(wang.pk, Right.WRITE, hours=1, reason=" ", by=CLERK)
    for hours in (0, -1, 25):
        with pytest.raises(NotThatLong):
            give_emergency_right(wang.pk, Right.WRITE, hours=hours, reason="管理员全部离岗", by=CLERK)
    assert EmergencyRight.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_emergencyright SET until = until + interval '1 hour'",
        "UPDATE register_emergencyright SET person_id = (SELECT max(id) FROM register_person)",
        "DELETE FROM register_emergencyright",
        'INSERT INTO register_emergencyright (person_id, "right", reason, made_by, made_at, until)'
        " SELECT person_id, \"right\", 'x', 'x', now(), now() + interval '25 hours' FROM register_emergencyright",
    ],
)
def test_raw_sql_neither_lengthens_nor_hides_it(statement: str) -> None:
    wang = person("王丽")
    person("李强")
    give_emergency_right(wang.pk, Right.WRITE, hours=1, reason="管理员全部离岗", by=CLERK)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("id", ["visitor", "１２", "-1", "9" * 30, "1 OR 1"])
def test_an_actor_whose_id_is_no_number_has_no_right(id: str) -> None:
    assert not may_write(Actor("person", id, "外来人", ""))
