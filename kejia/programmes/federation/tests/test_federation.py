"""Organisations and bodies on their pages and through the API: any day, as known on any day, and not for outsiders."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejia.judging.tests.federation import (
    authorise,
    organisation,
    part,
    province,
    relate,
    seat,
    state,
)
from kejia.register import actions
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    MarkKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
    Side,
)
from kejia.register.merging import merge
from kejia.register.models import Appointment, Organisation, Standing
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM, mark, person, post

pytestmark = pytest.mark.django_db
DAY = {"on": "2018-05-01"}


@pytest.fixture
def inside(insider: Insider) -> None:
    """An installation that shows inside matters."""


@pytest.fixture
def ours() -> Organisation:
    """A provincial association with a standing committee of four."""
    made = province()
    state(made, OrganisationFactKind.DIVISION, "370000")
    place = post(made, OfficeKind.STANDING_MEMBER, seats=9)
    for name, sex, marked in (
        ("赵一", "男", True),
        ("王丽", "女", True),
        ("丁山", "男", False),
        ("李四海", "男", None),
    ):
        who = person(name, born=date(1973, 1, 1), sex=sex)
        actions.appoint(who, place, since=TERM, until=date(2018, 7, 1), by=CLERK, term=8)
        if marked is not None:
            mark(who, MarkKind.GRASSROOTS_FRONTLINE, marked)
    return made


def addresses(of: Organisation) -> list[str]:
    return [
        "/federation/",
        f"/federation/organisations/{of.pk}/",
        f"/federation/organisations/{of.pk}/standing/",
        f"/api/federation/organisations/{of.pk}",
        f"/api/federation/bodies/{of.pk}/standing",
    ]


def page(client: Client, address: str, **query: str) -> str:
    response = client.get(address, {**DAY, **query})
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_outsiders_find_nothing(client: Client, ours: Organisation) -> None:
    for address in addresses(ours):
        response = client.get(address, DAY)
        assert response.status_code == 404, address
        assert "某省科协" not in response.content.decode()
    assert "/federation/" not in client.get("/").content.decode()


@pytest.mark.usefixtures("inside")
def test_insiders_find_every_page_and_the_menu_leads_there(client: Client, ours: Organisation) -> None:
    for address in addresses(ours):
        assert client.get(address, DAY).status_code == 200, address
    assert 'href="/federation/"' in client.get("/").content.decode()


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    "query", [{"on": "1. Mai"}, {"on": "9999-12-31"}, {"known": "2999-01-01"}, {"known": "x\x00"}]
)
def test_a_day_that_cannot_be_asked_for_is_refused_in_words(
    client: Client, ours: Organisation, query: dict[str, str]
) -> None:
    for address in addresses(ours):
        response = client.get(address, query)
        assert response.status_code == (422 if address.startswith("/api") else 400), address


@pytest.mark.usefixtures("inside")
def test_there_is_no_page_for_what_is_not_on_record(client: Client, ours: Organisation) -> None:
    for way in (f"{2**63}/", f"{ours.pk}/nothing/", f"{ours.pk}/society-directors/", "0/"):
        assert client.get(f"/federation/organisations/{way}").status_code == 404, way
    assert client.get("/api/federation/organisations/999999999").status_code == 404
    assert client.get(f"/api/federation/bodies/{ours.pk}/society-directors").status_code == 404
    assert client.get(f"/api/federation/organisations/{2**63}").status_code == 422


@pytest.mark.usefixtures("inside")
def test_the_list_finds_by_part_of_a_name_also_a_former_one_and_by_kind(
    client: Client, ours: Organisation
) -> None:
    club = organisation(OrganisationKind.SOCIETY, "某省旧名学会", until=date(2016, 1, 1))
    state(club, OrganisationFactKind.NAME, "某省新名学会", date(2016, 1, 1))
    assert "某省新名学会" in page(client, "/federation/", name="旧名")
    assert "某省科协" not in page(client, "/federation/", name="旧名")
    assert "某省新名学会" not in page(client, "/federation/", kind="association")
    assert "没有这样的单位" in page(client, "/federation/", name="%")


@pytest.mark.usefixtures("inside")
def test_the_list_goes_on_where_the_page_ended(client: Client) -> None:
    for number in range(55):
        organisation(OrganisationKind.SOCIETY, f"第{number:02d}学会")
    first = page(client, "/federation/")
    last = organisation_on_page(first)[-1]
    assert len(organisation_on_page(first)) == 50
    assert f"after={last}" in first
    rest = organisation_on_page(page(client, "/federation/", after=str(last)))
    assert len(rest) == 5
    assert min(rest) > last


def organisation_on_page(html: str) -> list[int]:
    return [int(piece.split("/")[0]) for piece in html.split("/federation/organisations/")[1:]]


@pytest.mark.usefixtures("inside")
def test_the_card_tells_names_codes_relations_headcount_and_posts(client: Client, ours: Organisation) -> None:
    office = part(ours, OrganisationKind.DEPARTMENT, "办公室")
    authorise(office, 3, kind=EstablishmentKind.ADMINISTRATIVE)
    desk = post(office, OfficeKind.STAFF)
    for name in ("王五", "丁六"):
        actions.appoint(
            person(name), desk, since=TERM, capacity=Capacity.FULL_TIME,
            establishment=EstablishmentKind.ADMINISTRATIVE, by=CLERK,
        )  # fmt: skip
    html = page(client, f"/federation/organisations/{office.pk}/")
    assert "某省科协" in html
    assert "丁　六、王　五" in html
    answer = client.get(f"/api/federation/organisations/{office.pk}", DAY).json()
    assert [(h["authorised"], h["filled"], h["vacant"]) for h in answer["headcount"]] == [(3, 2, 1)]
    assert [(r["kind"]["value"], r["up"], r["id"]) for r in answer["relations"]] == [
        ("part_of", True, ours.pk)
    ]
    assert "山东省" in page(client, f"/federation/organisations/{ours.pk}/")


@pytest.mark.usefixtures("inside")
def test_predecessors_and_successors_stand_on_both_cards(client: Client) -> None:
    old = organisation(OrganisationKind.INSTITUTION, "旧馆", until=date(2017, 6, 1))
    new = organisation(OrganisationKind.INSTITUTION, "新馆", since=date(2017, 6, 1))
    relate(old, RelationKind.MERGED_INTO, new, date(2017, 6, 1))
    of_old = client.get(f"/api/federation/organisations/{old.pk}", DAY).json()
    of_new = client.get(f"/api/federation/organisations/{new.pk}", DAY).json()
    assert [r["name"] for r in of_old["successors"]] == ["新馆"]
    assert [r["name"] for r in of_new["predecessors"]] == ["旧馆"]
    assert of_old["predecessors"] == of_new["successors"] == []


@pytest.mark.usefixtures("inside")
def test_the_id_of_a_merged_organisation_leads_to_the_one_that_stays_with_its_days(
    client: Client, ours: Organisation
) -> None:
    twice = organisation(OrganisationKind.ASSOCIATION, "某省科协（重）", level="province")
    known = timezone.now().isoformat()
    merge(twice, into=ours, choices={}, otherwise=Side.STAYING, reason="重复", by=CLERK)
    response = client.get(f"/federation/organisations/{twice.pk}/standing/", DAY)
    assert response.status_code == 302
    assert response["Location"] == f"/federation/organisations/{ours.pk}/standing/?on=2018-05-01"
    assert "某省科协（重）" in page(client, f"/federation/organisations/{twice.pk}/", known=known)


@pytest.mark.usefixtures("inside")
def test_a_body_shows_roster_seats_shares_and_people_in_doubt(client: Client, ours: Organisation) -> None:
    html = page(client, f"/federation/organisations/{ours.pk}/standing/")
    assert "席位已任 4 / 9" in html
    roster = html[html.index('id="roster"') :]
    assert (
        roster.index("丁　山")
        < roster.index("王　丽（女）")
        < roster.index("李四海")
        < roster.index("赵　一")
    )
    assert "待核实的 1 人" in html
    answer = client.get(f"/api/federation/bodies/{ours.pk}/standing", DAY).json()
    verdict = {v["norm"]: v for v in answer["verdicts"]}["standing.frontline"]
    assert (verdict["state"], verdict["low"], verdict["high"]) == ("cannot_tell", "1/2", "3/4")
    doubtful = Standing.objects.values_list("person_id", flat=True)
    assert verdict["doubtful"] == [m["person"] for m in answer["roster"] if m["person"] not in set(doubtful)]


@pytest.mark.usefixtures("inside")
def test_a_body_as_known_before_a_correction(client: Client, ours: Organisation) -> None:
    then = timezone.now().isoformat()
    wrong = Standing.objects.get(holds=False)
    actions.correct(wrong, by=CLERK, reason="核实", holds=True)
    address = f"/api/federation/bodies/{ours.pk}/standing"
    low = [
        client.get(address, {**DAY, **more}).json()["verdicts"][0]["low"] for more in ({}, {"known": then})
    ]
    assert low == ["3/4", "1/2"]


@pytest.mark.usefixtures("inside")
def test_what_will_change_names_terms_that_end_and_people_who_pass_the_age(
    client: Client, ours: Organisation
) -> None:
    address = f"/federation/organisations/{ours.pk}/standing/"
    assert "任至 2018-06-30" in page(client, address)
    assert "没有登记在此之前到期的任职" in page(client, address, by="2018-06-29")
    passing = page(client, address, age="45", by="2019-01-01")
    assert passing[passing.index("过 45 周岁的线") :].count('class="k-person"') == 4
    assert "没有确定会过线的人" in page(client, address, age="45", by="2018-12-31")
    assert client.get(address, {**DAY, "age": "abc"}).status_code == 400


@pytest.mark.usefixtures("inside")
def test_the_line_of_verdicts_tells_the_days_on_which_it_changed(client: Client, ours: Organisation) -> None:
    doubt = Appointment.objects.filter(post__organisation=ours).exclude(
        person__in=Standing.objects.values("person")
    )
    mark(doubt.get().person, MarkKind.GRASSROOTS_FRONTLINE, True, since=date(2018, 3, 1))
    html = page(client, f"/federation/organisations/{ours.pk}/standing/")
    line = html[html.index("历来的结论") :]
    assert line.index("2017-01-01") < line.index("2018-03-01") < line.index("2018-07-01")


@pytest.mark.usefixtures("inside")
def test_the_number_of_statements_does_not_grow_with_people_or_organisations(
    client: Client, ours: Organisation
) -> None:
    def counts() -> list[int]:
        found = []
        for address in addresses(ours):
            with CaptureQueriesContext(connection) as asked:
                client.get(address, DAY)
            found.append(len(asked))
        return found

    counts()
    first = counts()
    seat(ours, OfficeKind.COMMITTEE_MEMBER, [True, False, None] * 5)
    seat(ours, OfficeKind.STANDING_MEMBER, [True, None] * 5)
    for number in range(5):
        part(ours, OrganisationKind.DEPARTMENT, f"{number}部")
    assert counts() == first
    assert max(first) <= 25, first
