"""From a row to its leaf: which bytes are hashed. The rule, for whoever checks it with a program of his own:

The leaf of an entry is the hash of the tree (that of its heads: SHA-256, or SM3) over a zero byte and the entry's canonical JSON (`canonical.py`): one object with
every column but `position`, `leaf` and `transaction`. Texts as they are, `id` as a number, `details` as the object
it is, digests in lower-case hexadecimal, a missing one as null, and `at` in UTC with six decimals and a Z:
2026-11-24T02:46:45.123456Z. A column that is added to the table later joins the object where it is not null.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple

from kejia.crypt.suites import SHA_AES, Suite
from kejia.trail.canonical import CannotBeWritten, Plain, canonical, read
from kejia.trail.tree import leaf_hash


class Row(NamedTuple):
    """An entry as the database writes it out, so that no setting of a session and no driver can change a byte."""

    id: int
    at: str
    actor_kind: str
    actor_id: str
    actor_name_digest: str
    acted_as: str
    on_behalf_of: str
    act: str
    subject_type: str
    subject_id: str
    details: str
    private_digest: str | None
    digested_by: str | None = None


COLUMNS = """
    e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_kind, e.actor_id,
    encode(e.actor_name_digest, 'hex'), e.acted_as, e.on_behalf_of, e.act, e.subject_type, e.subject_id,
    e.details::text, encode(e.private_digest, 'hex'),
    e.digested_by
"""
"""What a query selects from `trail_entry e` to make a Row."""


def bytes_of(row: Row) -> bytes:
    """The bytes that are hashed; CannotBeWritten where a row holds what no honest writer could have put there."""
    try:
        details = read(row.details)
        if not isinstance(details, Mapping):
            raise CannotBeWritten(f"details are no object: {row.details[:40]}")
        columns = dict(zip(Row._fields, row, strict=True)) | {"details": details}
        if row.digested_by is None:
            del columns["digested_by"]
        return canonical(columns)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CannotBeWritten(f"details: {error}") from error


def leaf_of(row: Row, by: Suite = SHA_AES) -> bytes:
    """The leaf of the row in a tree of that hash."""
    return leaf_hash(bytes_of(row), by)


def digest_of(value: Plain, salt: bytes, by: Suite = SHA_AES) -> bytes:
    """The keyed digest (HMAC) over the canonical JSON of a value that is not kept here, keyed by its salt."""
    return by.keyed(salt, canonical(value))
