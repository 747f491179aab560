"""From a waiting delivery to a letter in a gateway's hands. The worker calls it; two of them never do the same twice.

1. *Pack*: in one transaction what is due becomes a letter with a key, or is skipped for a reason.
2. *Claim*: in a second one a worker takes the letter, for the time of a lease.
3. *Hand over*: outside any transaction, under the letter's key.
4. *Mark*: in a third one it writes what became of it, if the claim is still its own.

A worker that dies before 3 has done nothing; one that dies after it leaves a letter of which nobody knows: when the
lease has run out the next one hands it over again if the gateway still remembers keys, and else does what the kind says.
"""

import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kejia.messages import tasks
from kejia.messages.channels.finding import find_gateway
from kejia.messages.channels.outcome import Gateway, Outcome
from kejia.messages.composing import Composed, compose
from kejia.messages.directory import masked, reach_of
from kejia.messages.kinds import InDoubt, Pace, Skipped, State
from kejia.messages.models import Delivery, Letter, Message
from kejia.messages.reads import hours_of, kinds_of, paces_of
from kejia.messages.timing import PAUSES, next_try
from kejia.plain.text import Text

LEASE = timedelta(minutes=2)
"""Longer than any handing over takes: connecting and each answer may wait 20 seconds."""
LOCK = 4_072
"""The class of the locks of digests."""
WORN_OUT = Text("试了太多次，每次都中断", "tried too often, and broken off each time")
LAPSED = Text("已过有效期，没有再发", "it lapsed before it could be sent")
GONE = Text("收件人已没有这个渠道的地址", "the recipient has no address there any more")
CLOSED = Text("本站不再接通这个渠道", "this site has no gateway for it any more")


def carry_on(delivery: int) -> None:
    """Do what a delivery waits for: pack it, hand it over, both or neither."""
    letter = pack(delivery)
    if letter is not None:
        hand_over(letter)


@transaction.atomic
def pack(pk: int) -> int | None:
    """Put a due delivery into a letter, with all others of its digest; the letter's id where it is to be handed over."""
    found = (
        Delivery.objects.filter(pk=pk, letter=None, skipped="", digest=True).select_related("message").first()
    )
    if found is not None:  # the jobs of one digest come all at once, and make one letter
        _take_turns(f"{found.channel} {found.message.recipient}")
    waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("message")
    first = waiting.filter(pk=pk).first()
    if first is None or first.skipped:
        return None
    if first.letter_id is not None:
        return first.letter_id
    now = timezone.now()
    if first.due_at > now:
        return None  # its own job comes then
    recipient, urgent = first.message.recipient, first.message.declared.urgent
    awake = now if urgent else hours_of(recipient).after_quiet(now)
    if awake > now:  # a worker that stood still begins again at night
        Delivery.objects.filter(pk=pk).update(due_at=awake)
        tasks.put_off_delivery(Delivery(pk=pk, due_at=awake))
        return None
    together = [first]
    if first.digest:
        others = waiting.filter(
            digest=True,
            channel=first.channel,
            message__recipient=recipient,
            letter=None,
            skipped="",
            due_at__lte=now,
        )
        together += others.exclude(pk=pk).order_by("message_id")
    go = [delivery for delivery in together if not _skip(delivery, now)]
    if not go:
        return None
    letter = Letter.objects.create(
        recipient=recipient, channel=first.channel, digest=first.digest, due_at=now
    )
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in go]).update(letter=letter)
    return letter.pk


