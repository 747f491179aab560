"""Taking in, reading, deleting; the disk and the table after a death in between; keys that change."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from kejia.crypt.sealing import CannotOpen
from kejia.files import actions, disk
from kejia.files.actions import delete, delete_lapsed, reseal_files, scan_held, sweep, take_in
from kejia.files.kinds import FileKind, ScanState
from kejia.files.models import StoredFile
from kejia.files.owners import UnknownOwner
from kejia.files.reads import NoFile, content_of, get_file, pieces_of
from kejia.files.recognising import NotTaken
from kejia.files.tests.papers import CLERK, OUTSIDER, OWNER, PDF, PNG, an_owner
from kejia.files.tests.test_scanning import HARM, scanner
from kejia.trail.models import Entry
from kejia.trail.tests.acting import address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A store of its own and an owner that takes everything."""
    settings.KEJIA_FILES = tmp_path / "files"
    with an_owner():
        yield tmp_path / "files"


def taken(content: bytes = PDF, name: str = "批复.pdf", **more: object) -> StoredFile:
    return take_in(content, name, owner=OWNER, by=CLERK, **more)  # type: ignore[arg-type]  # as the caller says


def blobs(store: Path) -> list[bytes]:
    return [path.read_bytes() for path in store.glob("??/*")]


@pytest.mark.parametrize("sealed", [True, False])
def test_what_is_taken_in_comes_back_and_lies_sealed_where_the_setting_says(
    settings: Settings, store: Path, sealed: bool
) -> None:
    settings.KEJIA_FILES_SEALED = sealed
    content = PDF + os.urandom(3 * disk.FRAME + 17)
    file = taken(content)
    assert content_of(file, by=CLERK) == content
    (kept,) = blobs(store)
    assert (content[1000:1100] in kept) is not sealed
    assert (file.digest.partition(":")[2] == file.blob) is not sealed
    for first, last in ((0, 0), (disk.FRAME - 1, disk.FRAME), (disk.FRAME, len(content) - 1), (5, 5 * 10**4)):
        assert b"".join(pieces_of(file, first, last, by=CLERK)) == content[first : last + 1]


def test_the_store_is_for_its_user_alone(store: Path) -> None:
    taken()
    (path,) = store.glob("??/*")
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


def test_only_whom_the_owner_names_reads_and_nobody_when_the_owner_is_unknown() -> None:
    file = taken()
    assert get_file(file.pk, by=CLERK) == file
    with pytest.raises(NoFile):
        get_file(file.pk, by=OUTSIDER)
    with pytest.raises(NoFile):
        pieces_of(file, 0, 1, by=OUTSIDER)
    StoredFile.objects.filter(pk=file.pk).update(owner="nobody")
    with pytest.raises(NoFile):
        get_file(file.pk, by=CLERK)
    with pytest.raises(UnknownOwner):
        take_in(PDF, "a.pdf", owner="nobody", by=CLERK)


def test_too_large_or_of_a_kind_not_taken_is_refused_and_nothing_kept(
    settings: Settings, store: Path
) -> None:
    settings.KEJIA_FILE_LIMIT = len(PDF) - 1
    with pytest.raises(NotTaken, match="above"):
        taken()
    settings.KEJIA_FILE_LIMIT = len(PDF)
    with an_owner(FileKind.PNG), pytest.raises(NotTaken) as refused:
        taken()
    assert "可以收：PNG 图片" in refused.value.why.zh
    assert (StoredFile.objects.count(), blobs(store)) == (0, [])


def test_a_harmful_file_is_refused_by_name_kept_nowhere_and_noted(settings: Settings, store: Path) -> None:
    with scanner() as settings.KEJIA_SCANNER, pytest.raises(NotTaken) as refused:
        taken(PDF + HARM)
    assert "Invented.Test" in refused.value.why.zh
    assert (StoredFile.objects.count(), blobs(store)) == (0, [])
    (entry,) = Entry.objects.filter(act="refused_file")
    assert entry.details["found"] == "Invented.Test"


def test_a_held_file_is_read_once_the_scanner_has_let_it_through(settings: Settings) -> None:
    settings.KEJIA_UNSCANNED = "hold"
    good, bad = taken(), taken(PDF + HARM)
    with pytest.raises(NoFile):
        get_file(good.pk, by=CLERK)
    assert scan_held() == 0
    with scanner() as settings.KEJIA_SCANNER:
        assert scan_held() == 2
    assert get_file(good.pk, by=CLERK).scan == ScanState.CLEAN
    with pytest.raises(NoFile):
        get_file(bad.pk, by=CLERK)


def test_a_deleted_file_leaves_neither_name_nor_bytes_and_an_equal_one_stays(store: Path) -> None:
    first, second = taken(), taken(name="同一份.pdf")
    assert len(blobs(store)) == 1
    delete(first, by=CLERK)
    assert content_of(second, by=CLERK) == PDF
    delete(second, by=CLERK)
    delete(second, by=CLERK)
    assert blobs(store) == []
    assert set(StoredFile.objects.values_list("name", "blob", "digest")) == {("", "", "")}
    assert Entry.objects.filter(act="deleted_file").count() == 2


