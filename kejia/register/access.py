"""Who may write and read the register. What a person may do follows from the post they act under (`authority`).

The console and the system may; a person has rights by a post, each for the organisations in its scope, or for some
hours by an emergency right.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now

from kejia.register.authority import asking
from kejia.register.belonging import belongs, organisations_of_people, said_by_others
from kejia.register.kinds import Right, Scope
from kejia.register.models import (
    Appointment,
    Batch,
    EmergencyRight,
    Fact,
    Organisation,
    Person,
    PostDuty,
    StandIn,
)
from kejia.trail.actor import Actor

EMERGENCY = (Right.WRITE, Right.APPOINT, Right.SET_BASES, Right.MERGE, Right.SEE, Right.SEE_PERSON)
"""What the emergency right to write brings with it."""
ORDER = list(Scope)


class NotAllowed(PermissionDenied):
    """The actor may not do this; says no more than the actor may know. A page that lets it pass answers 403."""


def may(by: Actor, right: Right, organisation: Organisation | int | None = None) -> bool:
    """Whether an actor has a right for an organisation; for any at all where none is named."""
    return _unasked(by) or asking.may(by, right, organisation) or _in_emergency(by, right)


def may_everywhere(by: Actor, right: Right) -> bool:
    """Whether an actor has a right for all organisations."""
    return _unasked(by) or asking.may_everywhere(by, right) or _in_emergency(by, right)


def may_of_all(by: Actor, right: Right, organisations: Iterable[int]) -> bool:
    """Whether an actor has a right for each of these; of none, nobody but who has it everywhere."""
    ids = set(organisations)
    if not ids:
        return may_everywhere(by, right)
    return _unasked(by) or asking.allowed_among(by, right, ids) == ids or _in_emergency(by, right)


def may_of_person(by: Actor, right: Right, person: Person | int) -> bool:
    """Whether an actor has a right for one of the organisations a person has to do with, or for all."""
    if may_everywhere(by, right):
        return True
    id = person if isinstance(person, int) else person.pk
    return bool(asking.allowed_among(by, right, organisations_of_people([id])[id]))


def may_write(by: Actor) -> bool:
    """Whether an actor may write facts of whatever organisation: lists, merges, whole batches."""
    return may_everywhere(by, Right.WRITE)


def may_write_fact(by: Actor, fact: Fact) -> bool:
    """Whether an actor may write this fact: in every organisation that it belongs to, or of the person's own.

    Nobody appoints themselves, nor gives a post more than they have.
    """
    right, organisations, person = belongs(fact)
    if isinstance(fact, Appointment | StandIn) and fact.person_id == asking.person_of(by):
        return False
    if isinstance(fact, PostDuty) and not may_give(by, fact):
        return False
    if may_everywhere(by, right):
        return True
    if organisations:
        allowed = asking.allowed_among(by, right, organisations)
        rest = [id for id in organisations if id not in allowed]
        return all(may_begin_record(by, "organisation_id", id) for id in rest) and (
            bool(allowed) or len(organisations) == 1
        )
    if person is None:
        return False
    return may_of_person(by, right, person) or may_begin_record(by, "person_id", person)


def may_begin_record(by: Actor, column: str, id: int) -> bool:
    """Whether it is a record that this actor has just begun: a holder of the right to write, and nobody else wrote of it."""
    return asking.may(by, Right.WRITE) and not said_by_others(column, id, by.id)


def may_give(by: Actor, duty: PostDuty) -> bool:
    """Whether an actor has what a post is to bring, as far as it is to reach."""
    if _unasked(by):
        return True
    grounds = asking.why(
        asking.person_of(by) or 0, Right(duty.right), duty.post.organisation_id
    )  # by its value
    return any(
        ground.post == asking.post_of(by)
        and ground.stand_in is None
        and ORDER.index(ground.scope) >= ORDER.index(Scope(duty.scope))
        for ground in grounds
    )


def may_read(by: Actor) -> bool:
    """Whether an actor is an insider, who may read what records are called; which records, the asker looks at."""
    return any(may(by, right) for right in (Right.SEE, Right.WRITE))


def may_read_all(by: Actor) -> bool:
    """Whether an actor may look through the records of all organisations; whoever corrects must be able to."""
    return may_everywhere(by, Right.SEE_PERSON)


def may_merge(by: Actor) -> bool:
    """Whether an actor may merge records and undo it: for all organisations, since a record may be of any."""
    return may_everywhere(by, Right.MERGE)


def may_export(by: Actor) -> bool:
    """Whether an actor may take the lists of all organisations out."""
    return may_everywhere(by, Right.EXPORT)


def may_see(by: Actor, organisation: Organisation | int | None = None) -> bool:
    """Whether an actor may see the inside lists of an organisation; of any at all where none is named."""
    return may(by, Right.SEE, organisation)


def seen_by(by: Actor) -> list[int] | None:
    """The organisations whose inside lists an actor may see; None for all."""
    if may_everywhere(by, Right.SEE):
        return None
    return sorted(asking.organisations_seen(by, Right.SEE).values_list("pk", flat=True))


def may_see_person(by: Actor, person: Person | int) -> bool:
    """Whether an actor may see a person's record: one's own, or of whom one of one's organisations has to do with."""
    id = person if isinstance(person, int) else person.pk
    return asking.person_of(by) == id or may_of_person(by, Right.SEE_PERSON, id)


def may_reveal(by: Actor, person: Person | int | None = None) -> bool:
    """Whether an actor may read a person's whole identity number; an emergency right does not bring this."""
    if _unasked(by):
        return True
    return person is not None and may_of_person(by, Right.SEE_PROTECTED, person)


def may_erase(by: Actor, person: Person) -> bool:
    """Whether an actor may erase a person's data; of two who do it together, one needs the right to."""
    if _unasked(by):
        return True
    return any(may_of_person(by, right, person) for right in (Right.ERASE, Right.COUNTERSIGN))


def may_undo(by: Actor, batch: Batch) -> bool:
    """Whether an actor may take an import back: one's own, or any who may write all."""
    return may_write(by) or (batch.made_by == by.id and asking.may(by, Right.IMPORT))


def may_begin(by: Actor) -> bool:
    """Who may begin a register that is empty: whoever commands the machine."""
    return by.kind == "console"


def may_give_emergency_right(by: Actor) -> bool:
    """Whoever commands the machine; on the site it takes two (`authority.countersigning`)."""
    return by.kind == "console"


def has_emergency_right(by: Actor, right: Right) -> bool:
    """Whether this person was given the right and its hours are not over, by the database's clock."""
    person = asking.person_of(by)
    if person is None:
        return False
    return EmergencyRight.objects.filter(person_id=person, right=right, until__gt=Now()).exists()


def require(allowed: bool) -> None:
    """Raises NotAllowed."""
    if not allowed:
        raise NotAllowed


def _unasked(by: Actor) -> bool:
    """Whoever commands the machine, and the program itself."""
    return by.kind in ("console", "system")


def _in_emergency(by: Actor, right: Right) -> bool:
    """Whether an emergency right brings this one; looked at last, for few ever have one."""
    person = asking.person_of(by)
    if person is None:
        return False
    rights = {right, Right.WRITE} if right in EMERGENCY else {right}
    return EmergencyRight.objects.filter(person_id=person, right__in=rights, until__gt=Now()).exists()
