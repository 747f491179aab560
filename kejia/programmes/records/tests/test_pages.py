"""Records on their pages and through the API: found, entered, corrected, ended, withdrawn; and not for outsiders."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejia.judging.tests.federation import organisation
from kejia.plain.identity_documents import DocumentKind
from kejia.programmes.records.record import A_GROUP
from kejia.programmes.records.tests.acting import words_of
from kejia.register import actions
from kejia.register.identifying import set_document
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.merging import merge
from kejia.register.models import Batch, Person, PersonFact
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider, make_insider
from kejia.register.tests.people import CLERK, TERM, person, post

pytestmark = pytest.mark.django_db
QUERIES = 50
SMALL_SET = "society_clerk"


@pytest.fixture
def inside(insider: Insider) -> None:
    """An installation that shows inside matters."""


def addresses() -> list[str]:
    wang, twice = person("王丽", date(1975, 3, 9), "女"), person("王丽", date(1975, 3, 9))
    ours = organisation(OrganisationKind.SOCIETY, "某省力学学会", level="province")
    place = post(ours, OfficeKind.DIRECTOR, seats=9)
    held = actions.appoint(wang, place, since=TERM, by=CLERK)
    third = person("王丽")
    made = merge(third, into=wang, choices={}, by=CLERK)
    name = PersonFact.objects.filter(person=wang, kind="name", known__upper_inf=True).get()
    return [
        "/records/",
        "/records/?name=王丽",
        "/records/duplicates/",
        "/records/duplicates/?of=organisations",
        f"/records/merge/people/{twice.pk}/{wang.pk}/",
        f"/records/merges/{made.pk}/",
        f"/records/merges/{made.pk}/undo/",
        f"/records/people/{wang.pk}/",
        f"/records/people/{wang.pk}/add/",
        f"/records/people/{wang.pk}/add/personfact-title/",
        f"/records/people/{wang.pk}/add/appointment/?organisation={ours.pk}",
        f"/records/people/{wang.pk}/erase/",
        f"/records/organisations/{ours.pk}/",
        f"/records/organisations/{ours.pk}/add/",
        f"/records/organisations/{ours.pk}/add/appointment/",
        f"/records/facts/personfact/{name.pk}/correct/",
        f"/records/facts/appointment/{held.pk}/end/",
        f"/records/facts/appointment/{held.pk}/withdraw/",
        f"/api/records/people/{wang.pk}",
        f"/api/records/organisations/{ours.pk}?past=true",
    ]


def test_outsiders_find_nothing(client: Client) -> None:
    for address in addresses():
        for response in (client.get(address), client.post(address)):
            assert response.status_code in (404, 405), address
            assert "王丽" not in response.content.decode()
            assert "力学学会" not in response.content.decode()
    assert "/records/" not in client.get("/").content.decode()


@pytest.mark.usefixtures("inside")
def test_insiders_find_every_page_in_both_languages(client: Client) -> None:
    for address in addresses():
        for language in ("zh-hans", "en"):
            client.cookies["kejia_language"] = language
            response = client.get(address)
            assert response.status_code == 200, (address, response.content.decode()[:500])


@pytest.mark.usefixtures("inside")
def test_a_record_takes_as_many_queries_with_many_facts_as_with_few(client: Client) -> None:
    few, many = person("赵一"), person("王丽", date(1975, 3, 9), "女")
    for year in range(2000, 2030):
        fact = PersonFact(
            person=many, kind="title", value="教授", valid=period(date(year, 1, 1), date(year + 1, 1, 1))
        )
        actions.correct(actions.believe(fact, by=CLERK), by=CLERK, reason="查档", value="研究员")
    counts = []
    for who in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/records/people/{who.pk}/").status_code == 200
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 2  # one count of what was believed before, names of who acted
    assert counts[0] <= QUERIES


@pytest.mark.usefixtures("inside")
def test_a_long_list_of_appointments_has_pages_of_its_own(client: Client) -> None:
    ours = organisation(OrganisationKind.SOCIETY, "某省力学学会")
    place = post(ours, OfficeKind.DIRECTOR)
    for number in range(A_GROUP + 5):
        actions.appoint(person(f"王{number}"), place, since=TERM, by=CLERK)
    page = words_of(client.get(f"/records/organisations/{ours.pk}/"))
    assert f"看全部 {A_GROUP + 5} 条" in page
    second = client.get(f"/records/organisations/{ours.pk}/", {"only": "appointment", "page": "2"})
    assert second.content.decode().count("王5") == 5 * 4
    assert "2 / 2" in words_of(second)
    assert client.get(f"/records/organisations/{ours.pk}/", {"only": "nothing"}).status_code == 404
    api = client.get(f"/api/records/organisations/{ours.pk}", {"only": "appointment"}).json()
    assert (api["groups"][0]["of"], len(api["groups"][0]["facts"])) == (A_GROUP + 5, A_GROUP + 5)


@pytest.mark.usefixtures("inside")
def test_the_api_gives_facts_with_both_times_and_masks_numbers(client: Client) -> None:
    wang = person("王丽", date(1975, 3, 9))
    set_document(wang, "E12345678", DocumentKind.PASSPORT, by=CLERK)
    actions.correct(PersonFact.objects.get(person=wang, kind="name"), by=CLERK, reason="录错", value="王莉")
    answer = client.get(f"/api/records/people/{wang.pk}", {"past": "true", "lang": "en"})
    found = answer.json()
    assert (found["id"], found["ids"], found["name"]) == (wang.pk, [wang.pk], "王莉")
    basics = next(group for group in found["groups"] if group["table"] == "personfact")
    assert [(fact["sort"], fact["says"]) for fact in basics["facts"]] == [
        ("personfact-name", "王莉"),
        ("personfact-birth", "1975-03-09"),
    ]
    (before,) = basics["past"]
    assert (before["says"], before["known_until"]) == ("王丽", basics["facts"][0]["known_from"])
    assert "E12345678" not in answer.content.decode()
    for wrong in ("people/999999999", "people/1?only=nothing"):
        assert client.get(f"/api/records/{wrong}").status_code == 404
    assert client.get(f"/api/records/people/{2**63}").status_code == 422


def test_whoever_has_a_small_right_sees_their_own_people_alone(client: Client, settings: Any) -> None:
    settings.KEJIA_INSIDE = True
    ours, theirs = (organisation(OrganisationKind.SOCIETY, name) for name in ("某省力学学会", "某省光学学会"))
    wang, li = person("王丽"), person("李强")
    actions.appoint(wang, post(ours, OfficeKind.DIRECTOR), since=TERM, by=CLERK)
    held = actions.appoint(li, post(theirs, OfficeKind.DIRECTOR), since=TERM, by=CLERK)
    client.force_login(make_insider(SMALL_SET, of=ours).account)
    assert client.get(f"/records/people/{wang.pk}/").status_code == 200
    for address in (
        f"/records/people/{li.pk}/",
        f"/records/organisations/{theirs.pk}/",
        f"/records/facts/appointment/{held.pk}/end/",
        f"/api/records/people/{li.pk}",
    ):
        response = client.get(address)
        assert response.status_code == 404, address
        assert "李强" not in response.content.decode()
    assert (
        "李强"
        not in words_of(client.get("/records/", {"name": "李强"})).replace("value", "").split("查找")[-1]
    )
    for address in ("/records/duplicates/", f"/records/merge/people/{wang.pk}/{li.pk}/"):
        assert client.get(address).status_code in (403, 404), address


def test_what_an_undone_import_left_is_not_found_by_its_number(client: Client, inside: None) -> None:
    kept = Person.objects.create()
    batch = Batch.objects.create(title="名单", made_by="console", undone_at=timezone.now())
    left, there = Person.objects.create(batch=batch), f"/records/people/{kept.pk}/"
    assert there in client.get(f"/records/?name={kept.pk}").content.decode()
    assert f"/records/people/{left.pk}/" not in client.get(f"/records/?name={left.pk}").content.decode()