def test_a_file_past_its_day_is_deleted_and_no_other() -> None:
    now = timezone.now()
    past, later, never = (
        taken(PDF + day, keep_until=until)
        for day, until in ((b"1", now), (b"2", now + timedelta(days=1)), (b"3", None))
    )
    assert delete_lapsed(by=CLERK) == 1
    assert set(StoredFile.objects.filter(deleted_at=None)) == {later, never}
    assert StoredFile.objects.get(pk=past.pk).deleted_at is not None


def test_an_undone_deletion_or_taking_in_loses_and_leaves_nothing(store: Path) -> None:
    file = taken()
    with transaction.atomic():
        delete(file, by=CLERK)
        taken(PNG, "a.png")
        transaction.set_rollback(True)
    assert content_of(file, by=CLERK) == PDF
    assert sweep() == (1, [])
    assert len(blobs(store)) == 1


KILLED = """
import os, sys
import django
django.setup()
from kejia.files import actions, disk
from kejia.files.tests.papers import CLERK, OWNER, PDF, an_owner
where = sys.argv[1]
if where == "before the rename":
    disk.os.fsync = lambda descriptor: os.kill(os.getpid(), 9)
else:
    actions.trail.record = lambda *a, **k: os.kill(os.getpid(), 9)
with an_owner():
    actions.take_in(PDF, "a.pdf", owner=OWNER, by=CLERK)
"""


@pytest.mark.parametrize("where", ["before the rename", "before the commit"])
def test_a_process_killed_while_it_takes_in_leaves_no_row_and_the_sweeper_tidies(
    store: Path, where: str, project: Path
) -> None:
    surroundings = {
        **os.environ,
        "DATABASE_URL": address(),
        "KEJIA_FILES": str(store),
        "DJANGO_SETTINGS_MODULE": "kejia.site.settings",
    }
    run = subprocess.run([sys.executable, "-c", KILLED, where], cwd=project, env=surroundings, check=False)
    assert run.returncode == -9
    assert StoredFile.objects.count() == 0
    assert len(blobs(store)) == 1
    for path in store.glob("??/*"):
        os.utime(path, (0, 0))
    assert sweep() == (1, [])
    assert blobs(store) == []


def test_the_sweeper_leaves_alone_what_is_being_written_and_tells_what_is_lost(store: Path) -> None:
    file, gone = taken(), taken(PNG, "a.png")
    disk.path_of(gone.blob).unlink()
    coming = disk.path_of(file.blob).with_name(f"{'a' * 64}.1{disk.COMING}")
    coming.write_bytes(b"half")
    assert sweep() == (0, [gone.pk])
    assert coming.exists()
    with pytest.raises(disk.BlobLost):
        content_of(gone, by=CLERK)


def test_the_sweeper_waits_for_whoever_is_about_to_name_the_bytes(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, swept = threading.Event(), threading.Event()
    keep = StoredFile.objects.create

    def create_late(**columns: object) -> StoredFile:
        written.set()
        assert not swept.wait(0.5), "the sweeper did not wait"
        return keep(**columns)

    def sweep_beside() -> None:
        assert written.wait(10)
        actions.sweep()
        swept.set()
        connection.close()

    monkeypatch.setattr(StoredFile.objects, "create", create_late)
    beside = threading.Thread(target=sweep_beside)
    beside.start()
    file = taken()
    beside.join(20)
    assert swept.is_set()
    assert content_of(file, by=CLERK) == PDF


def test_frames_cannot_change_places_or_files(store: Path) -> None:
    file = taken(PDF + os.urandom(2 * disk.FRAME))
    path = disk.path_of(file.blob)
    kept = path.read_bytes()
    step = int.from_bytes(kept[:4]) + 4
    path.write_bytes(kept[step : 2 * step] + kept[:step] + kept[2 * step :])
    with pytest.raises(CannotOpen):
        content_of(file, by=CLERK)
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    with pytest.raises(CannotOpen):
        content_of(file, by=CLERK)


def test_files_are_sealed_again_under_a_new_key_and_other_algorithms(settings: Settings, store: Path) -> None:
    settings.KEJIA_FIELD_KEYS = ["1:" + "a" * 40]
    file, twin, gone = taken(), taken(name="同一份.pdf"), taken(PNG, "a.png")
    disk.path_of(gone.blob).unlink()
    settings.KEJIA_FIELD_KEYS = ["2:" + "b" * 40, "1:" + "a" * 40]
    settings.KEJIA_ALGORITHMS = ["sm3_sm4"]
    assert content_of(file, by=CLERK) == PDF
    assert (reseal_files(), reseal_files()) == (2, 0)
    settings.KEJIA_FIELD_KEYS = ["2:" + "b" * 40]
    for each in (file, twin):
        assert content_of(StoredFile.objects.get(pk=each.pk), by=CLERK) == PDF
    assert len(blobs(store)) == 1
