"""An import from its upload to its undoing, as pages ask for it; `steps.py` does the work."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kejia.crypt.choosing import current
from kejia.files.models import StoredFile
from kejia.files.recognising import NotTaken
from kejia.plain.text import Text
from kejia.programmes.imports.access import BY_PAGE, noted
from kejia.programmes.imports.checking import sealed_bytes
from kejia.programmes.imports.kinds import UNDER_WAY, ListKind, State, state_of
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.rosters import HandedOver
from kejia.programmes.imports.sheets import open_list
from kejia.programmes.imports.steps import SMALL, MovedOn, carry_on, defer
from kejia.programmes.imports.uploads import forget_uploads, keep_upload
from kejia.register.access import may_write, require
from kejia.register.importing.writing import Undone, undo_import
from kejia.rosters.problems import UnusableFile
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

KEPT_FOR = timedelta(days=7)
MAY_BE_DROPPED = (State.READY, State.FAULTY, State.CHECKING, State.WRITING, State.FAILED)


def upload(content: bytes, name: str, kind: ListKind, *, by: Actor = BY_PAGE) -> ImportJob:
    """Take a list in: a small one comes back checked, a large one is the worker's."""
    require(may_write(by))
    try:
        rows = len(open_list(content, name, kind).sheet.rows)
        with transaction.atomic():
            sent = keep_upload(content, name, by=by)
            return _begin(content, name, kind, rows, by=by, upload=sent)
    except UnusableFile as error:
        return _unusable(content, name, kind, error.say)
    except NotTaken as error:
        return _unusable(content, name, kind, error.why)


def hand_over(given: HandedOver, *, by: Actor = BY_PAGE) -> ImportJob:
    """Take a roster in that was checked, for the body it is to go to; otherwise as `upload`."""
    rows = sum(len(sheet.rows) for sheet in given.desk.workbook.sheets)
    name = given.desk.workbook.name
    packed = given.packed()
    return _begin(
        packed,
        name,
        ListKind.ROSTER,
        rows,
        by=by,
        file=sealed_bytes(packed),
        into=given.into.as_plain(),
    )


def _begin(
    content: bytes,
    name: str,
    kind: ListKind,
    rows: int,
    *,
    by: Actor,
    upload: StoredFile | None = None,
    file: bytes | None = None,
    into: Mapping[str, Plain] = {},
) -> ImportJob:
    require(may_write(by))
    with transaction.atomic():
        job = ImportJob.objects.create(
            kind=kind.value,
            state=State.CHECKING.value,
            name=name[:200],
            digest=current().hash(content).hex(),
            upload=upload,
            file=file,
            total=rows,
            into=dict(into),
        )
        if rows > SMALL:
            defer(job)
            return job
    carry_on(job.pk)
    job.refresh_from_db()
    return job


def _unusable(content: bytes, name: str, kind: ListKind, why: Text) -> ImportJob:
    """An import of which only is left why it was none."""
    return ImportJob.objects.create(
        kind=kind.value,
        state=State.UNUSABLE.value,
        name=name[:200],
        digest=current().hash(content).hex(),
        why_zh=why.zh[:500],
        why_en=why.en[:500],
    )


def commit(job: ImportJob, *, by: Actor = BY_PAGE) -> None:
    """Have a checked list written: at once where it is small, else by the worker. Raises MovedOn."""
    require(may_write(by))
    with transaction.atomic():
        _move(job, (State.READY,), State.WRITING, asked_by=noted(by))
        if job.total > SMALL:
            defer(job)
            return
    carry_on(job.pk)


def drop(job: ImportJob, *, by: Actor = BY_PAGE) -> None:
    """Forget a list that was not written. Raises MovedOn."""
    require(may_write(by))
    with transaction.atomic():
        _move(job, MAY_BE_DROPPED, State.DROPPED, file=None, preview=None)
        forget_uploads([job.pk])


def retry(job: ImportJob, *, by: Actor = BY_PAGE) -> None:
    """Have a step done again that failed or whose worker is gone; one that failed begins with the check. Raises MovedOn."""
    require(may_write(by))
    state = state_of(job.state)
    if state not in (*UNDER_WAY, State.FAILED):
        raise MovedOn
    with transaction.atomic():
        if state is State.FAILED:
            _move(job, (state,), State.CHECKING, preview=None, why_zh="", why_en="")
        else:
            _move(job, (state,), state)  # it stays as it is, and is heard of again
        if job.total > SMALL:
            defer(job)
            return
    carry_on(job.pk)


@transaction.atomic
def undo(job: ImportJob, *, reason: str, by: Actor = BY_PAGE) -> Undone:
    """Take a written list back. Raises MovedOn."""
    _move(job, (State.WRITTEN,), State.UNDONE)
    batch = ImportJob.objects.get(pk=job.pk).batch
    assert batch is not None
    return undo_import(batch, by=by, reason=reason)


@transaction.atomic
def forget_files() -> int:
    """Drop imports that nobody wrote or dropped within a week; their files are forgotten."""
    old = ImportJob.objects.filter(
        state__in=[State.READY.value, State.FAULTY.value, State.FAILED.value],
        moved_at__lt=timezone.now() - KEPT_FOR,
    )
    forgotten = list(old.values_list("pk", flat=True))
    forget_uploads(forgotten)
    return old.filter(pk__in=forgotten).update(
        state=State.DROPPED.value, file=None, preview=None, moved_at=timezone.now()
    )


def _move(job: ImportJob, before: Sequence[State], after: State, **changes: Any) -> None:  # Any: columns
    """Into another state, where it still is in one of the first."""
    found = ImportJob.objects.filter(pk=job.pk, state__in=[state.value for state in before])
    if not found.update(state=after.value, tries=0, moved_at=timezone.now(), **changes):
        raise MovedOn
