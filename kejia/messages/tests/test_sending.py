"""A message is there together with its fact and the jobs that send it out, or none of them is."""

from datetime import time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from kejia.messages.actions import choose, forget_recipient, send, send_code
from kejia.messages.kinds import Channel, Pace
from kejia.messages.models import Choice, Delivery, Letter, Message
from kejia.messages.tests.acting import (
    ANSWERED,
    AWAKE,
    BY,
    DUTY,
    LI,
    NEWS,
    TEXTED,
    WANG,
    jobs,
    never_quiet,
    tell,
)
from kejia.messages.timing import Hours
from kejia.plain.text import Text
from kejia.trail.actions import OutsideTransaction
from kejia.trail.models import Entry

SAYS = Text("事由", "subject")


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_is_rolled_back_tells_nobody_and_asks_no_worker() -> None:
    with transaction.atomic():
        send(ANSWERED, WANG, SAYS, SAYS, by=BY)
        assert (Message.objects.count(), jobs()) == (1, ["letters.carry_on"])
        transaction.set_rollback(True)
    assert (Message.objects.count(), Delivery.objects.count(), jobs()) == (0, 0, [])


@pytest.mark.django_db(transaction=True)
def test_a_message_is_sent_inside_the_transaction_of_its_fact_or_not_at_all() -> None:
    with pytest.raises(OutsideTransaction):
        send(ANSWERED, WANG, SAYS, SAYS, by=BY)
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_the_trail_knows_that_somebody_was_told_and_of_what_but_holds_no_words() -> None:
    message = tell(about=("proposals.proposal", "7"), link="/proposals/7/")
    entry = Entry.objects.get(act="message_sent")
    assert entry.subject_id == str(message.pk)
    assert entry.details == {"kind": ANSWERED.name, "about_type": "proposals.proposal", "about_id": "7"}
    assert entry.private_digest is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "link",
    ["https://elsewhere.example/", "//elsewhere.example/", "imports/7/", "/a b", "/\\x", "/" + "x" * 300],
)
def test_a_link_that_leads_elsewhere_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="within this site"):
        tell(link=link)


@pytest.mark.django_db
def test_a_subject_that_is_too_long_loses_its_end_and_not_its_fact() -> None:
    message = tell(what="很长" * 200)
    assert (len(message.subject_zh), message.subject_zh[-1]) == (200, "…")
    assert len(message.subject_en) == 300


@pytest.mark.django_db
def test_without_a_choice_a_kind_goes_out_as_its_programme_says() -> None:
    never_quiet(WANG)
    for kind in (ANSWERED, TEXTED, NEWS):
        tell(kind)
    ways = Delivery.objects.order_by("pk").values_list("message__kind", "channel", "digest")
    assert list(ways) == [
        (ANSWERED.name, "email", False),
        (TEXTED.name, "sms", False),
        (NEWS.name, "email", True),
    ]


@pytest.mark.django_db
def test_what_the_recipient_chose_counts_except_that_a_duty_is_not_stopped() -> None:
    paces = {
        (ANSWERED, Channel.EMAIL): Pace.OFF,
        (ANSWERED, Channel.SMS): Pace.DIGEST,
        (DUTY, Channel.EMAIL): Pace.OFF,
    }
    choose(WANG, paces, AWAKE, by=BY)
    for kind in (ANSWERED, DUTY):
        tell(kind)
    ways = Delivery.objects.order_by("pk").values_list("message__kind", "channel", "digest")
    assert list(ways) == [(ANSWERED.name, "sms", True), (DUTY.name, "email", False)]


@pytest.mark.django_db
def test_a_choice_like_the_default_leaves_no_row() -> None:
    choose(WANG, {(NEWS, Channel.EMAIL): Pace.AT_ONCE}, AWAKE, by=BY)
    assert Choice.objects.count() == 1
    choose(WANG, {(NEWS, Channel.EMAIL): Pace.DIGEST}, AWAKE, by=BY)
    assert Choice.objects.count() == 0


@pytest.mark.django_db
def test_in_quiet_hours_a_message_waits_for_their_end_and_a_code_does_not() -> None:
    now = timezone.localtime()
    quiet = Hours((now - timedelta(hours=1)).time(), (now + timedelta(hours=2)).time(), time(8))
    choose(WANG, {}, quiet, by=BY)
    tell(TEXTED)
    send_code(Channel.SMS, "+8613800000001", Text("验证码 123456", "code 123456"))
    held, code = Delivery.objects.order_by("pk")
    assert timedelta(hours=1, minutes=58) < held.due_at - now < timedelta(hours=2)
    assert code.due_at - now < timedelta(minutes=1)


@pytest.mark.django_db
def test_whoever_is_erased_leaves_no_message_and_nobody_else_loses_one() -> None:
    choose(WANG, {(NEWS, Channel.EMAIL): Pace.OFF}, AWAKE, by=BY)
    tell(to=WANG)
    kept = tell(to=LI)
    assert forget_recipient(WANG, by=BY) == 1
    assert [message.pk for message in Message.objects.all()] == [kept.pk]
    assert (Choice.objects.count(), Delivery.objects.count(), Letter.objects.count()) == (0, 1, 0)
