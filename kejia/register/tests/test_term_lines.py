"""Lines of terms as facts: once at a time even for two writers at once, never overwritten, moved by a merger."""

import threading
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from kejia.register import actions, settled_lists
from kejia.register.access import NotAllowed
from kejia.register.changes import find_change
from kejia.register.merging import merge
from kejia.register.models import Organisation, TermLine
from kejia.register.reads import find_organisation
from kejia.register.term_lines import set_term_line, term_lines_on
from kejia.register.tests.beside import run_beside
from kejia.register.tests.people import CLERK, OUTSIDER, TERM, association
from kejia.register.unmerging import undo_merge

DAY = date(2018, 5, 1)


def asked(of: Organisation, **words: Any) -> TermLine:
    given: dict[str, Any] = {
        "attribute": "woman", "relation": "at_least", "value": "25%", "modality": "must", "quote": "女代表",
        "since": TERM, "document": "某科协发〔2016〕30号", "document_date": date(2016, 10, 8), "by": CLERK,
    }  # fmt: skip
    return set_term_line(of, "congress", 9, **(given | words))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_the_same_line_at_once_one_is_refused() -> None:
    ours = association()
    both_ready = threading.Barrier(2, timeout=20)

    def enter(value: str) -> None:
        both_ready.wait()
        asked(ours, value=value)

    errors = run_beside([partial(enter, "25%"), partial(enter, "30%")])
    assert [type(error) for error in errors] == [actions.Overlaps]
    assert len(term_lines_on(DAY, None)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_the_same_line_at_once_the_slower_is_told_who_was_quicker() -> None:
    line = asked(association())
    both_ready = threading.Barrier(2, timeout=20)

    def put_right(value: str) -> None:
        both_ready.wait()
        actions.correct(TermLine.objects.get(pk=line.pk), by=CLERK, reason="核实", value=value)

    errors = run_beside([partial(put_right, "30%"), partial(put_right, "35%")])
    assert [type(error) for error in errors] == [actions.ChangedSince]
    change = find_change(line)
    assert change is not None and change.who == CLERK.name
    assert len(term_lines_on(DAY, None)) == 1


@pytest.mark.django_db
def test_an_outsider_enters_nothing_and_reads_nothing() -> None:
    ours = association()
    with pytest.raises(NotAllowed):
        asked(ours, by=OUTSIDER)
    for read in (
        partial(settled_lists.lines_of, ours, "congress"),
        partial(settled_lists.bases_of, ours, "congress"),
        partial(settled_lists.baselines_of, ours),
        partial(settled_lists.settled_organisations, limit=5),
    ):
        with pytest.raises(NotAllowed):
            read(by=OUTSIDER)
    assert not TermLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE register_termline SET value = '1%%'", "DELETE FROM register_termline"]
)
def test_raw_sql_neither_changes_nor_deletes_a_line(statement: str) -> None:
    asked(association())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_lines_go_along_when_their_organisation_is_merged_and_come_back() -> None:
    twice, stays = association(), association()
    asked(twice)
    then = timezone.now()
    merged = merge(twice, into=stays, choices={}, by=CLERK)
    assert find_organisation(twice.pk) == stays
    assert [row.organisation for row in term_lines_on(DAY, None)] == [stays.pk]
    assert [row.organisation for row in term_lines_on(DAY, then)] == [twice.pk]
    with pytest.raises(actions.MergedAway):
        asked(twice, attribute="minority")
    undo_merge(merged, by=CLERK, reason="不是同一个")
    assert [row.organisation for row in term_lines_on(DAY, None, [twice.pk])] == [twice.pk]
