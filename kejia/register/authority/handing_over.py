"""A post passes on by one scan: its holder shows a code for ten minutes, the other opens it, both confirm."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from kejia.register import actions
from kejia.register.access import require
from kejia.register.authority import asking
from kejia.register.models import BELIEVED, Appointment, HandOver, Person, Post
from kejia.register.models.countersigns import SHOWN
from kejia.register.periods import period
from kejia.trail import actions as trail
from kejia.trail.actor import Actor

SALT = "kejia.register.hand_over"


class NotOpen(actions.RegisterError):
    """The code is older than ten minutes, was taken by somebody else, or was used."""


class NotTheHolder(actions.RegisterError):
    """Only who holds the post, and did so before today, hands it over."""


@transaction.atomic
def show(post: Post, *, by: Actor) -> tuple[HandOver, str]:
    """Begin: the code to show. An earlier one of the same post is dropped. Raises NotAllowed, NotTheHolder."""
    person = asking.person_of(by)
    require(person is not None and asking.post_of(by) == post.pk)
    assert person is not None
    if _held(post.pk, person) is None:
        raise NotTheHolder
    HandOver.objects.filter(post=post, outgoing=person, done_at=None, dropped_at=None).update(
        dropped_at=Now()
    )
    made = HandOver.objects.create(
        post=post, outgoing_id=person, made_at=Now(), until=Now() + SHOWN
    )  # fmt: skip
    made.refresh_from_db()
    trail.record("showed_hand_over", by=by, subject=made, details={"post": post.pk})
    return made, TimestampSigner(salt=SALT).sign(str(made.pk))


def find_open(code: str) -> HandOver | None:
    """The hand-over behind a code that still holds; None for a false or an old one."""
    try:
        pk = TimestampSigner(salt=SALT).unsign(code, max_age=timedelta(minutes=10))
    except BadSignature:
        return None
    return _open().filter(pk=pk).first()


@transaction.atomic
def take(code: str, person: Person, *, by: Actor) -> HandOver:
    """The other says yes; of two who scan at once, the second is refused. Raises NotAllowed, NotOpen."""
    require(asking.person_of(by) == person.pk)
    found = find_open(code)
    if found is None or found.outgoing_id == person.pk:
        raise NotOpen
    taken = _open().filter(pk=found.pk, incoming=None).update(incoming=person, accepted_at=Now())
    if not taken:
        raise NotOpen
    trail.record("took_hand_over", by=by, subject=found, details={"post": found.post_id})
    found.refresh_from_db()
    return found


@transaction.atomic
def finish(hand_over: HandOver, *, by: Actor) -> Appointment:
    """The holder sees who took it and confirms: one appointment ended yesterday, the other begins today.

    Raises NotAllowed, NotOpen, NotTheHolder, Overlaps. Capacity, headcount and term go with the post.
    """
    require(asking.person_of(by) == hand_over.outgoing_id)
    held = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    if held.incoming is None or not _open().filter(pk=held.pk).exists():
        raise NotOpen
    appointment = _held(held.post_id, held.outgoing_id)
    if appointment is None:
        raise NotTheHolder
    today = timezone.localdate()
    until = appointment.valid.upper
    actions.end_asked(appointment, on=today, by=by)
    new = Appointment(
        person=held.incoming, post=held.post, one_seat=held.post.one_seat, valid=period(today, until),
        capacity=appointment.capacity, establishment=appointment.establishment, term=appointment.term,
    )  # fmt: skip
    made = actions.enter(new, by=by, act="appointed")
    HandOver.objects.filter(pk=held.pk).update(done_at=Now())
    trail.record("handed_over", by=by, subject=held, details={"post": held.post_id, "appointment": made.pk})
    return made


@transaction.atomic
def drop(hand_over: HandOver, *, by: Actor) -> None:
    """Not to that person after all. Raises NotAllowed, NotOpen."""
    require(asking.person_of(by) == hand_over.outgoing_id)
    if not HandOver.objects.filter(pk=hand_over.pk, done_at=None, dropped_at=None).update(dropped_at=Now()):
        raise NotOpen
    trail.record("dropped_hand_over", by=by, subject=hand_over)


def is_open(hand_over: HandOver) -> bool:
    """Whether it can still be taken or confirmed."""
    return _open().filter(pk=hand_over.pk).exists()


def _open() -> QuerySet[HandOver]:
    return HandOver.objects.filter(done_at=None, dropped_at=None, until__gt=Now()).select_related("post")


def _held(post: int, person: int) -> Appointment | None:
    today = timezone.localdate()
    found = Appointment.objects.filter(BELIEVED, post=post, person=person, valid__contains=today).first()
    if found is None or (found.valid.lower is not None and found.valid.lower >= today):
        return None
    return found
