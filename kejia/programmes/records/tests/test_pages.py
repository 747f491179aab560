"""Records on their pages and through the API: found, entered, corrected, ended, withdrawn; and not for outsiders."""

from datetime import date

import pytest
from django.test import Client

from kejia.judging.tests.federation import organisation
from kejia.register import actions
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.merging import merge
from kejia.register.models import PersonFact
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM, person, post

pytestmark = pytest.mark.django_db


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
