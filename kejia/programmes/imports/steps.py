"""The steps of an import, checking and writing, each one transaction under the import's own lock.

A step that dies leaves nothing: its transaction is gone, its lock is free, the import still says what it waits for, and
`take_up_again` carries on. A step that two workers begin is done by the one that gets the lock; the other finds it done.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from kejia.crypt.choosing import current
from kejia.files.reads import NoFile
from kejia.plain.text import Text
from kejia.programmes.imports.access import BY_PAGE, asker
from kejia.programmes.imports.checking import Checked, check_list, sealed_lines
from kejia.programmes.imports.kinds import UNDER_WAY, State, list_kind, state_of
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.uploads import bytes_of, forget_uploads, has_bytes
from kejia.register.importing.writing import NotWritten, wait_for_turn, write_list
from kejia.rosters.problems import UnusableFile
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

SMALL = 2_000
"""Rows up to which a list is checked and written while the page waits."""
LOCK = 4_071
"""The class of the locks of imports; the number within it is the import's."""
LEFT_AFTER = timedelta(minutes=2)
MOST_TRIES = 3
"""How often a step is taken up again whose worker was gone; then somebody has to look."""


FAULT = Text(
    "程序出错（{error}），一行也没有写。可以再试一次；再出错，请把导入编号 {number} 和出错时间告诉管理员，运行日志里有记录",
    "a fault of the program ({error}); nothing was written. Try once more; if it fails again, tell the administrator number {number} and the time: the log has it",
)
GONE = Text(
    "后台做了 {tries} 次都中断，一行也没有写。可以再试一次；再不成，请把导入编号 {number} 告诉管理员，多半是内存不足或后台被停止",
    "the worker was cut off {tries} times; nothing was written. Try once more; if it fails again, tell the administrator number {number}: probably memory ran out or the worker was stopped",
)
HELD = Text(
    "查毒程序没有答复，名单先不读；请过一小时再试，仍不行请找系统管理员",
    "the scanner does not answer, so the list is not read yet: try again in an hour, then ask the administrator",
)
log = logging.getLogger(__name__)


class MovedOn(Exception):
    """The import is no longer in a state in which this can be done; somebody else was here."""


def defer(job: ImportJob) -> None:
    """Give the next step to the worker, in the transaction that asks for it."""
    from kejia.programmes.imports.tasks import carry_on  # inner import: the task calls this module

    carry_on.defer(job=job.pk)


def carry_on(pk: int, *, by: Actor = BY_PAGE) -> None:
    """Do what an import waits for, once; nothing where it waits for nothing or somebody is at it.

    A fault of the program ends the step, says so on the import's page, and stands in the log.
    """
    try:
        _carry_on(pk, by)
    except (
        MovedOn,
        OperationalError,
    ):  # dropped meanwhile; or the database is away, and it is taken up again
        raise
    except Exception as error:  # whatever a program may do wrong
        log.exception("import %s failed", pk)
        _fail(pk, FAULT.filled(number=pk, error=type(error).__name__))


def _carry_on(pk: int, by: Actor) -> None:
    with transaction.atomic():
        # looked at only under the lock: who waited for it finds what was done meanwhile
        job = ImportJob.objects.filter(pk=pk).first() if _is_mine(pk) else None
        if job is None or job.state not in UNDER_WAY or not has_bytes(job):
            return
        try:
            if job.state == State.CHECKING:
                _check(job)
            else:
                _write(job, asker(job.asked_by) or by)
        except UnusableFile as error:
            _finish(job, State.UNUSABLE, error.say, file=None)
            forget_uploads([job.pk])
        except NoFile:
            _fail(pk, HELD)
        except NotWritten as error:
            _finish(job, State.FAULTY, error.why)


def _is_mine(pk: int) -> bool:
    """Take an import's lock for this transaction, unless somebody has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, pk])
        return bool(cursor.fetchone()[0])


def _fail(pk: int, why: Text) -> None:
    """Nothing was written; the file stays for another try, as long as one that nobody came back for."""
    under_way = ImportJob.objects.filter(pk=pk, state__in=[state.value for state in UNDER_WAY])
    now = timezone.now()
    under_way.update(state=State.FAILED.value, why_zh=why.zh[:500], why_en=why.en[:500], moved_at=now)


@transaction.atomic
def take_up_again() -> int:
    """Have what a killed worker left carried on, `MOST_TRIES` times; how many imports."""
    left = ImportJob.objects.filter(
        state__in=[state.value for state in UNDER_WAY], moved_at__lt=timezone.now() - LEFT_AFTER
    )
    found = 0
    for job in left.defer("file", "preview"):
        if not _is_mine(job.pk):
            continue  # slow, but somebody is at it
        if job.tries >= MOST_TRIES:
            _fail(job.pk, GONE.filled(number=job.pk, tries=job.tries))
            continue
        ImportJob.objects.filter(pk=job.pk).update(tries=job.tries + 1, moved_at=timezone.now())
        defer(job)
        found += 1
    return found


def is_stuck(job: ImportJob) -> bool:
    """Whether a step is under way that nothing was heard of for longer than a worker is silent."""
    return state_of(job.state) in UNDER_WAY and job.moved_at < timezone.now() - LEFT_AFTER


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
    details: dict[str, Plain] = {
        "import": job.pk,
        "kind": job.kind,
        "digest": f"{current().hash_name}:{job.digest}",
    }
    size = checked.judgement.draft.size
    batch = write_list(checked.judgement, title=job.name, by=by, details=details, tell=_teller(job, size))
    _finish(job, State.WRITTEN, file=None, preview=None, batch=batch, done=size, total=size)
    forget_uploads([job.pk])


def _checked(job: ImportJob) -> Checked:
    return check_list(bytes_of(job), job.name, list_kind(job.kind), _teller(job, job.total))


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
    moved = {
        "tries": 0,
        "state": state.value,
        "why_zh": why.zh[:500],
        "why_en": why.en[:500],
        "moved_at": timezone.now(),
    }
    if not ImportJob.objects.filter(pk=job.pk, state=job.state).update(**moved, **changes):
        raise MovedOn
