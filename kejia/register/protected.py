"""Protected fields: masked where they are shown, read whole for a purpose; who is spoken of sees who read it.

A reading is one row for the person to see and one entry in the trail, in one transaction; only then is the value given.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from kejia.register.access import may_reveal, may_see_person, require
from kejia.register.authority import asking
from kejia.register.kinds import PersonFactKind, ProtectedField
from kejia.register.models import BELIEVED, CorrectionRequest, Person, PersonFact, ProtectedReading
from kejia.register.naming import person_name
from kejia.register.reads import records_of
from kejia.trail import actions as trail
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

MONTH = len("1975-03")
LONGEST_PURPOSE = 300


class NoPurpose(Exception):
    """A whole value is read for a purpose, and none was given."""


class NothingKept(Exception):
    """There is no such value of this person."""


class OneIsOpen(Exception):
    """The person has asked already, and nobody has answered yet."""


class NotOpen(Exception):
    """The request was answered already."""


class Reading(NamedTuple):
    """One reading, as the person it is about sees it."""

    reading: ProtectedReading
    field: ProtectedField
    reader_name: str
    """As the reader is called today; empty once the reader was erased."""


def mask_birth(written: str) -> str:
    """The year and month of a birth: all that lists need. What is shorter stays as it is."""
    return written[:MONTH]


def require_purpose(purpose: str) -> None:
    """Raises NoPurpose."""
    if not purpose.strip():
        raise NoPurpose


@transaction.atomic
def note_reading(
    person: Person,
    field: ProtectedField,
    *,
    purpose: str,
    by: Actor,
    details: Mapping[str, Plain] = {},
) -> ProtectedReading:
    """Write down a reading, for the person and in the trail; the caller has checked the right. Raises NoPurpose."""
    require_purpose(purpose)
    said = purpose.strip()[:LONGEST_PURPOSE]
    reading = ProtectedReading.objects.create(
        person=person,
        field=field,
        reader_kind=by.kind,
        reader=by.id,
        acted_as=by.acted_as,
        purpose=said,
    )
    trail.record(
        "revealed",
        by=by,
        subject=person,
        details={**details, "field": str(field), "reading": reading.pk},
        private={"purpose": purpose.strip()},
    )
    return reading


@transaction.atomic(durable=True)
def reveal_birth(person: Person, *, purpose: str, by: Actor) -> str:
    """The whole birth as believed today. Raises NotAllowed, NoPurpose, NothingKept.

    A transaction of its own: whatever the caller does afterwards, that it was read is written down.
    """
    require(may_reveal(by, person))
    require_purpose(purpose)
    facts = PersonFact.objects.filter(BELIEVED, person__in=records_of(person), kind=PersonFactKind.BIRTH)
    fact = facts.exclude(value="").order_by("-pk").first()
    if fact is None:
        raise NothingKept
    note_reading(person, ProtectedField.BIRTH, purpose=purpose, by=by)
    return fact.value


def may_see_readings(by: Actor, person: Person) -> bool:
    """Who may know who read a person's fields: that person, and whoever keeps the register or the audit."""
    if by.kind in ("console", "system") or by.acted_as == "audit":
        return True
    return asking.person_of(by) in records_of(person)


def readings_of(person: Person, *, by: Actor) -> list[Reading]:
    """Who read which field of a person, what for and when, the latest first. Raises NotAllowed."""
    require(may_see_readings(by, person))
    rows = list(ProtectedReading.objects.filter(person__in=records_of(person)))
    names = {reader: _name_of(*reader) for reader in {(row.reader_kind, row.reader) for row in rows}}
    return [Reading(row, _field(row), names[row.reader_kind, row.reader]) for row in rows]


@transaction.atomic
def request_correction(person: Person, words: str, *, by: Actor) -> CorrectionRequest:
    """A person asks that something on record of them be put right: one step. Raises NotAllowed, NoPurpose, OneIsOpen."""
    require(asking.person_of(by) in records_of(person))
    require_purpose(words)
    Person.objects.select_for_update().get(pk=person.pk)
    if CorrectionRequest.objects.filter(person=person, done__isnull=True).exists():
        raise OneIsOpen
    request = CorrectionRequest.objects.create(person=person, words=words.strip()[:1000])
    trail.record("requested_correction", by=by, subject=request, details={"person": person.pk})
    return request


@transaction.atomic
def answer_correction(request: CorrectionRequest, *, done: bool, answer: str, by: Actor) -> None:
    """Say whether it was put right, or why not. Raises NotAllowed, NoPurpose (no words), NotOpen."""
    require(may_see_person(by, request.person) and asking.person_of(by) != request.person_id)
    require_purpose(answer)
    answered = CorrectionRequest.objects.filter(pk=request.pk, done__isnull=True).update(
        done=done, answer=answer.strip()[:1000], answered_by=by.id, answered_at=timezone.now()
    )
    if not answered:
        raise NotOpen
    details: dict[str, Plain] = {"person": request.person_id, "done": done}
    trail.record("answered_correction", by=by, subject=request, details=details)


def corrections_of(person: Person, *, by: Actor) -> list[CorrectionRequest]:
    """What a person asked to be put right, the latest first. Raises NotAllowed."""
    require(may_see_person(by, person))
    return list(CorrectionRequest.objects.filter(person__in=records_of(person)).order_by("-pk"))


def open_corrections(*, by: Actor) -> list[CorrectionRequest]:
    """Requests that wait for an answer, of people whom the actor may see, the oldest first."""
    waiting = CorrectionRequest.objects.filter(done__isnull=True).select_related("person").order_by("pk")
    return [each for each in waiting if may_see_person(by, each.person)]


def _name_of(kind: str, id: str) -> str:
    """A person by the name of today, the console and the program by what they are."""
    return person_name(int(id)) if kind == "person" and id.isascii() and id.isdecimal() else id


def _field(row: ProtectedReading) -> ProtectedField:
    return next(field for field in ProtectedField if field.value == row.field)
