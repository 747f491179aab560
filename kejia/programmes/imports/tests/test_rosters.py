"""A checked roster goes into the register with nothing typed again: people, posts in a body, marks; and out again."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from kejia.programmes.imports.models import ImportJob
from kejia.register import actions
from kejia.register.kinds import MarkKind, OfficeKind, OrganisationFactKind, OrganisationKind
from kejia.register.models import Appointment, Organisation, OrganisationFact, Person, Post, Standing
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, person, post

pytestmark = pytest.mark.django_db
DAY = "2017-06-30"
ASKED = {"body": "all", "on": DAY, "level": "province", "blank": "unknown", "law": "shandong-2017"}
ROSTER = """某省科协委员名册,,,,,
姓　名,出生年月,工作单位,身份,是否基层和一线,政治面貌
王  岚（女）,1975.03,某钢铁公司,常委,√,中共党员
李朔,1968年7月,某大学,兼职副主席,√,无党派人士
赵一航,196211,某厅,主席,×,中共党员
孙茂林（回族）,1980-02-14,某县农技站,委员,√,
周晓禾,1971.11,某研究院,委员,,
钱小川,1985.05,某中学,代表,√,
"""
OFFICES = {
    ("王岚", "standing_member"), ("李朔", "part_time_vice_chair"), ("赵一航", "chair"),
    ("孙茂林", "committee_member"), ("周晓禾", "committee_member"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def an_inside_installation(insider: Insider) -> None:
    """Inside, with an administrator signed in."""


@pytest.fixture
def ours() -> Organisation:
    """An association that has a name."""
    return named(OrganisationKind.ASSOCIATION, "某省科协")


def named(kind: OrganisationKind, name: str) -> Organisation:
    """A provincial organisation of a name."""
    made = Organisation.objects.create(kind=kind)
    for what, value in ((OrganisationFactKind.NAME, name), (OrganisationFactKind.LEVEL, "province")):
        said = OrganisationFact(organisation=made, kind=what, value=value, valid=period(None))
        actions.believe(said, by=CLERK)
    return made


def checked(client: Client, roster: str = ROSTER, **more: str) -> dict[str, str]:
    """What the page of the check hands over."""
    file = SimpleUploadedFile("委员名册.csv", roster.encode())
    page = client.post("/check/", {**ASKED, **more, "file": file}).content.decode()
    assert 'formaction="/imports/roster/"' in page, page
    desk = re.search(r'name="desk" value="([^"]+)"', page)
    assert desk is not None
    return {**ASKED, **more, "desk": desk[1]}


def into(body: str = "committee", organisation: str = "某省科协", **more: str) -> dict[str, str]:
    given = {
        "organisation": organisation,
        "body": body,
        "since": "2017-06-20",
        "term": "9",
        "paper": "某科协发〔2017〕9号",
    }
    return {f"into-{name}": value for name, value in {**given, **more}.items()}


def handed_over(client: Client, sent: dict[str, str]) -> ImportJob:
    answer = client.post("/imports/roster/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return ImportJob.objects.get(pk=int(answer.headers["Location"].strip("/").split("/")[-1]))


def committed(client: Client, sent: dict[str, str]) -> ImportJob:
    job = handed_over(client, sent)
    client.post(f"/imports/{job.pk}/commit/")
    job.refresh_from_db()
    assert job.state == "written", client.get(f"/imports/{job.pk}/").content.decode()
    return job


def offices() -> set[tuple[str, str]]:
    rows = Appointment.objects.filter(
        known__upper_inf=True, person__facts__kind="name", person__facts__known__upper_inf=True
    )
    return set(rows.values_list("person__facts__value", "post__office"))


def test_the_page_asks_where_the_roster_goes_and_fills_in_what_the_check_knew(
    client: Client, ours: Organisation
) -> None:
    page = client.post("/imports/roster/", checked(client)).content.decode()
    assert '<option value="某省科协">' in page
    assert re.search(r'name="into-since" value="2017-06-30"', page)
    assert re.search(r'<option value="all" selected>', page)
    assert ImportJob.objects.count() == 0


def test_people_posts_and_marks_come_from_the_roster_and_those_of_other_bodies_stay_out(
    client: Client, ours: Organisation
) -> None:
    job = handed_over(client, {**checked(client), **into()})
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert (job.state, job.counts["new"], job.counts["left_out"]) == ("ready", 5, 1)
    assert "另有 1 人不在这个机构" in page
    assert Person.objects.filter(facts__kind="name").count() == 0
    client.post(f"/imports/{job.pk}/commit/")
    assert offices() == OFFICES
    held = Appointment.objects.filter(post__office="chair").get()
    assert (held.valid.lower, held.valid.upper, held.term) == (date(2017, 6, 20), None, 9)
    assert (held.document, held.post.organisation, held.post.one_seat) == ("某科协发〔2017〕9号", ours, True)
    marks = Standing.objects.filter(mark=MarkKind.GRASSROOTS_FRONTLINE)
    assert sorted(marks.values_list("holds", "basis", "paper")) == [
        (False, "名册标注", "某科协发〔2017〕9号"), *[(True, "名册标注", "某科协发〔2017〕9号")] * 3,
    ]  # fmt: skip
    assert "/federation/organisations/" in client.get(f"/imports/{job.pk}/").content.decode()


def test_what_the_roster_brought_is_judged_as_the_roster_was(client: Client, ours: Organisation) -> None:
    committed(client, {**checked(client), **into()})
    answer = client.get(f"/api/federation/bodies/{ours.pk}/standing?on={DAY}").json()
    file = SimpleUploadedFile("委员名册.csv", ROSTER.encode())
    asked = {"file": file, "body": "standing", "on": DAY}
    of_file = client.post("/api/check", asked).json()["findings"]
    tallies = {f["norm"]: (f["numerator"], f["denominator"], f["verdict"]) for f in of_file}
    of_body = {f["norm"]: (f["numerator"], f["denominator"], f["state"]) for f in answer["verdicts"]}
    assert tallies
    assert tallies.items() <= of_body.items()


def test_answers_given_on_the_way_are_taken_along(client: Client, ours: Organisation) -> None:
    sent = {**checked(client), "answer-0-7-E": "√"}
    page = client.post("/imports/roster/", sent).content.decode()
    desk = re.search(r'name="desk" value="([^"]+)"', page)
    assert desk is not None
    committed(client, {**ASKED, "desk": desk[1], **into()})
    assert Standing.objects.filter(mark=MarkKind.GRASSROOTS_FRONTLINE, holds=True).count() == 4


def test_it_is_undone_as_a_whole_and_can_be_entered_again(client: Client, ours: Organisation) -> None:
    job = committed(client, {**checked(client), **into()})
    client.post(f"/imports/{job.pk}/undo/", {"reason": "文号不对"})
    assert offices() == set()
    committed(client, {**checked(client), **into()})
    assert offices() == OFFICES


def test_the_same_roster_again_brings_nothing(client: Client, ours: Organisation) -> None:
    committed(client, {**checked(client), **into()})
    assert handed_over(client, {**checked(client), **into()}).counts["same"] == 5


def test_all_bodies_that_the_roster_names_bring_everybody_once_to_each_chain(
    client: Client, ours: Organisation
) -> None:
    committed(client, {**checked(client), **into("all")})
    assert offices() == OFFICES | {("钱小川", "delegate")}


def test_a_roster_without_seats_makes_everybody_a_member_of_the_body(
    client: Client, ours: Organisation
) -> None:
    roster = "姓名,出生年月,工作单位,是否基层和一线\n王岚,1975.03,某公司,是\n李朔,1968.07,某大学,否\n"
    committed(client, {**checked(client, roster, body="standing"), **into("standing")})
    assert offices() == {("王岚", "standing_member"), ("李朔", "standing_member")}


def test_a_society_has_a_president_and_vice_presidents(client: Client) -> None:
    named(OrganisationKind.SOCIETY, "某省机械学会")
    roster = (
        "姓名,出生年月,工作单位,身份,是否基层和一线\n王岚,1975.03,某公司,理事长,是\n"
        "李朔,1968.07,某大学,副理事长,否\n孙茂林,1980.02,某站,常务理事,是\n周晓禾,1971.01,某院,理事,是\n"
    )
    committed(client, {**checked(client, roster), **into("society-directors", "某省机械学会")})
    assert offices() == {
        ("王岚", "president"), ("李朔", "vice_president"), ("孙茂林", "standing_director"), ("周晓禾", "director"),
    }  # fmt: skip


def test_a_body_that_the_organisation_has_not_is_refused_in_words(client: Client, ours: Organisation) -> None:
    answer = client.post("/imports/roster/", {**checked(client), **into("society-directors")})
    assert (answer.status_code, "没有这样的机构" in answer.content.decode()) == (422, True)
    answer = client.post("/imports/roster/", {**checked(client), **into(organisation="没有的单位")})
    assert (answer.status_code, "登记册里没有这个单位" in answer.content.decode()) == (422, True)


def test_more_people_than_seats_and_a_second_chair_are_refused_row_by_row_and_nothing_is_written(
    client: Client, ours: Organisation
) -> None:
    post(ours, OfficeKind.COMMITTEE_MEMBER, seats=1)
    chair = post(ours, OfficeKind.CHAIR, one_seat=True)
    actions.appoint(person("何山"), chair, since=date(2016, 1, 1), by=CLERK)
    job = handed_over(client, {**checked(client), **into()})
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert (job.state, job.counts["refused"]) == ("faulty", 3)
    assert "只有 1 席" in page
    assert "只设一人，这些日子已有人" in page
    client.post(f"/imports/{job.pk}/commit/")
    assert Appointment.objects.exclude(post__organisation__kind="other").count() == 1
    book = openpyxl.load_workbook(BytesIO(client.get(f"/imports/{job.pk}/errors/").content))
    comment = book.worksheets[0]["A5"].comment
    assert comment is not None
    assert "只设一人" in comment.text


def test_a_name_alone_and_a_seat_nobody_knows_are_refused_with_what_to_do(
    client: Client, ours: Organisation
) -> None:
    roster = ROSTER + "吴名,,,委员,√,\n郑大海,1970.02,某所,委员及大管家理事,√,\n"
    job = handed_over(client, {**checked(client, roster), **into("all")})
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert job.counts["refused"] == 2
    assert "只有姓名，认不出是谁" in page
    assert "是什么职务；请回核对页改成能认的写法" in page


def test_two_posts_of_one_office_cannot_be_told_apart_by_a_roster(client: Client, ours: Organisation) -> None:
    for title in ("驻会", "兼任"):
        Post.objects.create(organisation=ours, office=OfficeKind.STANDING_MEMBER, title=title)
    job = handed_over(client, {**checked(client), **into()})
    assert job.counts["refused"] == 1
    assert "有 2 个“常委”岗位" in client.get(f"/imports/{job.pk}/").content.decode()


def test_neither_names_nor_the_roster_stand_open_in_the_database(client: Client, ours: Organisation) -> None:
    job = handed_over(client, {**checked(client), **into()})
    for kept in (bytes(job.file or b""), bytes(job.preview or b"")):
        assert kept
        assert "孙茂林".encode() not in kept


@pytest.mark.parametrize("desk", ["", "rubbish", "eJw="])
def test_a_desk_that_came_back_damaged_is_refused_with_the_way_back(client: Client, desk: str) -> None:
    answer = client.post("/imports/roster/", {**ASKED, "desk": desk})
    page = answer.content.decode()
    assert (answer.status_code, "请重新上传" in page, 'href="/check/"' in page) == (422, True, True)


def test_an_outsider_sees_no_way_and_finds_no_page(
    client: Client, settings: Settings, ours: Organisation
) -> None:
    sent = checked(client)
    settings.KEJIA_INSIDE = False
    file = SimpleUploadedFile("委员名册.csv", ROSTER.encode())
    page = client.post("/check/", {**ASKED, "file": file}).content.decode()
    assert 'name="desk"' in page
    assert "/imports/" not in page
    assert client.post("/imports/roster/", {**sent, **into()}).status_code == 404
    assert ImportJob.objects.count() == 0
