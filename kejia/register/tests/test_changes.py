"""Somebody changed this since you opened it: who, when, and what it says now."""

import pytest
from django.utils import timezone

from kejia.register import actions
from kejia.register.changes import current_of, find_change
from kejia.register.models import Batch, PersonFact
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, person
from kejia.trail.actions import forget_actor
from kejia.trail.actor import Actor
from kejia.trail.reads import entries_of_subject, was_private

pytestmark = pytest.mark.django_db

LI = Actor("console", "li", "李强", "组织人事部")


def name_of_somebody() -> PersonFact:
    return PersonFact.objects.get(person=person("王丽"))


def test_a_fact_that_is_believed_is_its_own_current_belief() -> None:
    opened = name_of_somebody()
    assert current_of(opened) == opened
    assert find_change(opened) is None


def test_whoever_comes_second_is_told_who_changed_it_when_and_what_it_says_now() -> None:
    opened = name_of_somebody()
    once = actions.correct(opened, by=CLERK, reason="录错", value="王莉")
    twice = actions.correct(once, by=LI, reason="又错", value="王立")
    with pytest.raises(actions.ChangedSince) as refused:
        actions.correct(opened, by=CLERK, reason="改名", value="王力")
    assert current_of(refused.value.fact) == twice
    change = find_change(refused.value.fact)
    assert change is not None
    assert (change.now, change.who) == (twice, "李强")
    when = timezone.localtime(change.when).strftime("%Y-%m-%d %H:%M")
    assert change.says.zh == f"您打开之后，李强（组织人事部）已于{when}更正了这条内容；请按现在的内容再改"
    assert "李强 (组织人事部) corrected it" in change.says.en


def test_a_withdrawn_fact_has_no_current_belief_and_says_who_withdrew_it() -> None:
    opened = name_of_somebody()
    actions.withdraw(actions.correct(opened, by=CLERK, reason="录错", value="王莉"), by=LI, reason="查无此人")
    change = find_change(opened)
    assert current_of(opened) is None
    assert change is not None
    assert change.now is None
    assert "李强（组织人事部）已于" in change.says.zh
    assert "撤回" in change.says.zh


def test_a_fact_gone_with_its_import_says_who_took_the_import_back() -> None:
    batch = Batch.objects.create(title="名册", made_by="clerk")
    fact = PersonFact(person=person(), kind="name", value="王丽", valid=period(None), batch=batch)
    opened = actions.believe(fact, by=CLERK)
    actions.undo_batch(batch, by=LI, reason="导错文件")
    change = find_change(opened)
    assert change is not None
    assert (change.now, change.who) == (None, "李强")


def test_who_was_forgotten_is_not_named() -> None:
    opened = name_of_somebody()
    actions.correct(opened, by=LI, reason="录错", value="王莉")
    forget_actor("console", "li")
    change = find_change(opened)
    assert change is not None
    assert change.who == ""
    assert "有人（组织人事部）" in change.says.zh


def test_a_correction_leaves_no_moment_at_which_nothing_was_known() -> None:
    opened = name_of_somebody()
    better = actions.correct(opened, by=CLERK, reason="录错", value="王莉")
    opened.refresh_from_db()
    better.refresh_from_db()
    assert opened.known.upper == better.known.lower


def test_the_reason_of_a_withdrawal_is_forgotten_with_the_person() -> None:
    opened = name_of_somebody()
    actions.withdraw(opened, by=LI, reason="查无此人")
    (entry,) = entries_of_subject(opened, by=CLERK).filter(act="withdrew")
    assert was_private(entry, {"reason": "查无此人"}, by=CLERK) is True
    actions.erase_person(opened.person, by=CLERK, reason="本人申请")
    assert was_private(entry, {"reason": "查无此人"}, by=CLERK) is None
