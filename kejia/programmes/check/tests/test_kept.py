"""Keeping a check: only on request, only for the link's holder, only for thirty days."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from kejia.programmes.check.actions import KEPT_FOR, forget_lapsed
from kejia.programmes.check.models import KeptCheck
from kejia.programmes.check.sealing import WrongToken, address_of, new_token, seal, unseal
from kejia.programmes.check.tests.test_pages import desk_of, verdicts_of
from kejia.programmes.check.tests.uploads import ASKED, DELEGATES, asked

pytestmark = pytest.mark.django_db


def kept_link(client: Client) -> str:
    page = client.post("/check/", asked()).content.decode()
    answer = client.post(
        "/check/keep/", {**ASKED, "desk": desk_of(page), "answer-0-66-B": "是", "title": "办法"}
    )
    assert answer.status_code == 302
    return str(answer["Location"])


def test_nothing_is_stored_unless_asked(client: Client) -> None:
    client.post("/check/", asked())
    assert KeptCheck.objects.count() == 0


def test_a_kept_check_opens_by_its_link_with_its_answers_and_basis(client: Client) -> None:
    page = client.get(kept_link(client)).content.decode()
    assert verdicts_of(page)["congress.frontline"] == "met"
    assert "按《办法》" in page
    assert "已留存至" in page


def test_the_database_holds_neither_the_link_nor_a_readable_name(client: Client) -> None:
    token = kept_link(client).rstrip("/").rsplit("/", 1)[-1]
    (row,) = KeptCheck.objects.all()
    everything = bytes(row.sealed) + bytes(row.address)
    assert token.encode() not in everything
    assert "陈敏".encode() in DELEGATES
    assert "陈敏".encode() not in everything
    with pytest.raises(WrongToken):
        unseal(bytes(row.sealed), new_token(), bytes(row.address))


def test_an_outsider_who_guesses_a_link_learns_nothing(client: Client) -> None:
    kept_link(client)
    for path in (f"/check/kept/{new_token()}/", "/check/kept/x/"):
        assert client.get(path).status_code == 404
        assert client.post(f"{path}forget/").status_code == 404
    assert KeptCheck.objects.count() == 1


def test_a_kept_check_can_be_erased_at_once(client: Client) -> None:
    link = kept_link(client)
    assert client.get(f"{link}forget/").status_code == 405
    assert client.post(f"{link}forget/").status_code == 302
    assert KeptCheck.objects.count() == 0
    assert client.get(link).status_code == 404


def test_after_thirty_days_it_is_closed_and_the_worker_erases_it(client: Client) -> None:
    link = kept_link(client)
    row = KeptCheck.objects.get()
    assert timedelta(days=29) < row.lapses_at - timezone.now() <= KEPT_FOR
    assert forget_lapsed() == 0
    KeptCheck.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 404
    assert forget_lapsed() == 1
    assert forget_lapsed() == 0
    assert KeptCheck.objects.count() == 0


def test_a_changed_byte_does_not_open() -> None:
    token = new_token()
    address = address_of(token)
    sealed = bytearray(seal(b"names", token))
    assert unseal(bytes(sealed), token, address) == b"names"
    sealed[-1] ^= 1
    with pytest.raises(WrongToken):
        unseal(bytes(sealed), token, address)
    with pytest.raises(WrongToken):
        unseal(b"", token, address)


def test_a_check_kept_before_the_algorithms_changed_opens_by_its_link(
    client: Client, settings: Settings
) -> None:
    before = kept_link(client)
    settings.KEJIA_ALGORITHMS = ["sm3_sm4"]
    after = kept_link(client)
    settings.KEJIA_ALGORITHMS = ["sha256_aes"]
    for link in (before, after):
        assert "按《办法》" in client.get(link).content.decode()
