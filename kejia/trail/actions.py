"""Writing the trail. An act records itself in its own transaction; nothing here asks for a right of its own."""

import json
import re
import secrets
from collections.abc import Mapping

from django.db import connection, transaction

from kejia.crypt.choosing import current
from kejia.crypt.suites import SHA_AES
from kejia.trail.actor import Actor, ActorKind
from kejia.trail.canonical import Plain, canonical
from kejia.trail.leaves import digest_of
from kejia.trail.models import ActorName, Entry, PrivateSalt
from kejia.trail.subjects import Subject, name_of_subject
from kejia.trail.tasks import ask_for_sealing

ACT = re.compile(r"[a-z][a-z0-9_]*")
SALT_BYTES = 32


class OutsideTransaction(RuntimeError):
    """An act was to be recorded in no transaction: it could then happen without its entry, or the other way round."""


def record(
    act: str,
    *,
    by: Actor,
    subject: Subject,
    details: Mapping[str, Plain] = {},
    private: Mapping[str, Plain] = {},
) -> Entry:
    """Write down what was done ("appointed"), in the transaction that does it.

    `details` stay for good: ids, ranges, numbers of documents, nothing about a person. Of `private` only a salted
    digest is kept, so that the values can be proved as long as their salt is there, and never guessed.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{act}: record it inside transaction.atomic(), with the act itself")
    if not ACT.fullmatch(act):
        raise ValueError(f"an act is a verb in the past tense in lower case (appointed), not {act!r}")
    kept = json.loads(canonical(details))  # refuses here, by name, what the sealer could not hash
    name_salt, private_salt = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)
    subject_type, subject_id = name_of_subject(subject)
    suite = current()
    entry = Entry.objects.create(
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name_digest=digest_of(by.name, name_salt, suite),
        acted_as=by.acted_as,
        on_behalf_of=by.on_behalf_of,
        act=act,
        subject_type=subject_type,
        subject_id=subject_id,
        details=kept,
        private_digest=digest_of(private, private_salt, suite) if private else None,
        digested_by=None if suite.hash_name == SHA_AES.hash_name else suite.hash_name,
    )
    ActorName.objects.create(entry=entry, salt=name_salt, name=by.name)
    if private:
        PrivateSalt.objects.create(entry=entry, salt=private_salt)
    ask_for_sealing()
    return entry


@transaction.atomic
def forget_private(subject: Subject) -> int:
    """Make the private values of a subject's entries unprovable for good; how many entries that touched.

    Part of an erasure, which its own act checks and records. The trail verifies as before.
    """
    kind, id = name_of_subject(subject)
    return PrivateSalt.objects.filter(entry__subject_type=kind, entry__subject_id=id).delete()[0]


@transaction.atomic
def forget_actor(kind: ActorKind, id: str) -> int:
    """Delete an actor's name from all that actor's entries, as `forget_private` does for a subject; the id stays."""
    return ActorName.objects.filter(entry__actor_kind=kind, entry__actor_id=id).delete()[0]
