"""Two people at one record at once: one act stands, the other is told; on connections of their own."""

from datetime import date

import pytest
from django.db import connection, transaction

from kejia.programmes.records.actions import ChangedMeanwhile, enter_as_seen, merge_as_seen
from kejia.register import actions
from kejia.register.histories import version_of
from kejia.register.kinds import Side
from kejia.register.models import BELIEVED, Merge, PersonFact
from kejia.register.periods import period
from kejia.register.settled import settled_moment
from kejia.register.tests.beside import Beside, run_beside
from kejia.register.tests.people import CLERK, person

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = (("讲师", period(date(2010, 1, 1), date(2015, 1, 1))), ("教授", period(date(2015, 1, 1))))


def test_of_two_who_enter_the_same_kind_at_once_the_second_is_told() -> None:
    wang = person("王丽")
    seen, opened = version_of(wang, by=CLERK, models=[PersonFact]), settled_moment()

    def enter(number: int) -> None:
        value, days = TITLES[number]
        fact = PersonFact(person=wang, kind="title", value=value, valid=days)
        enter_as_seen(
            wang,
            lambda: actions.believe(fact, by=CLERK),
            model=PersonFact,
            seen=seen,
            opened=opened,
            by=CLERK,
        )

    errors = run_beside([lambda: enter(0), lambda: enter(1)])
    assert [type(error) for error in errors] == [ChangedMeanwhile]
    assert PersonFact.objects.filter(BELIEVED, kind="title").count() == 1


def test_a_merge_waits_for_who_is_correcting_and_is_then_refused() -> None:
    wang, twice = person("王丽"), person("王丽", date(1975, 3, 9))
    seen, opened = version_of(twice, wang, by=CLERK), settled_moment()

    def merge_them() -> None:
        merge_as_seen(
            twice,
            into=wang,
            choices={},
            otherwise=Side.STAYING,
            reason="同一人",
            seen=seen,
            opened=opened,
            by=CLERK,
        )

    merging = Beside(merge_them)
    with transaction.atomic():
        birth = PersonFact.objects.get(person=twice, kind="birth")
        actions.correct(birth, by=CLERK, reason="查档", value="1975-04-09")
        merging.start()
        merging.join(1)
        assert merging.is_alive()
    merging.join(30)
    error = merging.error
    assert isinstance(error, ChangedMeanwhile)
    assert [fact.value for fact in error.begun if isinstance(fact, PersonFact)] == ["1975-04-09"]
    assert not Merge.objects.exists()
    connection.close()
