"""Writing messages, and what their recipients do with them."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from kejia.messages import tasks
from kejia.messages.access import seen_by
from kejia.messages.kinds import CODE, FAILED, Channel, MessageKind, Pace, State, get_kind
from kejia.messages.models import Choice, Delivery, Letter, Message, RecipientHours
from kejia.messages.reads import hours_of, paces_of
from kejia.messages.stopping import StopOrder
from kejia.messages.timing import Hours
from kejia.plain.text import Language, Text
from kejia.trail.actions import OutsideTransaction, record
from kejia.trail.actor import Actor

PATH = re.compile(r"/(?!/)[^\\\s]{0,299}")
LONGEST_ZH, LONGEST_EN = 200, 300
"""Characters of a subject."""
BY_LINK = Actor("system", "letters.stop_link", "停发链接", "")
"""Whoever holds a stop link: nobody is signed in there."""


def send(
    kind: MessageKind,
    to: str,
    subject: Text,
    body: Text,
    *,
    by: Actor,
    about: tuple[str, str] | None = None,
    link: str = "",
) -> Message:
    """Tell somebody something, in the transaction of the fact: both are there or neither is.

    `to` is a recipient's key, `about` type and id of what it is about, `link` a path of this site to go on from. The
    inbox has it at once; what goes out beside follows from the kind and from what the recipient chose.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(
            f"{kind.name}: send it inside transaction.atomic(), with the fact it tells of"
        )
    if get_kind(kind.name) != kind or kind.secret:
        raise ValueError(f"{kind.name} is declared otherwise, or is a code: those go by send_code")
    if link and not PATH.fullmatch(link):
        raise ValueError(f"a link leads within this site (/imports/7/), not to {link!r}")
    now = timezone.now()
    about_type, about_id = about or ("", "")
    with transaction.atomic():
        message = Message.objects.create(
            recipient=to,
            kind=kind.name,
            subject_zh=_cut(subject.zh, LONGEST_ZH),
            subject_en=_cut(subject.en, LONGEST_EN),
            body_zh=body.zh,
            body_en=body.en,
            link=link,
            about_type=about_type,
            about_id=about_id,
            sent_by=f"{by.kind}:{by.id}",
            lapses_at=now + kind.lifetime if kind.lifetime else None,
        )
        hours = hours_of(to)
        ways = []
        for channel, pace in paces_of(to, kind).items():
            if pace == Pace.AT_ONCE:
                ways.append((channel, False, now if kind.urgent else hours.after_quiet(now)))
            elif pace == Pace.DIGEST:
                ways.append((channel, True, hours.next_digest(now)))
        _send_out(message, ways)
        details = {"kind": kind.name, "about_type": about_type, "about_id": about_id}
        record("message_sent", by=by, subject=message, details=details, private={"recipient": to})
    return message


@transaction.atomic
def send_code(channel: Channel, address: str, text: Text, *, language: Language = "zh") -> Message:
    """Send a sign-in code to an address, at once; nobody need have an account. The log of sign-ins is its record.

    Words and address are wiped when it has gone out or failed.
    """
    now = timezone.now()
    assert CODE.lifetime is not None
    words = text.within(language)
    message = Message.objects.create(
        recipient=f"{channel.value}:{address}",
        kind=CODE.name,
        subject_zh=CODE.text.within(language),
        subject_en=CODE.text.within(language),
        body_zh=words,
        body_en=words,
        sent_by="system:account",
        lapses_at=now + CODE.lifetime,
        secret=True,
    )
    _send_out(message, [(channel, False, now)])
    return message


def _cut(words: str, longest: int) -> str:
    """A subject that is too long loses its end, not the fact it tells of."""
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _send_out(message: Message, ways: Iterable[tuple[Channel, bool, datetime]]) -> None:
    rows = [
        Delivery(message=message, channel=channel.value, digest=digest, due_at=due)
        for channel, digest, due in ways
    ]
    for delivery in Delivery.objects.bulk_create(rows):
        tasks.put_off_delivery(delivery)


