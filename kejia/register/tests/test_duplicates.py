"""Records that may be one are found with their reasons; those that only look alike are not."""

from datetime import date

import pytest

from kejia.plain.identity_documents import DocumentKind
from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.duplicates import likely_duplicate_organisations, likely_duplicates
from kejia.register.identifying import set_document
from kejia.register.kinds import OrganisationKind, Sameness
from kejia.register.merging import merge
from kejia.register.models import Employment, Organisation, OrganisationFact, Person, PersonFact
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, OUTSIDER, person

pytestmark = pytest.mark.django_db

BORN = date(1975, 3, 9)
CODE = "51370000MJD123456X"


def employed(who: Person, unit: str = "", organisation: Organisation | None = None) -> Person:
    actions.believe(
        Employment(person=who, unit=unit, organisation=organisation, valid=period(None)), by=CLERK
    )
    return who


def organisation(kind: OrganisationKind = OrganisationKind.SOCIETY, **said: str) -> Organisation:
    made = Organisation.objects.create(kind=kind)
    for what, value in said.items():
        fact = OrganisationFact(organisation=made, kind=what, value=value, valid=period(None))
        actions.believe(fact, by=CLERK)
    return made


def test_name_birth_and_employer_alike_are_a_reason_however_they_are_written() -> None:
    one = employed(person("王　丽", BORN), "某大学（东校区）")
    other = employed(person("王丽", BORN), "某大学(东校区)")
    found = likely_duplicates(by=CLERK)
    assert found == [(one.pk, other.pk, (Sameness.NAME_BIRTH_EMPLOYER,))]


def test_a_birth_known_to_the_month_may_be_the_same() -> None:
    one, other = employed(person("王丽", BORN), "某大学"), employed(person("王丽"), "某大学")
    month = PersonFact(
        person=other, kind="birth", value="1975-03", low=19750301, high=19750331, valid=period(None)
    )
    actions.believe(month, by=CLERK)
    assert [(d.one, d.other) for d in likely_duplicates(by=CLERK)] == [(one.pk, other.pk)]


def test_alike_in_two_of_the_three_is_no_reason() -> None:
    unit = organisation(name="某大学")
    employed(person("王丽", BORN), organisation=unit)
    employed(person("王丽", date(1975, 3, 10)), organisation=unit)
    employed(person("王莉", BORN), organisation=unit)
    employed(person("王丽", BORN), "别的单位")
    person("王丽", BORN)
    employed(person("王丽"), organisation=unit)
    assert likely_duplicates(by=CLERK) == []


def test_the_same_number_is_the_surest_reason_and_comes_first() -> None:
    first, second = employed(person("王丽", BORN), "某大学"), employed(person("王丽", BORN), "某大学")
    one, other = person("阿依古丽"), person("Aygul")
    set_document(one, "M12345678", DocumentKind.PASSPORT, by=CLERK)
    set_document(other, "M12345678", DocumentKind.HONG_KONG_MACAO_PERMIT, by=CLERK)
    assert likely_duplicates(by=CLERK) == [
        (one.pk, other.pk, (Sameness.DOCUMENT,)),
        (first.pk, second.pk, (Sameness.NAME_BIRTH_EMPLOYER,)),
    ]


def test_the_erased_and_the_merged_are_no_duplicates() -> None:
    one, other = (employed(person("王丽", BORN), "某大学") for _ in range(2))
    merge(one, into=other, choices={}, by=CLERK)
    assert likely_duplicates(by=CLERK) == []
    third = employed(person("王丽", BORN), "某大学")
    assert [(d.one, d.other) for d in likely_duplicates(by=CLERK)] == [(other.pk, third.pk)]
    for each in (other, third):
        actions.erase_person(each, by=CLERK, reason="本人申请")
    assert likely_duplicates(by=CLERK) == []


def test_organisations_are_one_by_their_code_or_by_name_and_division() -> None:
    one = organisation(name="某省力学学会", credit_code=CODE, division="370000")
    other = organisation(name="某省力学会", credit_code=CODE)
    third = organisation(name="某省 力学学会", division="370000")
    organisation(name="某省力学学会", division="370100")
    organisation(OrganisationKind.CLUSTER, name="某省力学学会", division="370000")
    assert likely_duplicate_organisations(by=CLERK) == [
        (one.pk, other.pk, (Sameness.CREDIT_CODE,)),
        (one.pk, third.pk, (Sameness.NAME_DIVISION,)),
    ]


def test_an_outsider_learns_of_no_duplicates() -> None:
    for read in (likely_duplicates, likely_duplicate_organisations):
        with pytest.raises(NotAllowed):
            read(by=OUTSIDER)
