"""An import from its upload to its undoing. Every step is one transaction under the import's own lock.

A step that dies leaves nothing: its transaction is gone, its lock is free, the import still says what it waits for, and
`take_up_again` carries on. A step that two workers begin is done by the one that gets the lock; the other finds it done.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from kejia.plain.text import Text
from kejia.programmes.imports.access import BY_PAGE
from kejia.programmes.imports.checking import (
    Checked,
    check_list,
    opened_bytes,
    sealed_bytes,
    sealed_lines,
)
from kejia.programmes.imports.kinds import UNDER_WAY, ListKind, State, list_kind
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.sheets import open_list
from kejia.register.access import may_write, require
from kejia.register.importing.writing import NotWritten, Undone, undo_import, wait_for_turn, write_list
from kejia.rosters.problems import UnusableFile
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

SMALL = 2_000
"""Rows up to which a list is checked and written while the page waits."""
LOCK = 4_071
"""The class of the locks of imports; the number within it is the import's."""
LEFT_AFTER = timedelta(minutes=2)
KEPT_FOR = timedelta(days=7)


class MovedOn(Exception):
    """The import is no longer in a state in which this can be done; somebody else was here."""


def upload(content: bytes, name: str, kind: ListKind, *, by: Actor = BY_PAGE) -> ImportJob:
    """Take a list in: a small one comes back checked, a large one is the worker's."""
    require(may_write(by))
    try:
        rows = len(open_list(content, name, kind).sheet.rows)
    except UnusableFile:
        rows = 0  # found again, and said, by the check
    with transaction.atomic():
        job = ImportJob.objects.create(
            kind=kind.value,
            state=State.CHECKING.value,
            name=name[:200],
            digest=hashlib.sha256(content).hexdigest(),
            file=sealed_bytes(content),
            total=rows,
        )
        if rows > SMALL:
            defer(job)
            return job
    carry_on(job.pk)
    job.refresh_from_db()
    return job


def commit(job: ImportJob, *, by: Actor = BY_PAGE) -> None:
    """Have a checked list written: at once where it is small, else by the worker. Raises MovedOn."""
    require(may_write(by))
    with transaction.atomic():
        _move(job, (State.READY,), State.WRITING)
        if job.total > SMALL:
            defer(job)
            return
    carry_on(job.pk)


def drop(job: ImportJob, *, by: Actor = BY_PAGE) -> None:
    """Forget a list that was not written. Raises MovedOn."""
    require(may_write(by))
    _move(job, (State.READY, State.FAULTY, State.CHECKING), State.DROPPED, file=None, preview=None)


@transaction.atomic
def undo(job: ImportJob, *, reason: str, by: Actor = BY_PAGE) -> Undone:
    """Take a written list back. Raises MovedOn."""
    _move(job, (State.WRITTEN,), State.UNDONE)
    batch = ImportJob.objects.get(pk=job.pk).batch
    assert batch is not None
    return undo_import(batch, by=by, reason=reason)


def defer(job: ImportJob) -> None:
    """Give the next step to the worker, in the transaction that asks for it."""
    from kejia.programmes.imports.tasks import carry_on  # inner import: the task calls this module

    carry_on.defer(job=job.pk)


def carry_on(pk: int, *, by: Actor = BY_PAGE) -> None:
    """Do what an import waits for, once; nothing where it waits for nothing or somebody is at it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, pk])
            (mine,) = cursor.fetchone()
        # looked at only now: who waited for the lock finds what was done meanwhile
        job = ImportJob.objects.filter(pk=pk).first() if mine else None
        if job is None or job.state not in UNDER_WAY or job.file is None:
            return
        try:
            if job.state == State.CHECKING:
                _check(job)
            else:
                _write(job, by)
        except UnusableFile as error:
            _finish(job, State.UNUSABLE, error.say, file=None)
        except NotWritten as error:
            _finish(job, State.FAULTY, error.why)


@transaction.atomic
def take_up_again() -> int:
    """Have what a killed worker left carried on; how many imports."""
    left = ImportJob.objects.filter(
        state__in=[state.value for state in UNDER_WAY], moved_at__lt=timezone.now() - LEFT_AFTER
    )
    found = list(left)
    for job in found:
        defer(job)
    return len(found)


def forget_files() -> int:
    """Drop imports that nobody wrote or dropped within a week; their files are forgotten."""
    old = ImportJob.objects.filter(
        state__in=[State.READY.value, State.FAULTY.value], moved_at__lt=timezone.now() - KEPT_FOR
    )
    return old.update(state=State.DROPPED.value, file=None, preview=None, moved_at=timezone.now())


def _check(job: ImportJob) -> None:
    checked = _checked(job)
    _finish(job, State.FAULTY if checked.refused else State.READY, **_told(checked))


def _write(job: ImportJob, by: Actor) -> None:
    """Judge once more, for the register may have changed, and write all or nothing."""
    wait_for_turn()
    checked = _checked(job)
    if checked.refused:
        _finish(job, State.FAULTY, **_told(checked))
        return
    details: dict[str, Plain] = {"import": job.pk, "kind": job.kind, "sha256": job.digest}
    size = checked.judgement.draft.size
    batch = write_list(checked.judgement, title=job.name, by=by, details=details, tell=_teller(job, size))
    _finish(job, State.WRITTEN, file=None, preview=None, batch=batch, done=size, total=size)


def _checked(job: ImportJob) -> Checked:
    return check_list(opened_bytes(job.file or b""), job.name, list_kind(job.kind), _teller(job, job.total))


def _told(checked: Checked) -> dict[str, Any]:  # Any: columns of the import
    """What the page shows of a check."""
    rows = len(checked.lines)
    return {
        "preview": sealed_lines(checked.lines),
        "counts": checked.counts(),
        "total": rows,
        "done": rows,
    }


def _teller(job: ImportJob, total: int) -> Callable[[int], None]:
    """Writes progress beside the transaction that works, so that others see it; small lists need none.

    The working transaction changes the import's row last of all, or this would wait for it.
    """
    if total <= SMALL:
        return lambda done: None

    def tell(done: int) -> None:
        beside = connection.copy()
        try:
            with suppress(OperationalError), beside.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1s'")
                cursor.execute(
                    "UPDATE imports_importjob SET done = %s, total = %s, moved_at = now() WHERE id = %s",
                    [min(done, total), total, job.pk],
                )
        finally:
            beside.close()

    return tell


def _finish(job: ImportJob, state: State, why: Text = Text("", ""), **changes: Any) -> None:  # Any: columns
    """The last change of a step. Raises MovedOn, and with it undoes the step, where the import was dropped meanwhile."""
    moved = {"state": state.value, "why_zh": why.zh[:500], "why_en": why.en[:500], "moved_at": timezone.now()}
    if not ImportJob.objects.filter(pk=job.pk, state=job.state).update(**moved, **changes):
        raise MovedOn


def _move(job: ImportJob, before: Sequence[State], after: State, **changes: Any) -> None:  # Any: columns
    """Into another state, where it still is in one of the first."""
    found = ImportJob.objects.filter(pk=job.pk, state__in=[state.value for state in before])
    if not found.update(state=after.value, moved_at=timezone.now(), **changes):
        raise MovedOn
