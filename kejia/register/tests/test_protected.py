"""Protected fields: read for a purpose, seen by the person, written once; corrections in one step; erasure."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from kejia.plain.identifiers import check_character
from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.identifying import reveal_document, set_document
from kejia.register.kinds import PersonFactKind, ProtectedField
from kejia.register.models import CorrectionRequest, Person, PersonFact, ProtectedReading
from kejia.register.periods import period
from kejia.register.protected import (
    NoPurpose,
    NothingKept,
    NotOpen,
    OneIsOpen,
    answer_correction,
    corrections_of,
    mask_birth,
    open_corrections,
    readings_of,
    request_correction,
    reveal_birth,
)
from kejia.register.tests.insiders import make_insider
from kejia.register.tests.people import CLERK, OUTSIDER, person
from kejia.trail.actor import Actor
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db

NUMBER = "37010219750309101" + check_character("37010219750309101")


def born(name: str = "王丽") -> Person:
    who = person(name)
    actions.believe(
        PersonFact(
            person=who,
            kind=PersonFactKind.BIRTH,
            value="1975-03-09",
            low=19750309,
            high=19750309,
            valid=period(None),
        ),
        by=CLERK,
    )
    return who


def self_of(who: Person) -> Actor:
    return Actor("person", str(who.pk), "王丽", "")


@pytest.mark.parametrize(
    ("written", "masked"), [("1975-03-09", "1975-03"), ("1975-03", "1975-03"), ("1975", "1975"), ("", "")]
)
def test_a_birth_is_shown_to_the_month(written: str, masked: str) -> None:
    assert mask_birth(written) == masked


def test_a_person_sees_who_read_what_of_theirs_what_for_and_when() -> None:
    secretary = make_insider()
    named = PersonFact(person=secretary.person, kind=PersonFactKind.NAME, value="陈静", valid=period(None))
    actions.believe(named, by=CLERK)
    wang = born()
    document = set_document(wang, NUMBER, by=CLERK)
    reveal_document(document, purpose="办理因公出国", by=CLERK)
    assert reveal_birth(wang, purpose="核对年龄", by=secretary.actor) == "1975-03-09"
    seen = readings_of(wang, by=self_of(wang))
    assert [(each.field, each.reading.purpose, each.reader_name) for each in seen] == [
        (ProtectedField.BIRTH, "核对年龄", "陈静"),
        (ProtectedField.DOCUMENT, "办理因公出国", CLERK.id),
    ]
    assert seen[0].reading.acted_as == secretary.actor.acted_as
    assert Entry.objects.filter(act="revealed").count() == 2


def test_nobody_else_sees_who_read_them_and_no_purpose_or_right_means_no_value() -> None:
    wang, li = born(), born("李强")
    for refused in (OUTSIDER, self_of(li)):
        with pytest.raises(NotAllowed):
            readings_of(wang, by=refused)
        with pytest.raises(NotAllowed):
            reveal_birth(wang, purpose="好奇", by=refused)
    with pytest.raises(NoPurpose):
        reveal_birth(wang, purpose=" ", by=CLERK)
    with pytest.raises(NothingKept):
        reveal_birth(person("赵一"), purpose="核对", by=CLERK)
    assert ProtectedReading.objects.count() == 0


def test_a_reading_is_neither_changed_nor_deleted_but_an_erasure_takes_its_purpose() -> None:
    wang = born()
    reveal_birth(wang, purpose="给王丽办理出国", by=CLERK)
    request_correction(wang, "我生于三月八日", by=self_of(wang))
    changes: list[Callable[[], object]] = [
        lambda: ProtectedReading.objects.update(purpose=""),
        lambda: ProtectedReading.objects.update(reader="9"),
        lambda: ProtectedReading.objects.all().delete(),
    ]
    for change in changes:
        with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
            change()
    actions.erase_person(wang, by=CLERK, reason="本人申请")
    assert list(ProtectedReading.objects.values_list("purpose", "reader")) == [("", CLERK.id)]
    assert list(CorrectionRequest.objects.values_list("words", flat=True)) == [""]


def test_a_correction_is_asked_for_in_one_step_and_answered_once_by_somebody_else() -> None:
    secretary = make_insider()
    wang = born()
    me = self_of(wang)
    request = request_correction(wang, "我生于三月八日，不是九日", by=me)
    with pytest.raises(OneIsOpen):
        request_correction(wang, "再说一遍", by=me)
    for refused in (OUTSIDER, me):
        with pytest.raises(NotAllowed):
            answer_correction(request, done=True, answer="已改", by=refused)
    assert open_corrections(by=secretary.actor) == [request]
    assert open_corrections(by=OUTSIDER) == []
    with pytest.raises(NoPurpose):
        answer_correction(request, done=False, answer="", by=secretary.actor)
    answer_correction(request, done=True, answer="已按证件改为八日", by=secretary.actor)
    with pytest.raises(NotOpen):
        answer_correction(request, done=False, answer="不改", by=secretary.actor)
    (answered,) = corrections_of(wang, by=me)
    assert (answered.done, answered.answer) == (True, "已按证件改为八日")
    request_correction(wang, "单位也变了", by=me)
    assert Entry.objects.filter(act__in=["requested_correction", "answered_correction"]).count() == 3


def test_nobody_asks_for_another() -> None:
    with pytest.raises(NotAllowed):
        request_correction(born(), "他的不对", by=self_of(born("李强")))
