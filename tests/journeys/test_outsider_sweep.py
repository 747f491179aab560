"""Every address there is, visited by who has no business there: no inside word comes back.

The addresses are those of the resolver and of the API's own description, so that a new one is in the sweep by itself.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from kejia.register import actions
from kejia.register.kinds import OfficeKind, OrganisationFactKind, PersonFactKind
from kejia.register.models import OrganisationFact, PersonFact, Post
from kejia.register.periods import period
from kejia.register.tests.insiders import account_for, an_account
from kejia.register.tests.offices import Federation
from kejia.register.tests.people import CLERK, TERM, person
from kejia.site.api import api

pytestmark = pytest.mark.django_db
PERSON, UNIT, FACT = "暗藏人名丙", "暗藏单位丁", "暗藏职称戊"
INSIDE_WORDS = (PERSON, UNIT, FACT)
LEFT_ALONE = ("/static/",)
METHODS = ("get", "post", "put", "delete")


def addresses(patterns: list[Any], before: str, ids: dict[str, str]) -> Iterator[str]:  # Any: Django's own
    """All addresses, their parameters filled in with ids that exist."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, f"{before}{route_of(pattern)}", ids)
        elif isinstance(pattern, URLPattern):
            yield filled(f"{before}{route_of(pattern)}", pattern, ids)


def route_of(pattern: Any) -> str:  # Any: Django's own
    route = getattr(pattern.pattern, "_route", None)
    return (
        str(route)
        if route is not None
        else re.sub(r"\(\?P<(\w+)>[^)]*\)|[\^$\\?]", r"<\1>", str(pattern.pattern))
    )


def filled(route: str, pattern: URLPattern, ids: dict[str, str]) -> str:
    numbers = {name for name, each in pattern.pattern.converters.items() if isinstance(each, IntConverter)}
    usual = re.sub(
        r"<(?:\w+:)?(id|person|organisation|one|other|fact|pk)>",
        lambda m: ids.get(m[1], "1"),
        route,
    )
    return "/" + re.sub(
        r"<(?:(\w+):)?(\w*)>", lambda m: "1" if m[1] == "int" or m[2] in numbers else "standing", usual
    )


@pytest.fixture
def there() -> Federation:
    """A federation with words that nobody but its insiders may read, on the very records that the sweep asks for."""
    made = Federation()
    hidden = person(PERSON, date(1975, 3, 9))
    actions.believe(
        PersonFact(person=hidden, kind=PersonFactKind.TITLE, value=FACT, valid=period(TERM)), by=CLERK
    )
    actions.appoint(
        hidden,
        Post.objects.create(organisation=made.society, office=OfficeKind.STANDING_DIRECTOR),
        since=TERM,
        by=CLERK,
    )
    short = OrganisationFact(
        organisation=made.society, kind=OrganisationFactKind.SHORT_NAME, value=UNIT, valid=period(TERM)
    )
    actions.believe(short, by=CLERK)
    made.hidden = hidden  # type: ignore[attr-defined]  # for this sweep alone
    return made


def every_address(there: Federation) -> list[str]:
    found: set[str] = set()
    for id in (there.hidden.pk, there.society.pk):  # type: ignore[attr-defined]
        ids = {name: str(id) for name in ("id", "person", "organisation", "one", "fact", "pk")}
        found |= set(addresses(get_resolver().url_patterns, "", ids | {"other": str(there.secretary.pk)}))
        for path in api.get_openapi_schema()["paths"]:
            said = re.sub(r"\{(\w+)\}", partial(_id, ids), path)
            found |= {said, f"{said}?name={PERSON}"}
    found |= {
        f"/records/?name={PERSON}",
        f"/records/?name={UNIT}",
        "/federation/?name=物理",
        "/plan/?clause=8.3",
    }
    return sorted(each for each in found if not each.startswith(LEFT_ALONE))


def _id(ids: dict[str, str], found: re.Match[str]) -> str:
    return ids.get(found[1], "society-standing")


def leaks(client: Client, there: Federation) -> list[str]:
    """Addresses that gave an inside word away, whatever the status and the way of asking."""
    client.raise_request_exception = False
    found = []
    for address in every_address(there):
        for method in METHODS:
            answer = getattr(client, method)(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            text = body.decode(errors="replace") + json.dumps(dict(answer.headers), ensure_ascii=False)
            unquoted = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
            echoed = address.partition("?")[2]
            found += [
                f"{method} {address}: {word}"
                for word in INSIDE_WORDS
                if word in unquoted and word not in echoed
            ]
            if answer.status_code >= 500:
                found.append(f"{method} {address}: {answer.status_code}")
    return found


def signed_in(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_words_are_there_to_leak(there: Federation, settings: Any) -> None:
    settings.KEJIA_INSIDE = True
    secretary = signed_in(account_for(there.secretary))
    record = secretary.get(f"/records/people/{there.hidden.pk}/").content.decode()  # type: ignore[attr-defined]
    assert PERSON in record and FACT in record
    assert UNIT in secretary.get(f"/federation/organisations/{there.society.pk}/").content.decode()
    assert len(every_address(there)) > 80


@pytest.mark.slow
@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("who", ["outsider", "worker", "secretary of another society"])
def test_no_address_gives_an_inside_word_away(
    there: Federation, settings: Any, who: str, inside: bool
) -> None:
    settings.KEJIA_INSIDE = inside
    visitors: dict[str, Callable[[], Client]] = {
        "outsider": Client,
        "worker": lambda: signed_in(an_account("路人")),
        "secretary of another society": lambda: signed_in(account_for(there.rival)),
    }
    client = visitors[who]()
    assert leaks(client, there) == []
