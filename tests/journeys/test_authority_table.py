"""Who may see what on which day, as one table: pages, API, search, counts, exports, downloads alike."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kejia.accounts.kinds import TechnicalRoleKind
from kejia.accounts.models import Account, TechnicalRole
from kejia.register import actions
from kejia.register.models import BELIEVED, Appointment, Person
from kejia.register.periods import period
from kejia.register.tests.insiders import account_for, an_account
from kejia.register.tests.offices import Federation, office
from kejia.register.tests.people import CLERK, TERM, person

pytestmark = pytest.mark.django_db
DAY = {"kind": "people", "file": "csv", "on": "2018-01-01", "purpose": "核对"}

Ask = Callable[[Client, Federation], bool]


def found(answer: Any, word: str) -> bool:
    """Whether a page is there and says a word."""
    return answer.status_code == 200 and word in b"".join(answer).decode(errors="replace")


ASKED: dict[str, Ask] = {
    "page of society A": lambda c, t: found(
        c.get(f"/federation/organisations/{t.society.pk}/"), "甲省物理学会"
    ),
    "page of the county": lambda c, t: found(c.get(f"/federation/organisations/{t.county.pk}/"), "丙县科协"),
    "API of society A": lambda c, t: (
        c.get(f"/api/federation/organisations/{t.society.pk}").status_code == 200
    ),
    "search of society A": lambda c, t: found(
        c.get("/records/?name=甲秘书长"), f"/records/people/{t.secretary.pk}/"
    ),
    "record of society A's secretary": lambda c, t: found(
        c.get(f"/records/people/{t.secretary.pk}/"), "甲秘书长"
    ),
    "count of societies": lambda c, t: found(c.get("/federation/?kind=society"), "甲省物理学会"),
    "export of all people": lambda c, t: found(c.post("/imports/export/list/", DAY), "甲秘书长"),
    "template of imports": lambda c, t: c.get("/imports/template/people/").status_code == 200,
    "entering of a fact of society A": lambda c, t: (
        c.get(f"/records/organisations/{t.society.pk}/").status_code == 200
    ),
}
SOCIETY_A = {
    "page of society A", "API of society A", "search of society A", "record of society A's secretary",
    "count of societies", "entering of a fact of society A",
}  # fmt: skip
TABLE: dict[str, set[str]] = {
    "outsider": set(),
    "worker": set(),
    "society A": SOCIETY_A,
    "society B": set(),
    "county": {"page of the county"},
    "city": {"page of the county"},
    "province clerk": set(ASKED),
    "leaver": set(),
    "not yet": set(),
    "suspended": set(),
    "system": set(),
    "security": set(),
    "audit": set(),
}
"""What each may see today; everything else is not there."""


@pytest.fixture
def there(settings: Any) -> Federation:
    settings.KEJIA_INSIDE = True
    return Federation()


def client_of(who: str, there: Federation) -> Client:
    client = Client()
    if who != "outsider":
        client.force_login(account_of(who, there))
    if who == "suspended":
        Account.objects.update(suspended_at=timezone.now(), suspension_reason="离职")
    return client


def account_of(who: str, there: Federation) -> Account:
    holders: dict[str, Person] = {
        "society A": there.secretary, "society B": there.rival, "county": there.county_head,
        "city": there.city_head, "province clerk": there.clerk, "suspended": there.clerk,
    }  # fmt: skip
    today = timezone.localdate()
    if who in holders:
        return account_for(holders[who])
    if who == "worker":
        return an_account("路人")
    if who in ("leaver", "not yet"):
        since, until = (TERM, today) if who == "leaver" else (today + timedelta(days=1), None)
        return account_for(
            office(there.society, "society_secretary_general", "某人", since=since, until=until)[1]
        )
    account = account_for(there.clerk)  # even a holder of posts has no business right beside a technical role
    TechnicalRole.objects.create(
        account=account, role=TechnicalRoleKind(who), given_by="console:root",
        valid=period(today, today + timedelta(days=30)),
    )  # fmt: skip
    return account


@pytest.mark.parametrize("who", list(TABLE))
def test_everybody_sees_today_what_the_table_says_and_nothing_else(there: Federation, who: str) -> None:
    client = client_of(who, there)
    assert {name for name, ask in ASKED.items() if ask(client, there)} == TABLE[who]


def test_the_same_person_sees_before_during_and_after(there: Federation) -> None:
    today = timezone.localdate()
    zhou, client = person("周晓禾"), Client()
    client.force_login(account_for(zhou))
    asks = ("page of society A", "API of society A", "search of society A", "count of societies")

    def seen() -> set[str]:
        return {name for name in asks if ASKED[name](client, there)}

    assert seen() == set()
    (held,) = Appointment.objects.filter(BELIEVED, post=there.secretary_post)
    actions.end(held, on=today, by=CLERK)
    serves = actions.appoint(zhou, there.secretary_post, since=today, by=CLERK)
    assert seen() == set(asks)
    actions.withdraw(serves, by=CLERK, reason="录错")
    assert seen() == set()
