"""Two merges at once, and a merge beside somebody who writes: nothing is lost, nothing left behind."""

import threading
from functools import partial

import pytest
from django.db import transaction

from kejia.register import actions
from kejia.register.kinds import MarkKind
from kejia.register.merging import AlreadyMerged, merge
from kejia.register.models import Merge, Person, PersonFact
from kejia.register.reads import find_person
from kejia.register.tests.beside import run_beside
from kejia.register.tests.people import CLERK, mark, person


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("crossed", [True, False])
def test_of_two_merges_at_once_that_touch_one_record_the_second_is_refused(crossed: bool) -> None:
    first, second, third = (person("王丽") for _ in range(3))
    pairs = [(first, second), (second, first)] if crossed else [(first, second), (first, third)]
    both_ready = threading.Barrier(2, timeout=20)

    def run(pair: tuple[Person, Person]) -> None:
        both_ready.wait()
        merge(pair[0], into=pair[1], choices={}, by=CLERK)

    errors = run_beside([partial(run, pair) for pair in pairs])
    assert [type(error) for error in errors] == [AlreadyMerged]
    (made,) = Merge.objects.all()
    assert find_person(made.leaving.pk) == made.staying


@pytest.mark.django_db(transaction=True)
def test_a_fact_written_while_a_merge_is_under_way_is_moved_or_refused_but_never_left_behind() -> None:
    twice, wang = person("王丽"), person("王丽")
    written, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            mark(twice, MarkKind.WORKER, True)
            written.set()
            go_on.wait(20)

    def merge_meanwhile() -> None:
        assert written.wait(20)
        threading.Timer(0.5, go_on.set).start()
        merge(twice, into=wang, choices={}, by=CLERK)

    assert run_beside([write, merge_meanwhile]) == []
    assert [s.person for s in wang.standings.filter(known__upper_inf=True)] == [wang]

    another = person("王丽")
    merging = threading.Event()

    def merge_slowly() -> None:
        with transaction.atomic():
            merge(another, into=wang, choices={}, by=CLERK)
            merging.set()
            threading.Event().wait(0.5)

    def write_meanwhile() -> None:
        assert merging.wait(20)
        mark(another, MarkKind.LEADING_CADRE, True)

    errors = run_beside([merge_slowly, write_meanwhile])
    assert [type(error) for error in errors] == [actions.MergedAway]
    assert not another.standings.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_fact_that_is_being_changed_while_a_merge_begins_is_merged_as_changed(withdrawn: bool) -> None:
    twice, wang = person("王丽"), Person.objects.create()
    name = PersonFact.objects.get(person=twice)
    changed, go_on = threading.Event(), threading.Event()

    def change() -> None:
        with transaction.atomic():
            if withdrawn:
                actions.withdraw(name, by=CLERK, reason="录错")
            else:
                actions.correct(name, by=CLERK, reason="录错", value="王莉")
            changed.set()
            go_on.wait(20)

    def merge_meanwhile() -> None:
        assert changed.wait(20)
        threading.Timer(0.5, go_on.set).start()
        merge(twice, into=wang, choices={}, by=CLERK)

    assert run_beside([change, merge_meanwhile]) == []
    believed = PersonFact.objects.filter(known__upper_inf=True)
    assert [(fact.person, fact.value) for fact in believed] == ([] if withdrawn else [(wang, "王莉")])
