"""What an undone import leaves are identity rows, which never change: they appear nowhere and count nowhere."""

from datetime import date

import pytest
from django.utils import timezone

from kejia.judging.live_units import families
from kejia.plain.identity_documents import read_identity_document
from kejia.register import actions, cards, exporting
from kejia.register.beginning import NotEmpty, begin_association
from kejia.register.duplicates import likely_duplicate_organisations, likely_duplicates
from kejia.register.importing.lists import judge_list
from kejia.register.importing.rows import (
    AppointmentRow,
    OrganisationRow,
    Outcome,
    PersonPart,
    Row,
)
from kejia.register.importing.writing import undo_import, write_list
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.models import Batch, Organisation, OrganisationFact, Person, Post
from kejia.register.naming import posts_in
from kejia.register.periods import period
from kejia.register.reads import find_organisations, find_people
from kejia.register.tests.people import CLERK, TERM

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 1)
TOWNSHIP = OrganisationRow(2, "某镇", OrganisationKind.TOWNSHIP, division="370102001")
SOCIETY = OrganisationRow(3, "某省机械学会", OrganisationKind.SOCIETY, division="370000")
WANG = PersonPart("王丽", (19750309, 19750309), read_identity_document("370102197503090022"), "某中学", "女")
APPOINTED = AppointmentRow(2, WANG, "某省机械学会", OfficeKind.PRESIDENT, TERM)


def written(*rows: Row) -> Batch:
    return write_list(judge_list(rows), title="名单", by=CLERK, details={})


def listed() -> list[str]:
    lines = cards.list_organisations(DAY, None, limit=50, by=CLERK)
    return [line.name for line in lines]


def in_being() -> set[int]:
    return {id for ids in families(DAY, None).values() for id in ids}


def test_organisations_of_an_undone_import_are_in_no_list_search_count_or_family() -> None:
    batch = written(TOWNSHIP, SOCIETY)
    assert (len(in_being()), sorted(listed())) == (2, ["某省机械学会", "某镇"])
    undo_import(batch, by=CLERK, reason="导错了表")
    assert Organisation.objects.count() == 2
    assert (in_being(), listed()) == (set(), [])
    assert cards.count_organisations(DAY, None, by=CLERK) == []
    assert not find_organisations("某镇", by=CLERK).exists()
    assert list(exporting.organisations(DAY, None, by=CLERK)) == []
    written(TOWNSHIP, SOCIETY)
    assert len(in_being()) == 2
    assert likely_duplicate_organisations(by=CLERK) == []


def test_as_known_before_the_undoing_they_are_still_there() -> None:
    batch = written(TOWNSHIP)
    known = timezone.now()
    undo_import(batch, by=CLERK, reason="导错了表")
    ids = {id for found in families(DAY, known).values() for id in found}
    assert ids == {Organisation.objects.get().pk}


def test_an_organisation_of_an_undone_import_that_is_named_again_is_in_being_again() -> None:
    undo_import(written(TOWNSHIP), by=CLERK, reason="导错了表")
    again = Organisation.objects.get()
    named = OrganisationFact(organisation=again, kind="name", value="某镇", valid=period(None))
    actions.believe(named, by=CLERK)
    assert in_being() == {again.pk}


def test_people_of_an_undone_import_are_in_no_list_or_search_and_no_duplicate_of_those_who_come_again() -> (
    None
):
    written(SOCIETY)
    undo_import(written(APPOINTED), by=CLERK, reason="导错了表")
    assert Person.objects.count() == 1
    assert list(exporting.people(DAY, None, by=CLERK)) == []
    assert not find_people("王丽", by=CLERK).exists()
    judgement = judge_list([APPOINTED])
    assert [row.outcome for row in judgement.rows] == [Outcome.NEW]
    written(APPOINTED)
    assert likely_duplicates(by=CLERK) == []
    assert len(list(exporting.people(DAY, None, by=CLERK))) == 1


def test_a_post_of_an_undone_import_stands_on_no_card_and_is_taken_again_by_the_next() -> None:
    written(SOCIETY)
    society = Organisation.objects.get()
    undo_import(written(APPOINTED), by=CLERK, reason="导错了表")
    assert cards.holders_in(society.pk, DAY, None, by=CLERK) == []
    written(APPOINTED)
    assert [holder.office for holder in cards.holders_in(society.pk, DAY, None, by=CLERK)] == ["president"]
    assert Post.objects.count() == 1


def test_a_post_of_an_undone_import_is_not_offered_until_somebody_holds_it_again() -> None:
    written(SOCIETY)
    society = Organisation.objects.get()
    undo_import(written(APPOINTED), by=CLERK, reason="导错了表")
    assert posts_in(society.pk, by=CLERK) == []
    written(APPOINTED)
    assert [post.office for post in posts_in(society.pk, by=CLERK)] == ["president"]


def test_a_register_that_holds_only_what_an_undone_import_left_is_begun_and_no_other() -> None:
    batch = written(TOWNSHIP)
    begin = {"name": "某市科协", "level": "city", "division": "370100", "administrator": "王丽"}
    with pytest.raises(NotEmpty):
        begin_association(**begin, by=CLERK)
    undo_import(batch, by=CLERK, reason="导错了表")
    assert Organisation.objects.exists()
    assert begin_association(**begin, by=CLERK).association.pk
