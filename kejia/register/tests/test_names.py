"""People found by their names: rare characters are kept, matched and printed."""

import pytest

from kejia.plain.names import print_name
from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.models import PersonFact
from kejia.register.reads import find_people
from kejia.register.tests.people import CLERK, OUTSIDER, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "typed", "printed"),
    [
        ("𠮷林", "𠮷　林", "𠮷　林"),  # Extension B
        ("王\ue863", "王 \ue863", "王　\ue863"),  # private use, as old installations wrote rare names
        ("阿依古丽·买买提", "阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽·买买提", "阿依古丽．买买提", "阿依古丽·买买提"),
        ("葛\U000e0100明", "葛明", "葛\U000e0100　明"),  # a variation selector
        ("Ａnna Ｓmith", "anna smith", "Ａnna Ｓmith"),
    ],
)
def test_a_rare_name_is_kept_found_and_printed(name: str, typed: str, printed: str) -> None:
    made = person(name)
    assert PersonFact.objects.get(person=made).value == name
    assert list(find_people(typed, by=CLERK)) == [made]
    assert print_name(name) == printed


@pytest.mark.parametrize(("one", "other"), [("吉林", "𠮷林"), ("王\ue863", "王\ue864"), ("\uf900", "豈")])
def test_characters_that_only_look_alike_are_not_taken_for_each_other(one: str, other: str) -> None:
    person(one)
    assert list(find_people(other, by=CLERK)) == []


def test_a_former_name_finds_its_bearer_and_a_withdrawn_or_erased_one_does_not() -> None:
    wang = person("王丽")
    name = PersonFact.objects.get(person=wang)
    actions.correct(name, by=CLERK, reason="录错", value="王莉")
    assert list(find_people("王丽", by=CLERK)) == []
    assert list(find_people("王莉", by=CLERK)) == [wang]
    actions.erase_person(wang, by=CLERK, reason="本人申请")
    assert list(find_people("王莉", by=CLERK)) == []
    assert list(find_people("", by=CLERK)) == []


def test_an_outsider_finds_nobody() -> None:
    with pytest.raises(NotAllowed):
        find_people("王丽", by=OUTSIDER)
