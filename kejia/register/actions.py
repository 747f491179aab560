"""Writes of the register. Each checks permission, writes, leaves its trail, in one transaction.

A fact is entered by `believe`, put right by `correct`, given an end by `end`, taken back by `withdraw`. Nothing is
overwritten: what was believed stays readable as known then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Func, Q, Value
from psycopg.errors import DeadlockDetected

from kejia.register.access import may_erase, may_undo, may_write_fact, require
from kejia.register.authority import countersigning
from kejia.register.kinds import Capacity, EstablishmentKind, GraveAct
from kejia.register.models import (
    Appointment,
    Batch,
    CorrectionRequest,
    Fact,
    Person,
    Post,
    ProtectedReading,
    Replacement,
)
from kejia.register.periods import period
from kejia.register.reads import records_of
from kejia.trail import actions as trail
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

F_ = TypeVar("F_", bound=Fact)


class RegisterError(Exception):
    """A write was refused; the name of the class says why."""


class ChangedSince(RegisterError):
    """Somebody corrected this fact after it was opened; carries the fact as it was opened."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(f"{type(fact).__name__} {fact.pk} was changed since it was opened")
        self.fact = fact


class Overlaps(RegisterError):
    """The same thing is already said for some of these days; `constraint` names which rule refused it."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


class AlreadyServing(Overlaps):
    """This person holds this post on some of these days."""


class AlreadyHeld(Overlaps):
    """Somebody else holds this one-seat post on some of these days."""


class NoSeatLeft(Overlaps):
    """The post has no free seat on some of these days."""


class HeadcountTaken(Overlaps):
    """The person draws on a full-time headcount elsewhere on some of these days."""


class MergedAway(Overlaps):
    """The fact speaks of a record that was merged into another: it belongs to that one."""


REFUSALS: dict[str, type[Overlaps]] = {
    "appointment_once": AlreadyServing,
    "appointment_one_holder": AlreadyHeld,
    "appointment_within_seats": NoSeatLeft,
    "appointment_one_headcount": HeadcountTaken,
    "not_of_a_merged_record": MergedAway,
}


@transaction.atomic
def believe(fact: F_, *, by: Actor, act: str = "stated") -> F_:
    """Enter a fact. Raises NotAllowed, Overlaps (or what it is called for appointments) where the days are taken."""
    require(may_write_fact(by, fact))
    return enter(fact, by=by, act=act)


@transaction.atomic
def enter(fact: F_, *, by: Actor, act: str = "stated") -> F_:
    """As `believe`, for acts that have asked a question of their own about who may."""
    fact.recorded_by, fact.acted_as = by.id, by.acted_as
    _save(fact)
    trail.record(act, by=by, subject=fact, details=_traced(fact))
    return fact


@transaction.atomic
def correct(fact: F_, *, by: Actor, reason: str, **changes: Any) -> F_:  # Any: the fact's own fields
    """Put a fact right: the old belief ends now, a new row holds from now. Raises NotAllowed, ChangedSince, Overlaps."""
    require(may_write_fact(by, fact))
    better = _corrected(fact, changes)
    require(may_write_fact(by, better))
    return _put_right(fact, better, by=by, reason=reason)


@transaction.atomic
def end_asked(fact: F_, *, on: date, by: Actor, reason: str = "") -> F_:
    """As `end`, for acts that have asked a question of their own about who may."""
    better = _corrected(fact, {"valid": period(fact.valid.lower, on)})
    return _put_right(fact, better, by=by, reason=reason)


def _corrected(fact: F_, changes: dict[str, Any]) -> F_:  # Any: the fact's own fields
    values = {
        f.attname: getattr(fact, f.attname)
        for f in fact._meta.concrete_fields
        if f.name not in ("id", "known", "batch")  # a correction is no part of the import it corrects
    }
    better = type(fact)(**values)
    for name, value in changes.items():
        setattr(better, name, value)
    return better


def _put_right(fact: F_, better: F_, *, by: Actor, reason: str) -> F_:
    moment = _stop_believing(fact)
    better.recorded_by, better.acted_as, better.reason = by.id, by.acted_as, reason
    better.known = DateTimeTZRange(moment, None)  # no moment in between at which nothing was known
    _save(better)
    Replacement.objects.create(table=table_of(type(fact)), fact=fact.pk, became=better.pk)
    trail.record("corrected", by=by, subject=better, details={**_traced(better), "instead_of": fact.pk})
    return better


@transaction.atomic
def end(fact: F_, *, on: date, by: Actor, reason: str = "") -> F_:
    """The fact holds up to, not including, a day: whoever leaves on 1 July served to 30 June."""
    return correct(fact, by=by, reason=reason, valid=period(fact.valid.lower, on))


@transaction.atomic
def withdraw(fact: Fact, *, by: Actor, reason: str) -> None:
    """The fact was never true: nobody believes it any more; what was known before stays. Raises NotAllowed, ChangedSince."""
    require(may_write_fact(by, fact))
    take_back(fact, by=by, reason=reason)


@transaction.atomic
def take_back(fact: Fact, *, by: Actor, reason: str) -> None:
    """As `withdraw`, for acts that have asked a question of their own about who may."""
    _stop_believing(fact)
    trail.record("withdrew", by=by, subject=fact, private={"reason": reason})


@transaction.atomic
def appoint(
    person: Person,
    post: Post,
    *,
    since: date,
    until: date | None = None,
    capacity: Capacity = Capacity.PART_TIME,
    establishment: EstablishmentKind | None = None,
    term: int | None = None,
    document: str = "",
    by: Actor,
) -> Appointment:
    """Put a person into a post. Raises AlreadyServing, AlreadyHeld, NoSeatLeft, HeadcountTaken."""
    appointment = Appointment(
        person=person,
        post=post,
        one_seat=post.one_seat,
        valid=period(since, until),
        capacity=capacity,
        establishment=establishment or "",
        term=term,
        document=document,
    )
    return believe(appointment, by=by, act="appointed")


@transaction.atomic
def undo_batch(batch: Batch, *, by: Actor, reason: str) -> int:
    """Stop believing everything an import brought; what was corrected since stays. Returns how many facts."""
    require(may_undo(by, batch))
    count = 0
    for model in Fact.__subclasses__():
        count += model._default_manager.filter(batch=batch, known__upper_inf=True).update(known=_until_now())
    trail.record("undid", by=by, subject=batch, details={"facts": count}, private={"reason": reason})
    return count


@transaction.atomic
def erase_person(person: Person, *, by: Actor, reason: str) -> None:
    """Blank the personal values of a person in every version, also of records merged into this one; ids, days and
    counts stay. It is recorded. A person needs the confirmation of a second. Raises NotAllowed, NotCountersigned."""
    require(may_erase(by, person))
    if by.kind == "person":
        countersigning.use(GraveAct.ERASURE, person, by=by)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL kejia.erasing = 'on'")
    blanks: dict[str, dict[str, object]] = {
        "PersonFact": {"value": "", "low": None, "high": None, "reason": ""},
        "IdentityDocument": {"sealed": b"", "digest": None, "masked": "", "reason": ""},
        "Standing": {"value": "", "paper": "", "reason": ""},
        "Employment": {"unit": "", "position": "", "reason": ""},
        "Membership": {"grade": "", "reason": ""},
        "Appointment": {"reason": ""},
        "StandIn": {"reason": ""},
        "PostApproval": {"reason": ""},
    }
    people = records_of(person)
    for model in Fact.__subclasses__():
        if model.__name__ in blanks:
            theirs = model._default_manager.filter(Q(person__in=people))
            theirs.update(**blanks[model.__name__])
            for fact in theirs:  # of what was withdrawn, the reasons
                trail.forget_private(fact)
    ProtectedReading.objects.filter(person__in=people).update(purpose="")
    CorrectionRequest.objects.filter(person__in=people).update(words="", answer="")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL kejia.erasing = 'off'")
    for each in people:
        trail.forget_private(("register.person", str(each)))
    trail.record("erased", by=by, subject=person, private={"reason": reason})


def table_of(model: type[Fact]) -> str:
    """A kind of fact as `Replacement` names it."""
    return model._meta.model_name or ""


def _save(fact: Fact) -> None:
    """Write a row. Two that exclude each other may each wait for the other; the one PostgreSQL stops tries once more."""
    try:
        with naming_refusals():
            fact.save(force_insert=True)
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):
            raise
        with naming_refusals():
            fact.save(force_insert=True)


@contextmanager
def naming_refusals() -> Iterator[None]:
    """Turn the database's refusal into its name; what was written within is taken back."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if constraint is None:
            raise
        raise REFUSALS.get(constraint, Overlaps)(constraint) from error


def _stop_believing(fact: Fact) -> datetime:
    """The moment from which it is believed no more."""
    moment = database_clock()
    until = Func(Func(F("known"), function="lower"), Value(moment), function="tstzrange")
    closed = type(fact)._default_manager.filter(pk=fact.pk, known__upper_inf=True).update(known=until)
    if not closed:
        raise ChangedSince(fact)
    return moment


def database_clock() -> datetime:
    """This very moment, by the clock that stamps what is known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    assert isinstance(moment, datetime)
    return moment


def _until_now() -> Func:
    return Func(F("known"), template="tstzrange(lower(%(expressions)s), clock_timestamp())")


def _traced(fact: Fact) -> dict[str, Plain]:
    """Ids, days and documents: what the trail may hold."""
    keys = {f.attname: getattr(fact, f.attname) for f in fact._meta.concrete_fields if f.is_relation}
    days = fact.valid
    return {
        **{name: value for name, value in keys.items() if value is not None},
        "since": days.lower.isoformat() if days.lower else None,
        "until": days.upper.isoformat() if days.upper else None,
        "document": fact.document,
    }
