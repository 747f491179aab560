"""From a waiting delivery to the gateway: once, at the right moment, to the right address, or said why not."""

from datetime import time, timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from kejia.messages import delivering
from kejia.messages.actions import choose, mark_read, send_again, send_code
from kejia.messages.kinds import Channel, Pace
from kejia.messages.models import Delivery, Letter, Message
from kejia.messages.tests.acting import (
    ANSWERED,
    BY,
    LI,
    NEWS,
    ONCE,
    TEXTED,
    WANG,
    ZHAO,
    gateways,
    jobs,
    let_it_be_due,
    let_leases_run_out,
    never_quiet,
    tell,
    work,
)
from kejia.messages.tests.servers import Received, sms_server, smtp_server
from kejia.messages.timing import PAUSES, Hours
from kejia.plain.text import Text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_day() -> None:
    never_quiet(WANG, LI, ZHAO)


@pytest.fixture
def sms(settings: Any) -> Any:
    with sms_server() as received:
        settings.KEJIA_GATEWAYS = gateways(sms=received.port, remembers=86400)
        yield received


@pytest.fixture
def smtp(settings: Any) -> Any:
    with smtp_server() as received:
        settings.KEJIA_GATEWAYS = gateways(smtp=received.port)
        yield received


def test_a_message_goes_out_once_however_often_the_worker_looks(sms: Received) -> None:
    tell(TEXTED)
    work(rounds=5)
    assert len(sms.requests) == 1
    letter = Letter.objects.get()
    assert (letter.state, letter.receipt, letter.masked, letter.tries) == ("sent", "sms-1", "138****0001", 1)
    assert letter.sent_at is not None


def test_it_is_written_in_the_language_of_its_recipient(smtp: Received) -> None:
    tell(to=WANG, what="答复已到")
    tell(to=LI, what="答复已到")
    work()
    subjects = [line for mail in smtp.raw for line in mail.splitlines() if line.startswith("Subject:")]
    assert len(subjects) == 2
    assert "Please look." in smtp.raw[1] and "Please look." not in smtp.raw[0]


def test_a_digest_is_one_letter_of_what_is_still_unread(smtp: Received) -> None:
    messages = [tell(NEWS, what=f"news {n}") for n in range(4)]
    work()
    assert smtp.requests == []  # its hour has not come
    mark_read(WANG, messages[1].pk)
    let_it_be_due()
    work()
    assert len(smtp.raw) == 1
    assert [n for n in range(4) if f"news {n}" in _body(smtp.raw[0])] == [0, 2, 3]
    assert Delivery.objects.get(message=messages[1]).skipped == "read"
    assert Letter.objects.get().digest


def _body(mail: str) -> str:
    payload = message_from_bytes(mail.encode()).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_digests_of_two_people_are_two_letters(smtp: Received) -> None:
    tell(NEWS, to=WANG)
    tell(NEWS, to=LI)
    let_it_be_due()
    work()
    assert len(smtp.raw) == 2


@pytest.mark.parametrize(
    ("to", "skipped"), [(ZHAO, "no_address"), ("test:nobody", "no_address"), (WANG, "no_gateway")]
)
def test_what_cannot_go_out_says_why_and_stays_in_the_inbox(settings: Any, to: str, skipped: str) -> None:
    settings.KEJIA_GATEWAYS = gateways()
    never_quiet(to)
    tell(to=to)
    work()
    assert Delivery.objects.get().skipped == skipped
    assert (Message.objects.count(), Letter.objects.count()) == (1, 0)


def test_what_was_stopped_after_it_was_written_does_not_go_out(sms: Received) -> None:
    tell(TEXTED)
    choose(WANG, {(TEXTED, Channel.SMS): Pace.OFF}, Hours(time(0), time(0)), by=BY)
    work()
    assert (Delivery.objects.get().skipped, sms.requests) == ("stopped", [])