def _take_turns(name: str) -> None:
    """One at a time until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, name])


def _skip(delivery: Delivery, now: datetime) -> bool:
    why = _why_not(delivery, now)
    if why is not None:
        Delivery.objects.filter(pk=delivery.pk).update(skipped=why.value)
        if delivery.message.secret:
            _wipe(Message.objects.filter(pk=delivery.message_id))
    return why is not None


def _why_not(delivery: Delivery, now: datetime) -> Skipped | None:
    """Why it does not go out after all; asked at the last moment, for much may have changed since it was written."""
    message = delivery.message
    kind = message.declared
    if message.lapses_at is not None and message.lapses_at <= now:
        return Skipped.TOO_LATE
    if kind.may_be_stopped and paces_of(message.recipient, kind)[delivery.way] == Pace.OFF:
        return Skipped.STOPPED
    if delivery.digest and message.read_at is not None:
        return Skipped.READ
    if delivery.way not in reach_of(message.recipient).addresses:
        return Skipped.NO_ADDRESS
    if find_gateway(delivery.way) is None:
        return Skipped.NO_GATEWAY
    return None


def hand_over(pk: int) -> None:
    """Hand a due letter to its gateway and write what became of it."""
    claimed = claim(pk)
    if claimed is None:
        return
    letter, gateway, composed = claimed
    mark(letter, gateway, gateway.hand_over(composed))


@transaction.atomic
def claim(pk: int) -> tuple[Letter, Gateway, Composed] | None:
    """Take a letter for the time of a lease; None where another has it, or it must not go out any more."""
    now = timezone.now()
    due = Q(state=State.READY.value, due_at__lte=now) | Q(state=State.HANDING.value, claimed_until__lte=now)
    letter = Letter.objects.select_for_update(skip_locked=True).filter(due, pk=pk).first()
    if letter is None:
        return None
    if letter.state == State.HANDING:  # whoever had it is gone, and nobody knows how far it came
        letter.doubtful = True
    messages = list(Message.objects.filter(deliveries__letter=letter).order_by("pk"))
    reach, gateway = reach_of(letter.recipient), find_gateway(letter.way)
    if letter.way not in reach.addresses:
        _end(letter, State.DEAD, GONE)
        return None
    if gateway is None:
        _end(letter, State.DEAD, CLOSED)
        return None
    if all(message.lapses_at is not None and message.lapses_at <= now for message in messages):
        _end(letter, State.DEAD, LAPSED)
        return None
    if letter.doubtful and not _may_go_again(letter, gateway, now):
        _end(letter, State.IN_DOUBT, letter.trouble)
        return None
    if letter.tries > len(PAUSES):  # whoever takes it dies of it
        _end(letter, State.IN_DOUBT, WORN_OUT)
        return None
    letter.state = State.HANDING.value
    letter.claim, letter.claimed_until = uuid.uuid4(), now + LEASE
    letter.tries += 1
    letter.first_handed_at = letter.first_handed_at or now
    letter.masked = masked(reach.addresses[letter.way])
    letter.save()
    return letter, gateway, compose(letter, messages, reach)


def _may_go_again(letter: Letter, gateway: Gateway, now: datetime) -> bool:
    """Whether a letter that perhaps went out may be handed over once more."""
    known_until = (letter.first_handed_at or now) + gateway.remembers - LEASE
    return now < known_until or all(kind.in_doubt == InDoubt.AGAIN for kind in kinds_of(letter))


@transaction.atomic
def mark(letter: Letter, gateway: Gateway, outcome: Outcome) -> None:
    """Write what became of a letter, unless its lease ran out and another took it."""
    now = timezone.now()
    mine = Letter.objects.select_for_update().filter(
        pk=letter.pk, claim=letter.claim, state=State.HANDING.value
    )
    found = mine.first()
    if found is None:
        return
    found.doubtful = found.doubtful or outcome.how == "unsure"
    if outcome.how == "sent":
        found.sent_at, found.receipt = now, outcome.receipt
        _end(found, State.SENT, Text("", ""))
        return
    again = None if outcome.how == "refused" else next_try(found.tries, now)
    if found.doubtful and not _may_go_again(found, gateway, now):
        _end(found, State.IN_DOUBT, outcome.trouble)
    elif again is None:
        _end(found, State.IN_DOUBT if found.doubtful else State.DEAD, outcome.trouble)
    else:
        urgent = any(kind.urgent for kind in kinds_of(found))
        found.due_at = again if urgent else hours_of(found.recipient).after_quiet(again)
        found.trouble_zh, found.trouble_en = outcome.trouble.zh[:300], outcome.trouble.en[:300]
        found.state, found.claim, found.claimed_until = State.READY.value, None, None
        found.save()
        tasks.put_off_letter(found.pk, found.due_at)


def _end(letter: Letter, state: State, trouble: Text) -> None:
    """The last word on a letter; of a code nothing is kept."""
    letter.state, letter.claim, letter.claimed_until = state.value, None, None
    letter.trouble_zh, letter.trouble_en = trouble.zh[:300], trouble.en[:300]
    secret = Message.objects.filter(deliveries__letter=letter, secret=True)
    if secret.exists():
        letter.recipient = masked(letter.recipient.partition(":")[2])
        _wipe(secret)
    letter.save()


def _wipe(messages: QuerySet[Message]) -> None:
    for message in messages:
        where = masked(message.recipient.partition(":")[2])
        Message.objects.filter(pk=message.pk).update(recipient=where, body_zh="", body_en="")


@transaction.atomic
def take_up_again() -> int:
    """Give another worker what a killed one left, and what has no job any more; how many."""
    late = timezone.now() - tasks.LEFT_AFTER
    deliveries = Delivery.objects.filter(letter=None, skipped="", due_at__lte=late)
    ready = Q(state=State.READY.value, due_at__lte=late)
    handing = Q(state=State.HANDING.value, claimed_until__lte=timezone.now())
    letters = Letter.objects.filter(ready | handing)
    return tasks.put_off_left(
        list(deliveries.order_by("due_at").values_list("pk", flat=True)[: tasks.AT_ONCE]),
        list(letters.order_by("due_at").values_list("pk", flat=True)[: tasks.AT_ONCE]),
    )
