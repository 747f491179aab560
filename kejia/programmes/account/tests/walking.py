"""Walking through the pages of accounts as a browser does."""

from django.http import HttpResponse
from django.test import Client

from kejia.accounts.addresses import Address
from kejia.accounts.models import Account, OutboxItem, SignInEvent
from kejia.accounts.reads import find_account
from kejia.accounts.tests.people import WANG, last_code

DETAILS = {
    "name": "王岚",
    "county": "370102",
    "field": "460",
    "employer": "enterprise",
    "agreed": "on",
}


def long_ago() -> None:
    """So that another code may be sent at once."""
    SignInEvent.objects.all().delete()


def prove(client: Client, address: Address = WANG, next: str = "") -> HttpResponse:
    """Phone, then code."""
    long_ago()
    query = f"?next={next}" if next else ""
    client.get(f"/account/sign-in/{query}")
    answer = client.post("/account/sign-in/", {"address": address.value})
    assert answer.headers["Location"] == "/account/code/", answer.content.decode()
    return client.post("/account/code/", {"code": last_code(address)})  # type: ignore[return-value]


def register(client: Client, address: Address = WANG, **other: str) -> Account:
    """All three screens."""
    answer = prove(client, address)
    assert answer.headers["Location"] == "/account/register/"
    answer = client.post("/account/register/", {**DETAILS, **other})  # type: ignore[assignment]
    assert answer.status_code == 302, answer.content.decode()
    account = find_account(address)
    assert account is not None
    return account


def signed_in(client: Client) -> bool:
    """Whether one's own account is shown."""
    return client.get("/account/").status_code == 200


def codes_sent() -> int:
    return OutboxItem.objects.count()
