"""The gravest acts take two: one asks, another who may countersign confirms within 24 hours, then it is done once.

The database refuses the same person twice, an answer too late, and a use without a confirmation.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from kejia.register.access import may_of_person, require
from kejia.register.authority import asking, telling
from kejia.register.authority.holding import holds_post
from kejia.register.kinds import GraveAct, Right
from kejia.register.models import Countersign, EmergencyRight
from kejia.register.models.countersigns import WITHIN
from kejia.register.models.rights import LONGEST
from kejia.trail import actions as trail
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain
from kejia.trail.subjects import Subject, name_of_subject

ASKING_NEEDS = {
    GraveAct.ERASURE: Right.ERASE,
    GraveAct.MANY_NUMBERS: Right.SEE_PROTECTED,
    GraveAct.TECHNICAL_ROLE: Right.COUNTERSIGN,
}
"""An emergency right may be asked for by whoever holds a post: that somebody else has to confirm it is the guard."""

EMERGENCIES = (Right.WRITE, Right.APPOINT, Right.SEE_PERSON, Right.EXPORT)
"""What can be asked for in an emergency."""


class NoReason(Exception):
    """A grave act is asked for with a reason."""


class NotOpen(Exception):
    """It was answered already, or its 24 hours are over."""


class NotCountersigned(Exception):
    """No second person has confirmed this act, or it was done already."""


@transaction.atomic
def ask(
    act: GraveAct, subject: Subject, *, reason: str, details: Mapping[str, Plain] = {}, by: Actor
) -> Countersign:
    """Ask for a grave act, for another to confirm. Raises NotAllowed, NoReason."""
    asker = _holder(by)
    require(act not in ASKING_NEEDS or _may(by, ASKING_NEEDS[act], subject))
    if not reason.strip():
        raise NoReason
    kind, id = name_of_subject(subject)
    asked = Countersign.objects.create(
        act=act, subject_type=kind, subject_id=id, details=dict(details), reason=reason.strip(),
        asked_at=Now(), until=Now() + WITHIN, asked_by_id=asker, asked_as=by.acted_as,
    )  # fmt: skip
    _record("asked_for", asked, by, {"reason": reason.strip()})
    return asked


@transaction.atomic
def answer(asked: Countersign, *, confirm: bool, by: Actor) -> Countersign:
    """Confirm or refuse what another asked for. Raises NotAllowed (for one's own, too), NotOpen."""
    answerer = _holder(by)
    held = Countersign.objects.select_for_update().get(pk=asked.pk)
    require(answerer != held.asked_by_id and asking.may(by, Right.COUNTERSIGN))
    require(
        held.act not in (GraveAct.ERASURE, GraveAct.MANY_NUMBERS)
        or _may(by, Right.COUNTERSIGN, _subject(held))
    )
    answered = open_ones().filter(pk=held.pk).update(
        confirmed=confirm, answered_at=Now(), answered_by=answerer, answered_as=by.acted_as
    )  # fmt: skip
    if not answered:
        raise NotOpen
    held.refresh_from_db()
    _record("confirmed" if confirm else "refused", held, by)
    if confirm and held.act == GraveAct.BREAK_GLASS:
        _break_glass(held, by)
    return held


def may_answer(by: Actor, asked: Countersign) -> bool:
    """Another, who may countersign; of what is done to a person, in an organisation of that person's."""
    if asking.person_of(by) in (None, asked.asked_by_id):
        return False
    if asked.act in (GraveAct.ERASURE, GraveAct.MANY_NUMBERS):
        return _may(by, Right.COUNTERSIGN, _subject(asked))
    return asking.may(by, Right.COUNTERSIGN)


@transaction.atomic
def use(act: GraveAct, subject: Subject, *, by: Actor) -> Countersign:
    """Take up a confirmation, once, by either of the two and in its time. Raises NotCountersigned."""
    kind, id = name_of_subject(subject)
    person = asking.person_of(by)
    found = (
        Countersign.objects.select_for_update()
        .filter(act=act, subject_type=kind, subject_id=id, confirmed=True, used_at=None, until__gt=Now())
        .filter(Q(asked_by=person) | Q(answered_by=person))
        .order_by("pk")
        .first()
    )
    if found is None or person is None:
        raise NotCountersigned
    Countersign.objects.filter(pk=found.pk).update(used_at=Now())
    _record("used", found, by)
    return found


def open_ones() -> QuerySet[Countersign]:
    """What waits for a second person and may still be answered."""
    return Countersign.objects.filter(confirmed=None, until__gt=Now()).order_by("until")


def waiting_for(by: Actor) -> QuerySet[Countersign]:
    """What this actor may look at to answer: what others asked for."""
    person = asking.person_of(by)
    if person is None or not asking.may(by, Right.COUNTERSIGN):
        return Countersign.objects.none()
    return open_ones().exclude(asked_by=person)


def asked_by(by: Actor) -> QuerySet[Countersign]:
    """What this actor asked for, newest first."""
    person = asking.person_of(by)
    return (
        Countersign.objects.filter(asked_by=person).order_by("-pk") if person else Countersign.objects.none()
    )


def ask_for_emergency(right: Right, *, reason: str, by: Actor) -> Countersign:
    """Ask for an emergency right of 24 hours for oneself. Raises NotAllowed, NoReason."""
    person = _holder(by)
    require(right in EMERGENCIES)
    return ask(
        GraveAct.BREAK_GLASS,
        ("register.person", str(person)),
        reason=reason,
        details={"right": right.value},
        by=by,
    )


def emergencies_in_force() -> QuerySet[EmergencyRight]:
    """Emergency rights that hold now, the newest first: what the security officer is told of."""
    return EmergencyRight.objects.filter(until__gt=Now()).order_by("-made_at")


def _break_glass(asked: Countersign, by: Actor) -> None:
    given = EmergencyRight.objects.create(
        person_id=int(asked.subject_id), right=asked.details["right"], reason=asked.reason,
        made_at=Now(), until=Now() + LONGEST - timedelta(seconds=1),
        made_by=f"{asked.asked_by_id}, {asked.answered_by_id}",
    )  # fmt: skip
    given.refresh_from_db()
    trail.record(
        "gave_emergency_right",
        by=by,
        subject=("register.person", asked.subject_id),
        details={
            "right": given.right,
            "until": given.until.isoformat(),
            "given": given.pk,
            "countersign": asked.pk,
        },
        private={"reason": asked.reason},
    )
    Countersign.objects.filter(pk=asked.pk).update(used_at=F("answered_at"))
    transaction.on_commit(lambda: telling.tell_security(given))


def _holder(by: Actor) -> int:
    """The person who acts under a post held today. Raises NotAllowed."""
    person = asking.person_of(by)
    require(person is not None and holds_post(by))
    assert person is not None
    return person


def _may(by: Actor, right: Right, subject: Subject) -> bool:
    kind, id = name_of_subject(subject)
    if kind == "register.person" and id.isdigit():
        return may_of_person(by, right, int(id))
    return asking.may(by, right)


def _subject(asked: Countersign) -> Subject:
    return (asked.subject_type, asked.subject_id)


def _record(act: str, asked: Countersign, by: Actor, private: Mapping[str, Plain] = {}) -> None:
    details: Mapping[str, Plain] = {
        "act": asked.act, "of": f"{asked.subject_type} {asked.subject_id}", **asked.details
    }  # fmt: skip
    trail.record(act, by=by, subject=asked, details=details, private=private)
