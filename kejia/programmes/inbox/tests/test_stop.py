"""Stopping by a link: one click, no sign-in, taken back if need be; what cannot be stopped says so."""

from typing import Any

import pytest
from django.test import Client

from kejia.messages import kinds
from kejia.messages.actions import mark_read
from kejia.messages.kinds import Channel, Pace
from kejia.messages.models import Delivery, Letter
from kejia.messages.reads import paces_of
from kejia.messages.stopping import StopOrder, token_of
from kejia.messages.tests.acting import (
    ANSWERED,
    DUTY,
    KINDS,
    NEWS,
    WANG,
    gateways,
    let_it_be_due,
    never_quiet,
    reach_of_tests,
    tell,
    work,
)
from kejia.messages.tests.servers import smtp_server
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def kinds_of_tests(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.KEJIA_ADDRESS = "https://kejia.example.org"
    settings.KEJIA_OUTBOX = False
    monkeypatch.setattr(kinds, "_declared", {**kinds._declared})
    monkeypatch.setattr("kejia.messages.directory._directories", [reach_of_tests])
    kinds.declare(KINDS)


def link(*names: str, pace: Pace = Pace.AT_ONCE) -> str:
    return f"/inbox/stop/{token_of(StopOrder(WANG, Channel.EMAIL, names, pace))}/"


def stopped_link(mail: str) -> str:
    (line,) = [line for line in mail.splitlines() if line.startswith("List-Unsubscribe: ")]
    return line.partition("<https://kejia.example.org")[2].rstrip(">")


def one_click() -> Client:
    return Client(enforce_csrf_checks=True)  # as a mail program: no cookie, no form, no sign-in


def test_the_link_in_a_mail_stops_its_kind_with_one_click_of_the_mail_program(settings: Any) -> None:
    never_quiet(WANG)
    with smtp_server() as server:
        settings.KEJIA_GATEWAYS = gateways(smtp=server.port)
        tell(ANSWERED)
        work()
        answer = one_click().post(stopped_link(_unfolded(server.raw[0])), ONE_CLICK)
        assert answer.status_code == 200
        tell(ANSWERED)
        tell(DUTY)
        work()
    assert len(server.raw) == 2  # the first, and the duty
    assert paces_of(WANG, ANSWERED)[Channel.EMAIL] == Pace.OFF
    assert [entry.details for entry in Entry.objects.filter(act="messages_stopped")] == [
        {"channel": "email", "kinds": [ANSWERED.name]}
    ]


def _unfolded(mail: str) -> str:
    return mail.replace("\r\n ", " ").replace("\n ", " ")


def test_opening_the_link_stops_nothing_for_mail_scanners_open_every_link() -> None:
    page = Client().get(link(ANSWERED.name))
    assert (page.status_code, paces_of(WANG, ANSWERED)[Channel.EMAIL]) == (200, Pace.AT_ONCE)
    assert ANSWERED.text.zh in page.content.decode()


def test_a_stop_can_be_taken_back_as_it_was() -> None:
    address = link(NEWS.name, pace=Pace.DIGEST)
    client = Client()
    assert "已停发" in client.post(address).content.decode()
    assert paces_of(WANG, NEWS)[Channel.EMAIL] == Pace.OFF
    assert "已恢复" in client.post(f"{address}resume/").content.decode()
    assert paces_of(WANG, NEWS)[Channel.EMAIL] == Pace.DIGEST


def test_what_cannot_be_stopped_says_why_and_goes_on() -> None:
    for method in ("get", "post"):
        page = getattr(Client(), method)(link(DUTY.name)).content.decode()
        assert DUTY.duty is not None and DUTY.duty.zh in page
        assert "已停发" not in page
    assert paces_of(WANG, DUTY)[Channel.EMAIL] == Pace.AT_ONCE


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["", "resume/"])
def test_a_link_that_was_cut_or_forged_stops_nothing_and_says_what_to_do(method: str, path: str) -> None:
    if (method, path) == ("get", "resume/"):
        assert Client().get(f"{link(NEWS.name)}resume/").status_code == 405
        return
    whole = link(NEWS.name)
    for wrong in (whole[:-8] + "/", whole.replace("stop/W", "stop/X"), "/inbox/stop/x/"):
        answer = getattr(Client(), method)(wrong + path)
        assert answer.status_code == 404
        assert "这个链接不完整" in answer.content.decode()
    assert paces_of(WANG, NEWS)[Channel.EMAIL] == Pace.DIGEST


def test_a_digest_is_stopped_for_the_kinds_it_held(settings: Any) -> None:
    never_quiet(WANG)
    with smtp_server() as server:
        settings.KEJIA_GATEWAYS = gateways(smtp=server.port)
        read = tell(NEWS)
        tell(NEWS)
        mark_read(WANG, read.pk)
        let_it_be_due()
        work()
        one_click().post(stopped_link(_unfolded(server.raw[0])), ONE_CLICK)
    assert paces_of(WANG, NEWS)[Channel.EMAIL] == Pace.OFF
    assert (Letter.objects.count(), Delivery.objects.filter(skipped="read").count()) == (1, 1)