def mark_read(reader: str, pk: int) -> bool:
    """Say that one's own message was read; False where there is no such message, or it was read before."""
    return bool(seen_by(reader).filter(pk=pk, read_at__isnull=True).update(read_at=timezone.now()))


def mark_all_read(reader: str, *, up_to: int) -> int:
    """The same for all up to the newest one that was seen; what came meanwhile stays unread. How many."""
    unread = seen_by(reader).filter(read_at__isnull=True, pk__lte=up_to)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def choose(
    recipient: str, paces: Mapping[tuple[MessageKind, Channel], Pace], hours: Hours, *, by: Actor
) -> None:
    """How somebody wants to be written to; what cannot be stopped goes on all the same."""
    for (kind, channel), pace in paces.items():
        _choose_one(recipient, kind, channel, pace)
    RecipientHours.objects.update_or_create(
        recipient=recipient,
        defaults={
            "quiet_from": hours.quiet_from,
            "quiet_until": hours.quiet_until,
            "digest_at": hours.digest_at,
        },
    )
    record("message_preferences_set", by=by, subject=("letters.recipient", recipient))


@transaction.atomic
def stop(order: StopOrder, *, by: Actor = BY_LINK) -> list[MessageKind]:
    """Stop what a link names, where it may be stopped; those kinds. Doing it twice is no different."""
    for kind in order.stopped:
        _choose_one(order.recipient, kind, order.channel, Pace.OFF)
    if order.stopped:
        _record_order("messages_stopped", order, by)
    return order.stopped


@transaction.atomic
def resume(order: StopOrder, *, by: Actor = BY_LINK) -> list[MessageKind]:
    """Take a stop back: what it named goes out again as it did."""
    for kind in order.stopped:
        _choose_one(order.recipient, kind, order.channel, order.pace)
    if order.stopped:
        _record_order("messages_resumed", order, by)
    return order.stopped


def _choose_one(recipient: str, kind: MessageKind, channel: Channel, pace: Pace) -> None:
    if pace == kind.pace_on(channel):
        Choice.objects.filter(recipient=recipient, kind=kind.name, channel=channel.value).delete()
    else:
        Choice.objects.update_or_create(
            recipient=recipient, kind=kind.name, channel=channel.value, defaults={"pace": pace.value}
        )


def _record_order(act: str, order: StopOrder, by: Actor) -> None:
    details = {"channel": order.channel.value, "kinds": [kind.name for kind in order.stopped]}
    record(act, by=by, subject=("letters.recipient", order.recipient), details=details)


@transaction.atomic
def send_again(pk: int, *, by: Actor) -> bool:
    """Hand a failed letter over once more; False where it did not fail. One in doubt may then arrive twice."""
    now = timezone.now()
    failed = Letter.objects.filter(pk=pk, state__in=[state.value for state in FAILED])
    letter = failed.select_for_update().first()
    if letter is None or letter.deliveries.filter(message__secret=True).exists():
        return False
    failed.update(state=State.READY.value, due_at=now, tries=0, doubtful=False, claim=None)
    record("letter_sent_again", by=by, subject=letter, details={"was": letter.state})
    tasks.put_off_letter(letter.pk, now)
    return True


@transaction.atomic
def forget_recipient(recipient: str, *, by: Actor) -> int:
    """Delete somebody's messages and choices, as part of an erasure; how many messages. What is on its way is called off."""
    letters = list(Letter.objects.filter(recipient=recipient).select_for_update())
    found = Message.objects.filter(recipient=recipient)
    count = found.count()
    found.delete()
    Letter.objects.filter(pk__in=[letter.pk for letter in letters]).delete()
    Choice.objects.filter(recipient=recipient).delete()
    RecipientHours.objects.filter(recipient=recipient).delete()
    record("messages_forgotten", by=by, subject=("letters.recipient", recipient), details={"messages": count})
    return count
