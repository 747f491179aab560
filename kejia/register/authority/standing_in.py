"""Somebody acts for the holder of a post for some days. The holder arranges it, or a superior; no administrator."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kejia.register import actions
from kejia.register.access import may, require
from kejia.register.authority import asking
from kejia.register.kinds import Right
from kejia.register.models import BELIEVED, Appointment, Person, Post, StandIn
from kejia.register.periods import up_to_last
from kejia.trail.actor import Actor

LONGEST = 90


class NotThatLong(actions.RegisterError):
    """A stand-in begins today or later, ends, and lasts 90 days at most."""


class NotTheHolder(actions.RegisterError):
    """For whom somebody is to stand in does not hold the post on the first day."""


def may_lend(by: Actor, post: Post, holder: Person | int) -> bool:
    """The holder, who acts under that very post and does not stand in for it; or who may appoint there."""
    id = holder if isinstance(holder, int) else holder.pk
    if asking.person_of(by) == id and asking.post_of(by) == post.pk:
        return True
    return may(by, Right.APPOINT, post.organisation_id) and asking.person_of(by) != id


@transaction.atomic
def let_stand_in(
    post: Post, person: Person, *, holder: Person, since: date, last: date, reason: str = "", by: Actor
) -> StandIn:
    """Let a person act for the holder from a first to a last day. Raises NotAllowed, NotThatLong, NotTheHolder, Overlaps."""
    require(may_lend(by, post, holder) and (asking.person_of(by) != person.pk))
    today = timezone.localdate()
    if since < today or last < since or (last - since).days >= LONGEST:
        raise NotThatLong
    serving = Appointment.objects.filter(BELIEVED, person=holder, post=post, valid__contains=since)
    if not serving.exists():
        raise NotTheHolder
    fact = StandIn(post=post, person=person, holder=holder, valid=up_to_last(since, last), reason=reason)
    return actions.enter(fact, by=by, act="let_stand_in")


@transaction.atomic
def revoke(stand_in: StandIn, *, by: Actor, reason: str = "") -> None:
    """It ends at once: from today on nothing is done by it. Who stands in may give it back. Raises ChangedSince."""
    own = asking.person_of(by) == stand_in.person_id
    require(own or may_lend(by, stand_in.post, stand_in.holder_id))
    today = timezone.localdate()
    if stand_in.valid.lower < today:
        actions.end_asked(stand_in, on=today, by=by, reason=reason)
    else:
        actions.take_back(stand_in, by=by, reason=reason)


def stand_ins_of(person: int, *, on: date | None = None) -> QuerySet[StandIn]:
    """Those that a person lent or was lent, which are not over on the day."""
    day = on or timezone.localdate()
    return (
        StandIn.objects.filter(BELIEVED, Q(person=person) | Q(holder=person))
        .filter(Q(valid__endswith__gt=day))
        .select_related("post")
        .order_by("pk")
    )
