"""What is read of one organisation alone is what is read of all at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kejia.judging.live import FEW, tallies
from kejia.judging.live_bodies import judge_bodies
from kejia.judging.live_units import families
from kejia.judging.tests.federation import organisation, province, seat
from kejia.judging.timeline import tallied_days
from kejia.norms.basis import UNSET
from kejia.norms.law import load_law
from kejia.register.kinds import MarkKind, OfficeKind, OrganisationKind
from kejia.register.models import Organisation
from kejia.register.tests.people import mark

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 1)
LAW = load_law()
BASIS = replace(UNSET, young_middle_aged_age=38)


@pytest.fixture
def organisations() -> list[Organisation]:
    """A province and a society with people in all sorts of standing, delegates invited and not, and two counties."""
    ours = province()
    society = organisation(OrganisationKind.SOCIETY, "某学会", level="province")
    counties = [
        organisation(OrganisationKind.ASSOCIATION, f"{name}县科协", level="county") for name in "甲乙"
    ]
    for office, of in (
        (OfficeKind.DELEGATE, ours), (OfficeKind.INVITED_DELEGATE, ours), (OfficeKind.COMMITTEE_MEMBER, ours),
        (OfficeKind.STANDING_MEMBER, ours), (OfficeKind.DIRECTOR, society), (OfficeKind.DELEGATE, counties[0]),
    ):  # fmt: skip
        people = seat(of, office, [True, False, None, True])
        mark(people[0], MarkKind.LEADING_CADRE, True, since=date(2018, 2, 1))
        mark(people[1], MarkKind.WORKER, False)
    return [ours, society, *counties]


def test_one_organisation_is_judged_as_among_all(organisations: list[Organisation]) -> None:
    placed = families(DAY, None)
    everyone = list(judge_bodies(LAW, DAY, None, placed))
    assert len({each.outcome for each in everyone}) >= 2
    for one in organisations:
        own: Any = {family: [one.pk] for family, members in placed.items() if one.pk in members}
        alone = list(judge_bodies(LAW, DAY, None, own, only=one.pk))
        assert alone == [each for each in everyone if each.subject.organisation == one.pk]


def test_people_are_counted_alike_one_by_one_and_all_at_once(organisations: list[Organisation]) -> None:
    attributes = list(dict.fromkeys(norm.attribute for norm in LAW.norms))
    ids = [one.pk for one in organisations]
    by_one = tallies(attributes, DAY, BASIS, invited=True, organisations=ids)
    many = [*ids, *range(10**9, 10**9 + FEW)]
    assert by_one == tallies(attributes, DAY, BASIS, invited=True, organisations=many)
    assert by_one == tallies(attributes, DAY, BASIS, invited=True)


def test_the_line_of_one_body_is_that_among_all(organisations: list[Organisation]) -> None:
    attributes = list(dict.fromkeys(norm.attribute for norm in LAW.norms))
    everyone = tallied_days(attributes, BASIS, invited=True)
    assert len(everyone) >= 5
    for body, days in everyone.items():
        assert len(days) >= 2
        assert tallied_days(attributes, BASIS, invited=True, body=body) == {body: days}
