"""What comes out: lists on a day as known at a moment, and the official list as it is printed."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from xml.etree import ElementTree

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kejia.programmes.imports.documents import official_docx
from kejia.programmes.imports.official import Member, OfficialList
from kejia.register import actions
from kejia.register.kinds import OfficeKind, OrganisationFactKind, PersonFactKind
from kejia.register.models import Organisation, OrganisationFact, Person, PersonFact
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM, association, person, post
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = "2018-01-01"
TAKEN = {"purpose": "换届会议材料"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def an_inside_installation(insider: Insider) -> None:
    """Inside, with an administrator signed in."""


def said(who: Person, kind: PersonFactKind, value: str) -> None:
    actions.believe(PersonFact(person=who, kind=kind, value=value, valid=period(None)), by=CLERK)


def a_committee() -> Organisation:
    """A chair, a part-time vice-chair and three members, one of them a woman of the Hui."""
    here = association()
    name = OrganisationFact(
        organisation=here, kind=OrganisationFactKind.NAME, value="某市科协", valid=period(None)
    )
    actions.believe(name, by=CLERK)
    members = post(here, OfficeKind.COMMITTEE_MEMBER)
    for each in ("赵小敏", "丁一", "王丽"):
        who = person(each, sex="女" if each == "王丽" else "男")
        actions.appoint(who, members, since=TERM, by=CLERK)
        if each == "王丽":
            said(who, PersonFactKind.ETHNIC_GROUP, "回族")
    vice = post(here, OfficeKind.PART_TIME_VICE_CHAIR)
    actions.appoint(person("马超"), vice, since=TERM, by=CLERK)
    actions.appoint(person("欧阳春", sex="男"), post(here, OfficeKind.CHAIR), since=TERM, by=CLERK)
    return here


def csv_of(client: Client, kind: str, **asked: str) -> list[list[str]]:
    answer = client.post("/imports/export/list/", {**TAKEN, "kind": kind, "on": DAY, "file": "csv", **asked})
    assert answer.status_code == 200, answer.content.decode()
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def official(client: Client, organisation: str, file: str, **asked: str) -> bytes:
    given = {**TAKEN, "organisation": organisation, "body": "committee", "on": DAY, "file": file, **asked}
    answer = client.post("/imports/export/official/", given)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content


def test_a_list_is_of_a_day_and_as_known_at_a_moment(client: Client) -> None:
    a_committee()
    name = PersonFact.objects.get(value="王丽")
    then = timezone.localtime()
    actions.correct(name, by=CLERK, reason="改名", value="王莉")
    assert "王莉" in {row[1] for row in csv_of(client, "people")}
    known = {row[1] for row in csv_of(client, "people", known=f"{then:%Y-%m-%d %H:%M:%S.%f}")}
    assert ("王丽" in known, "王莉" in known) == (True, False)
    assert csv_of(client, "appointments", on="2016-11-30")[1:] == []
    assert len([row for row in csv_of(client, "appointments")[1:] if row[3]]) == 5
    assert csv_of(client, "organisations")[1][1:3] == ["某市科协", "科协"]


def test_what_a_program_would_take_for_a_formula_comes_out_as_text(client: Client) -> None:
    person('=HYPERLINK("x")')
    assert csv_of(client, "people")[1][1] == '\'=HYPERLINK("x")'
    answer = client.post("/imports/export/list/", {**TAKEN, "kind": "people", "on": DAY, "file": "xlsx"})
    page = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    assert (page["B3"].data_type, page["A2"].value, page["A1"].value) == ("s", "人员编号", "截至 2018-01-01")


def test_the_official_list_as_a_workbook_goes_by_office_and_then_by_strokes(client: Client) -> None:
    here = a_committee()
    page = openpyxl.load_workbook(BytesIO(official(client, "某市科协", "xlsx"))).worksheets[0]
    assert page["A1"].value == "某市科协全委会委员名册"
    column = [page.cell(row, 2).value or page.cell(row, 1).value for row in range(4, 12)]
    assert column == [
        *("主席（1人）", "欧阳春", "兼职副主席（1人）", "马　超"),
        *("委员（3人，按姓氏笔画为序）", "丁　一", "王　丽（女，回族）", "赵小敏"),
    ]
    assert official(client, str(here.pk), "xlsx")


def test_the_official_list_as_a_document_is_whole_and_prints_names_as_official_lists_do(
    client: Client,
) -> None:
    a_committee()
    content = official(client, "某市科协", "docx")
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))  # noqa: S314  # our own bytes
        document = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314
        kinds = parts.read("[Content_Types].xml").decode()
        assert all(part.strip("/") in parts.namelist() for part in re.findall(r'PartName="([^"]+)"', kinds))
    texts = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.iter(f"{W}p")]
    shown = [text for text in texts if text]
    assert shown[0] == "某市科协全委会委员名册"
    assert shown[-3:] == ["丁　一", "王　丽（女，回族）", "赵小敏"]
    size = document.find(f".//{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert official(client, "某市科协", "docx") == content


def test_a_name_too_long_for_its_column_takes_the_next_one_too_and_its_line_has_fewer_names() -> None:
    names = ("王丽", "马超", "丁一", "阿依夏木·买买提江", "李强")
    members = tuple(Member(name, "女", "回族", "1975-03", "", "", "") for name in names)
    content = official_docx(OfficialList("某名册", "截至今天", ((OfficeKind.DELEGATE, members),)))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        document = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314  # our own bytes
    lines = [
        ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in line.iter(f"{W}tc")]
        for line in document.iter(f"{W}tr")
    ]
    assert lines == [
        ["王　丽（女，回族）", "马　超（女，回族）", "丁　一（女，回族）", ""],
        ["阿依夏木·买买提江（女，回族）", "李　强（女，回族）", ""],
    ]
    spans = [span.get(f"{W}val") for span in document.iter(f"{W}gridSpan")]
    assert spans == ["2"]


def test_a_body_without_people_and_an_unknown_organisation_are_refused_in_words(client: Client) -> None:
    a_committee()
    asked = {**TAKEN, "organisation": "某市科协", "body": "congress", "on": DAY, "file": "docx"}
    answer = client.post("/imports/export/official/", asked)
    assert (answer.status_code, "这一天没有人" in answer.content.decode()) == (422, True)
    answer = client.post("/imports/export/official/", {**asked, "organisation": "没有的单位"})
    assert (answer.status_code, "登记册里没有这个单位" in answer.content.decode()) == (422, True)


def test_a_moment_that_is_yet_to_come_is_refused_in_words(client: Client) -> None:
    asked = {
        **TAKEN,
        "kind": "people",
        "on": DAY,
        "file": "csv",
        "known": f"{timezone.localdate().year + 1}-01-01 00:00",
    }
    answer = client.post("/imports/export/list/", asked)
    assert (answer.status_code, "只能按" in answer.content.decode()) == (422, True)


def test_who_took_which_list_stands_in_the_trail_with_rows_day_and_purpose(
    client: Client, insider: Insider
) -> None:
    here = a_committee()
    csv_of(client, "people")
    official(client, "某市科协", "docx")
    taken = Entry.objects.filter(act="exported").order_by("id")
    assert [(e.subject_type, e.subject_id, e.details["rows"], e.details["file"]) for e in taken] == [
        ("register.list", "people", 5, "csv"),
        ("register.body", f"{here.pk}/committee", 5, "docx"),
    ]
    assert {(e.actor_id, e.details["on"], e.details["purpose"]) for e in taken} == {
        (insider.actor.id, DAY, "换届会议材料")
    }


def test_a_list_that_names_people_is_not_given_without_a_purpose_one_of_organisations_is(
    client: Client,
) -> None:
    a_committee()
    asked = {"kind": "people", "on": DAY, "file": "csv"}
    answer = client.post("/imports/export/list/", asked)
    assert (answer.status_code, "请写明用途" in answer.content.decode()) == (422, True)
    assert not Entry.objects.filter(act="exported").exists()
    assert client.post("/imports/export/list/", {**asked, "kind": "organisations"}).status_code == 200
    assert Entry.objects.get(act="exported").subject_id == "organisations"


def test_the_address_of_a_list_alone_gives_nothing_but_the_way_to_the_form(client: Client) -> None:
    answer = client.get("/imports/export/list/", {"kind": "people", "on": DAY, "file": "csv", **TAKEN})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/imports/export/")


@pytest.mark.parametrize("address", ["", "list/?kind=people&on=2018-01-01&file=csv", "official/"])
def test_an_outsider_takes_nothing_out(client: Client, settings: Settings, address: str) -> None:
    settings.KEJIA_INSIDE = False
    assert client.get(f"/imports/export/{address}").status_code == 404
