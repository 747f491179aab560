"""Real workers, really killed between "handed to the gateway" and "marked", and what arrives in the end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import connection, transaction

from kejia.messages import delivering
from kejia.messages.actions import send, send_code
from kejia.messages.kinds import Channel
from kejia.messages.models import Delivery, Letter
from kejia.messages.tests.acting import BY, gateways, let_leases_run_out
from kejia.messages.tests.servers import SECRET, Received, sms_server, smtp_server
from kejia.plain.text import Text
from kejia.programmes.inbox.manifest import TRIAL
from kejia.site.folders import ROOT
from kejia.trail.tests.acting import address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PATIENCE = 60.0


@pytest.fixture(autouse=True)
def no_job_waits(transactional_db: None) -> None:
    """The flush between tests leaves the worker's own tables alone."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@contextmanager
def worker(**named: str) -> Iterator[subprocess.Popen[bytes]]:
    """`kejia worker` as a program of its own, with gateways from its environment; killed at the end."""
    environment = {**os.environ, "DATABASE_URL": address(), "KEJIA_OUTBOX": "", "KEJIA_DEBUG": "", **named}
    process = subprocess.Popen(
        [sys.executable, "-m", "kejia", "worker", "--queues", "letters"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and whatever it started: no handler runs, nothing is put in order."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


def wait_for(what: Callable[[], bool]) -> None:
    """Until it is so."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < PATIENCE, "it did not come to that"
        time.sleep(0.1)


def sms_settings(gateway: Received) -> dict[str, str]:
    remembers = "86400" if gateway.knows_keys else "0"
    return {
        "KEJIA_SMS_URL": f"http://127.0.0.1:{gateway.port}/send",
        "KEJIA_SMS_SECRET": SECRET,
        "KEJIA_SMS_REMEMBERS": remembers,
    }


def smtp_settings(gateway: Received) -> dict[str, str]:
    return {"KEJIA_SMTP": f"smtp://127.0.0.1:{gateway.port}", "KEJIA_MAIL_FROM": "kejia@example.org"}


def tell(to: str) -> None:
    with transaction.atomic():
        send(TRIAL, to, Text("第一条", "the first"), Text("请查看。", "Please look."), by=BY)


def die_in_the_middle(gateway: Received, settings: dict[str, str]) -> None:
    """A worker hands over what waits; the gateway has taken it and keeps its answer back; the worker is killed."""
    gateway.go_on.clear()
    with worker(**settings) as process:
        assert gateway.arrived.wait(PATIENCE), "nothing was handed over"
        kill(process)
    gateway.go_on.set()
    assert Letter.objects.get().state == "handing"


def carry_on_with_another(settings: dict[str, str], end: str) -> None:
    """Its lease has run out; the minute's look finds it; a second worker does what is to be done."""
    let_leases_run_out()
    assert delivering.take_up_again() == 1
    with worker(**settings):
        wait_for(lambda: Letter.objects.filter(state=end).exists())


def test_a_worker_killed_after_handing_over_loses_nothing_and_doubles_nothing_where_keys_are_known() -> None:
    with sms_server(knows_keys=True) as gateway:
        tell("sms:+8613800000001")
        die_in_the_middle(gateway, sms_settings(gateway))
        carry_on_with_another(sms_settings(gateway), "sent")
        first, second = gateway.requests
        assert first[0] == second[0] == str(Letter.objects.get().key)
        assert gateway.passed_on == ["+8613800000001 第一条"]


def test_without_keys_a_notice_comes_at_least_once() -> None:
    with smtp_server() as gateway:
        tell("email:wang@example.org")
        die_in_the_middle(gateway, smtp_settings(gateway))
        carry_on_with_another(smtp_settings(gateway), "sent")
        first, second = gateway.requests
        assert first[0] == second[0]  # the same Message-ID, for mailboxes that drop doubles
        assert len(gateway.passed_on) == 2


def test_without_keys_a_code_comes_at_most_once_and_is_left_in_doubt() -> None:
    with sms_server(knows_keys=False) as gateway:
        send_code(Channel.SMS, "+8613800000001", Text("验证码 123456", "code 123456"))
        die_in_the_middle(gateway, sms_settings(gateway))
        carry_on_with_another(sms_settings(gateway), "in_doubt")
        assert gateway.passed_on == ["+8613800000001 验证码 123456"]


def test_a_worker_killed_before_it_hands_over_has_lost_nothing(settings: Any) -> None:
    with sms_server(knows_keys=False) as gateway:
        settings.KEJIA_GATEWAYS = gateways(sms=gateway.port)
        tell("sms:+8613800000001")
        letter = delivering.pack(Delivery.objects.get(channel="sms").pk)
        assert letter is not None
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        Letter.objects.update(due_at="2026-01-01T00:00:00Z")
        assert delivering.take_up_again() == 1
        with worker(**sms_settings(gateway)):
            wait_for(lambda: Letter.objects.filter(state="sent").exists())
        assert gateway.passed_on == ["+8613800000001 第一条"]


def test_two_workers_at_twenty_messages_send_each_once() -> None:
    with sms_server(knows_keys=False) as gateway:
        for number in range(20):
            tell(f"sms:+861380000{number:04}")
        settings = sms_settings(gateway)
        with worker(**settings), worker(**settings):
            wait_for(lambda: Letter.objects.filter(state="sent").count() == 20)
        assert sorted(gateway.passed_on) == sorted(f"+861380000{n:04} 第一条" for n in range(20))
