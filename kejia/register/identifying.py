"""Numbers that identify people: sealed as they come in, found by a keyed digest, shown masked, read whole for a purpose."""

from datetime import date
from typing import TypedDict

from django.db import connection, transaction
from django.utils import timezone

from kejia.crypt.choosing import current
from kejia.plain.identifiers import mask_number
from kejia.plain.identity_documents import DocumentKind, DocumentRead, read_identity_document
from kejia.plain.text import Text
from kejia.register import actions
from kejia.register.access import may_read_all, may_reveal, may_write, may_write_fact, require
from kejia.register.kinds import ProtectedField
from kejia.register.models import BELIEVED, IdentityDocument, Person
from kejia.register.periods import period
from kejia.register.protected import note_reading, require_purpose
from kejia.register.reads import find_person
from kejia.register.sealing import current_key, digest_of, digests_of, is_current, open_sealed, seal
from kejia.trail import actions as trail
from kejia.trail.actor import Actor

AT_ONCE = 5_000
"""Documents that are sealed again in one statement."""


class NotADocument(actions.RegisterError):
    """What was typed is no number of a document; `why` says it to people."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class NumberTaken(actions.RegisterError):
    """Another person has this number; carries that person's id and nothing else of them."""

    def __init__(self, person: int) -> None:
        super().__init__(f"person {person} has this number")
        self.person = person


class SeveralFit(actions.RegisterError):
    """What was typed may be a number of several people, for its kind was not said; carries their ids."""

    def __init__(self, people: list[int]) -> None:
        super().__init__(f"people {people} have such a number")
        self.people = people


class Erased(actions.RegisterError):
    """The number was erased."""


class Sealed(TypedDict):
    """What the table keeps of a number."""

    kind: str
    sealed: bytes
    digest: bytes
    masked: str


def sealed_number(read: DocumentRead) -> Sealed:
    """The columns of an IdentityDocument for an accepted number; for bulk writes too. Raises NotADocument."""
    if read.why_not is not None or read.kind is None:
        raise NotADocument(read.why_not or Text("看不出证件种类", "its kind cannot be told"))
    digest = digest_of(read.lasting)
    sealed = seal(read.number, bound_to=_bound_to(read.kind, digest))
    return Sealed(kind=read.kind, sealed=sealed, digest=digest, masked=mask_number(read.number))


@transaction.atomic
def set_document(
    person: Person,
    text: str,
    kind: DocumentKind | None = None,
    *,
    by: Actor,
    since: date | None = None,
    reason: str = "",
) -> IdentityDocument:
    """Enter a person's number. Raises NotADocument, NumberTaken.

    One of the same kind that the person has is put right; with `since`, it ends there and the new one follows.
    """
    require(may_write_fact(by, IdentityDocument(person=person)))
    read = read_identity_document(text, kind, on=timezone.localdate())
    columns = sealed_number(read)
    _require_free(person, read, since)
    held = _held(person, columns["kind"], since)
    try:
        if held is None:
            fact = IdentityDocument(person=person, valid=period(since), reason=reason, **columns)
            return actions.believe(fact, by=by)
        if number_of(held) == read.number:
            return held
        if since is None or held.valid.lower == since:
            return actions.correct(held, by=by, reason=reason, **columns)
        actions.end(held, on=since, by=by, reason=reason)
        fact = IdentityDocument(
            person=person, valid=period(since, held.valid.upper), reason=reason, **columns
        )
        return actions.believe(fact, by=by)
    except actions.Overlaps as refused:
        if refused.constraint == "document_of_one_person":  # somebody entered it in this very moment
            _require_free(person, read, since)
        raise


@transaction.atomic(durable=True)
def reveal_document(document: IdentityDocument, *, purpose: str, by: Actor) -> str:
    """The whole number. Who read it, and a digest of what for, stay in the trail. Raises NoPurpose, Erased.

    A transaction of its own: whatever the caller does afterwards, that it was read is written down.
    """
    require(may_reveal(by, document.person_id))
    require_purpose(purpose)
    number = number_of(document)
    note_reading(
        document.person,
        ProtectedField.DOCUMENT,
        purpose=purpose,
        by=by,
        details={"document": document.pk, "kind": document.kind},
    )
    return number


def find_by_document(text: str, kind: DocumentKind | None = None, *, by: Actor) -> Person | None:
    """Who has a number; where its kind is not said, of any kind it can be. Raises SeveralFit."""
    require(may_read_all(by))
    kinds = list(DocumentKind) if kind is None else [kind]
    read = [each for kind in kinds if (each := read_identity_document(text, kind)).why_not is None]
    pairs = [(each.kind, digest) for each in read for digest in digests_of(each.lasting)]
    found = {
        document.person_id
        for document in IdentityDocument.objects.filter(BELIEVED, digest__in={digest for _, digest in pairs})
        if (document.kind, bytes(document.digest or b"")) in pairs
    }
    if len(found) > 1:
        raise SeveralFit(sorted(found))
    return find_person(found.pop()) if found else None


@transaction.atomic
def reseal_documents(*, by: Actor) -> int:
    """Seal every version of every number under the current key and algorithms, so that older keys can go; how many."""
    require(may_write(by))
    count, last = 0, 0
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE register_identitydocument IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET LOCAL kejia.resealing = 'on'")
        while documents := list(IdentityDocument.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            last = documents[-1].pk
            older = [each for each in documents if each.sealed and not is_current(bytes(each.sealed))]
            again = [_sealed_again(each) for each in older]
            cursor.execute(
                "UPDATE register_identitydocument d SET sealed = s.sealed, digest = s.digest"
                " FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS s (id, sealed, digest) WHERE d.id = s.id",
                [[each.pk for each in older], [s for s, _ in again], [d for _, d in again]],
            )
            count += len(older)
        cursor.execute("SET LOCAL kejia.resealing = 'off'")
    trail.record(
        "resealed",
        by=by,
        subject=("register.identitydocument", "all"),
        details={"documents": count, "key": current_key(), "algorithms": current().name},
    )
    return count


def _sealed_again(document: IdentityDocument) -> tuple[bytes, bytes]:
    read = read_identity_document(number_of(document), DocumentKind(document.kind))
    columns = sealed_number(read)
    return columns["sealed"], columns["digest"]


def _require_free(person: Person, read: DocumentRead, since: date | None) -> None:
    others = IdentityDocument.objects.filter(
        BELIEVED, kind=read.kind, digest__in=digests_of(read.lasting), valid__overlap=period(since)
    ).exclude(person=person)
    if (other := others.first()) is not None:
        raise NumberTaken(other.person_id)


def _held(person: Person, kind: str, since: date | None) -> IdentityDocument | None:
    """The number of this kind that the person has on a day, or today."""
    held = IdentityDocument.objects.filter(BELIEVED, person=person, kind=kind)
    day = since or timezone.localdate()
    return held.filter(valid__contains=day).first() or (held.first() if since is None else None)


def number_of(document: IdentityDocument) -> str:
    """The whole number, for callers that have checked the right and written the reading down. Raises Erased."""
    sealed, digest = bytes(document.sealed), bytes(document.digest or b"")
    if not sealed:
        raise Erased
    return open_sealed(sealed, bound_to=_bound_to(document.kind, digest))


def _bound_to(kind: str, digest: bytes) -> bytes:
    """What is sealed opens only in a row of its kind that is found by its own digest."""
    return kind.encode() + b"\0" + digest
