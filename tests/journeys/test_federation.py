"""Organisations and bodies in a real browser: accessible, calm, whole without JavaScript."""

from datetime import date

import pytest

from kejia.judging.tests.federation import authorise, organisation, part, province, seat
from kejia.register import actions
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    MarkKind,
    OfficeKind,
    OrganisationKind,
)
from kejia.register.models import Organisation, OrganisationFact
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM, mark, person, post
from tests.journeys.looking import Opened, faults

pytestmark = pytest.mark.django_db(transaction=True)
DAY = "on=2018-05-01"
NAMES = ("赵一", "王丽", "丁山", "李四海", "欧阳春", "陈晓明", "周文", "吴桂英", "孙立", "郑国庆")


@pytest.fixture(autouse=True)
def federation(insider: Insider) -> Organisation:
    """Inside, with a province, its standing committee and an office, two cities and a society."""
    ours = province()
    place = post(ours, OfficeKind.STANDING_MEMBER, seats=15)
    for number, name in enumerate(NAMES):
        who = person(name, born=date(1972, 1 + number, 1), sex="女" if number % 3 == 1 else "男")
        actions.appoint(who, place, since=TERM, until=date(2018, 7, 1) if number < 2 else None, by=CLERK)
        if number:
            mark(
                who,
                MarkKind.GRASSROOTS_FRONTLINE,
                number % 4 != 0,
                since=date(2018, 1, 1) if number > 7 else None,
            )
    office = part(ours, OrganisationKind.DEPARTMENT, "办公室")
    authorise(office, 5, kind=EstablishmentKind.ADMINISTRATIVE)
    desk = post(office, OfficeKind.STAFF)
    for name in ("王五", "丁六"):
        actions.appoint(
            person(name), desk, since=TERM, capacity=Capacity.FULL_TIME,
            establishment=EstablishmentKind.ADMINISTRATIVE, by=CLERK,
        )  # fmt: skip
    city = organisation(
        OrganisationKind.ASSOCIATION, "甲市科协", level="city", division="370100", independent="yes"
    )
    seat(city, OfficeKind.DELEGATE, [True, None])
    organisation(OrganisationKind.SOCIETY, "某省力学学会", level="province")
    return ours


def addresses() -> list[str]:
    id = {fact.value: fact.organisation_id for fact in OrganisationFact.objects.filter(kind="name")}
    ours, office = id["某省科协"], id["办公室"]
    return [
        f"/federation/?{DAY}",
        f"/federation/?name=nobody&{DAY}",
        f"/federation/organisations/{ours}/?{DAY}",
        f"/federation/organisations/{office}/?{DAY}",
        f"/federation/organisations/{ours}/standing/?{DAY}&age=45&by=2018-12-31",
        f"/federation/organisations/{ours}/congress/?{DAY}",
        f"/federation/organisations/{ours}/?known=2999-01-01",
    ]


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, width: int, theme: str, language: str
) -> None:
    page = opened("/federation/", width, theme, language)
    base = page.url.removesuffix("/federation/")
    for address in addresses():
        page.goto(base + address)
        assert faults(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_from_the_list_to_a_body_on_another_day_without_javascript(opened: Opened) -> None:
    page = opened("/federation/", java_script_enabled=False)
    page.get_by_label("名称").fill("某省科协")
    page.get_by_label("截至").fill("2018-05-01")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="某省科协").click()
    page.get_by_role("link", name="常委会").click()
    assert page.get_by_text("席位已任 10 / 15").is_visible()
    assert page.locator(".k-dates").inner_text().startswith("截至 2018-05-01")
    page.get_by_label("截至").fill("2018-07-01")
    page.get_by_role("button", name="查看").click()
    assert page.get_by_text("席位已任 8 / 15").is_visible()
    assert "on=2018-07-01" in page.url