def test_a_worker_that_begins_again_in_quiet_hours_lets_people_sleep(sms: Received) -> None:
    tell(TEXTED)
    now = timezone.localtime()
    quiet = Hours((now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time())
    choose(WANG, {}, quiet, by=BY)
    work()
    delivery = Delivery.objects.get()
    assert (sms.requests, delivery.letter) == ([], None)
    assert delivery.due_at > timezone.now() + timedelta(minutes=50)
    assert jobs().count("letters.carry_on") == 2


def test_a_gateway_that_will_not_now_is_asked_again_later_and_later(sms: Received) -> None:
    sms.answers = [503, 429]
    tell(TEXTED)
    work()
    letter = Letter.objects.get()
    assert (letter.state, letter.tries, letter.doubtful) == ("ready", 1, False)
    assert timedelta(seconds=50) < letter.due_at - timezone.now() <= PAUSES[0]
    for _ in range(2):
        let_it_be_due()
        work()
    assert (Letter.objects.get().state, len(sms.requests)) == ("sent", 1)


def test_a_gateway_that_never_will_makes_a_dead_letter_that_can_be_sent_again_by_hand(sms: Received) -> None:
    sms.answers = [400]
    tell(TEXTED)
    work()
    letter = Letter.objects.get()
    assert (letter.state, letter.trouble_en) == ("dead", "refused: 400")
    work()
    assert sms.requests == []
    assert send_again(letter.pk, by=BY)
    work()
    assert (Letter.objects.get().state, len(sms.requests)) == ("sent", 1)
    assert not send_again(letter.pk, by=BY)


def test_a_gateway_that_is_down_for_a_day_makes_a_dead_letter(settings: Any) -> None:
    with sms_server() as gone:
        port = gone.port
    settings.KEJIA_GATEWAYS = gateways(sms=port)
    tell(ONCE)
    for _ in range(len(PAUSES) + 3):
        let_it_be_due()
        work(rounds=1)
    letter = Letter.objects.get()
    # it was never reached, so there is no doubt, even for what may go out once at most
    assert (letter.state, letter.tries, letter.doubtful) == ("dead", len(PAUSES) + 1, False)


@pytest.mark.parametrize(
    ("kind", "knows_keys", "state", "passed_on"),
    [
        (TEXTED, True, "sent", 1),
        (ONCE, True, "sent", 1),
        (TEXTED, False, "sent", 2),
        (ONCE, False, "in_doubt", 1),
    ],
)
def test_a_worker_that_is_gone_after_handing_over_leaves_no_loss_and_no_double_where_keys_are_known(
    settings: Any, kind: Any, knows_keys: bool, state: str, passed_on: int
) -> None:
    with sms_server(knows_keys=knows_keys) as sms:
        settings.KEJIA_GATEWAYS = gateways(sms=sms.port, remembers=86400 if knows_keys else 0)
        tell(kind)
        letter = delivering.pack(Delivery.objects.get().pk)
        assert letter is not None
        claimed = delivering.claim(letter)
        assert claimed is not None
        claimed[1].hand_over(claimed[2])  # and nothing is marked
        work()
        assert len(sms.requests) == 1  # its lease still runs
        let_leases_run_out()
        work()
        assert (Letter.objects.get().state, len(sms.passed_on)) == (state, passed_on)


def test_when_the_gateway_has_forgotten_the_key_what_goes_out_once_at_most_is_left_in_doubt(
    sms: Received,
) -> None:
    tell(ONCE)
    letter = delivering.pack(Delivery.objects.get().pk)
    assert letter is not None and delivering.claim(letter) is not None
    Letter.objects.update(first_handed_at=timezone.now() - timedelta(days=2))
    let_leases_run_out()
    work()
    assert (Letter.objects.get().state, sms.requests) == ("in_doubt", [])


def test_a_worker_whose_lease_ran_out_may_not_say_what_became_of_the_letter(sms: Received) -> None:
    tell(TEXTED)
    letter = delivering.pack(Delivery.objects.get().pk)
    assert letter is not None
    slow = delivering.claim(letter)
    assert slow is not None
    let_leases_run_out()
    work()
    assert Letter.objects.get().state == "sent"
    sms.answers = [400]
    delivering.mark(slow[0], slow[1], slow[1].hand_over(slow[2]))
    assert Letter.objects.get().state == "sent"


def test_a_letter_of_which_every_worker_dies_is_left_at_last(sms: Received) -> None:
    tell(TEXTED)
    letter = delivering.pack(Delivery.objects.get().pk)
    assert letter is not None
    taken = 0
    for _ in range(20):
        taken += delivering.claim(letter) is not None
        let_leases_run_out()
    assert (taken, Letter.objects.get().state) == (len(PAUSES) + 1, "in_doubt")


def test_of_a_code_nothing_is_kept_once_it_has_gone_out(sms: Received) -> None:
    send_code(Channel.SMS, "+8613800000001", Text("验证码 123456", "code 123456"))
    work()
    assert sms.passed_on == ["+8613800000001 验证码 123456"]
    message, letter = Message.objects.get(), Letter.objects.get()
    assert (message.body_zh, message.body_en, message.recipient) == ("", "", "138****0001")
    assert letter.recipient == "138****0001"


def test_a_code_that_comes_too_late_is_not_sent_and_nothing_of_it_is_kept(sms: Received) -> None:
    send_code(Channel.SMS, "+8613800000001", Text("验证码 123456", "code 123456"))
    Message.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
    work()
    assert (sms.requests, Delivery.objects.get().skipped, Message.objects.get().body_zh) == (
        [],
        "too_late",
        "",
    )


def test_what_has_lost_its_job_is_given_to_a_worker_again_and_only_once(sms: Received) -> None:
    tell(TEXTED)
    assert delivering.take_up_again() == 0
    let_it_be_due()
    assert delivering.take_up_again() == 0  # its job still waits
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE queue_name = 'letters'")
    assert delivering.take_up_again() == 1
    assert delivering.take_up_again() == 0
    assert jobs() == ["letters.carry_on"]


def test_the_default_is_written_of_one_kind_to_one_mailbox(smtp: Received) -> None:
    tell(ANSWERED)
    work()
    assert [letter.channel for letter in Letter.objects.all()] == ["email"]
