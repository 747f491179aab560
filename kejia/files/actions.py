"""Writes: a file is taken in, deleted, and the store kept tidy.

The bytes are on the disk before a row speaks of them, and leave it after no row does. Both happen under a lock on
the blob's name that the transaction holds, so that nobody takes away what another is about to name.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from kejia.crypt.choosing import current, named_digest
from kejia.files import disk
from kejia.files.kinds import ScanState
from kejia.files.models import StoredFile
from kejia.files.owners import owner_named
from kejia.files.reads import kept_files
from kejia.files.recognising import NotTaken, recognise, tidy_name
from kejia.files.scanning import scan
from kejia.plain.text import Text
from kejia.trail import actions as trail
from kejia.trail.actor import Actor
from kejia.trail.canonical import Plain

LEFT_AFTER = timedelta(hours=1)
"""A half-written blob of this age has no writer any more."""


def take_in(
    content: bytes, name: str, *, owner: str, by: Actor, keep_until: datetime | None = None
) -> StoredFile:
    """Keep a file. Raises NotTaken (too large, of a kind not taken, harmful), UnknownOwner.

    The owner has asked whether the actor may; who may read it afterwards is the owner's to say too.
    """
    registered = owner_named(owner)
    if len(content) > settings.KEJIA_FILE_LIMIT:
        raise too_large()
    kind = recognise(content, name)
    if kind not in registered.takes:
        raise NotTaken(
            Text(
                f"这里不收{kind.shape.text.zh}；可以收：{'、'.join(sorted(k.shape.text.zh for k in registered.takes))}",
                f"{kind.shape.text.en} is not taken here; taken are "
                f"{', '.join(sorted(k.shape.text.en for k in registered.takes))}",
            )
        )
    state, harm = scan(content)
    if state is ScanState.INFECTED:
        _note_refusal(owner, harm, content, by)
        raise NotTaken(
            Text(
                f"查毒发现“{harm}”，没有收下；请先在本机杀毒，再换一份干净的文件",
                f"the scanner found {harm}, nothing was kept: clean the computer, then send a clean file",
            )
        )
    return _keep(content, tidy_name(name), kind, state, owner=owner, by=by, keep_until=keep_until)


def too_large() -> NotTaken:
    """The refusal of a file above the limit."""
    limit = settings.KEJIA_FILE_LIMIT // (1024 * 1024)
    return NotTaken(Text(f"文件超过 {limit} MB；请拆分或压缩图片", f"the file is above {limit} MB: split it"))


@transaction.atomic
def delete(file: StoredFile, *, by: Actor) -> None:
    """Delete a file: its name and digest now, its bytes once that is certain and nobody else has the same."""
    blob = file.blob
    gone = {"deleted_at": timezone.now(), "name": "", "blob": "", "digest": "", "harm": ""}
    if not kept_files().filter(pk=file.pk).update(**gone):
        return
    trail.record("deleted_file", by=by, subject=file, details={"owner": file.owner})
    transaction.on_commit(lambda: _remove_unused(blob))


@transaction.atomic
def record_reading(file: StoredFile, *, by: Actor) -> None:
    """Leave in the trail who took a file away."""
    trail.record("took_file", by=by, subject=file, details={"owner": file.owner, "kind": file.kind})


def delete_lapsed(*, by: Actor) -> int:
    """Delete every file past its day; how many."""
    lapsed = list(kept_files().filter(keep_until__lte=timezone.now()))
    for file in lapsed:
        delete(file, by=by)
    return len(lapsed)


def scan_held() -> int:
    """Scan again what waits for a scanner; how many were let through or refused."""
    settled = 0
    for file in kept_files().filter(scan=ScanState.HELD):
        content = b"".join(disk.read(file.blob, 0, file.size - 1, file.size, sealed=file.sealed))
        state, harm = scan(content)
        if state is not ScanState.HELD:
            settled += kept_files().filter(pk=file.pk, scan=ScanState.HELD).update(scan=state, harm=harm)
    return settled


def sweep() -> tuple[int, list[int]]:
    """Take away bytes that no file names, left by a death between disk and table; files whose bytes are gone."""
    removed = 0
    for path in disk.all_blobs():
        if path.name.endswith(disk.COMING):
            old = timezone.now().timestamp() - path.stat().st_mtime > LEFT_AFTER.total_seconds()
            if old:
                path.unlink(missing_ok=True)
                removed += 1
        else:
            removed += _remove_unused(path.name)
    lost = [file.pk for file in kept_files().order_by("pk") if not disk.path_of(file.blob).exists()]
    return removed, lost


def reseal_files() -> int:
    """Seal every sealed file under the current key and algorithms, so that older ones can go; how many.

    One whose bytes are gone is passed over: the store's upkeep tells of it.
    """
    resealed = 0
    for file in kept_files().filter(sealed=True).order_by("pk"):
        try:
            if disk.is_under_current_key(file.blob):
                continue
        except disk.BlobLost:
            continue
        content = b"".join(disk.read(file.blob, 0, file.size - 1, file.size, sealed=True))
        before, blob = file.blob, _blob_of(content, sealed=True)
        with transaction.atomic():
            _lock(blob)
            disk.write(blob, content, sealed=True)
            resealed += kept_files().filter(pk=file.pk, blob=before).update(blob=blob)
        _remove_unused(before)
    return resealed


def _keep(
    content: bytes,
    name: str,
    kind: str,
    state: ScanState,
    *,
    owner: str,
    by: Actor,
    keep_until: datetime | None,
) -> StoredFile:
    sealed = settings.KEJIA_FILES_SEALED
    blob = _blob_of(content, sealed=sealed)
    with transaction.atomic():
        _lock(blob)
        disk.write(blob, content, sealed=sealed)
        file = StoredFile.objects.create(
            owner=owner,
            name=name,
            kind=kind,
            size=len(content),
            digest=named_digest(content),
            blob=blob,
            sealed=sealed,
            scan=state,
            made_by=f"{by.kind}:{by.id}"[:100],
            keep_until=keep_until,
        )
        details: dict[str, Plain] = {
            "owner": owner,
            "kind": str(kind),
            "size": len(content),
            "scan": str(state),
        }
        trail.record("took_in_file", by=by, subject=file, details=details, private={"digest": file.digest})
    return file


@transaction.atomic
def _note_refusal(owner: str, harm: str, content: bytes, by: Actor) -> None:
    details = {"owner": owner, "found": harm, "digest": named_digest(content)}
    trail.record("refused_file", by=by, subject=("files.owner", owner), details=details)


def _blob_of(content: bytes, *, sealed: bool) -> str:
    """The name of the bytes: by digest, and for sealed ones a keyed one, which tells nobody what they are."""
    plain = current().hash(content).hex()
    return disk.SEALER.digest_of(plain).hex() if sealed else plain


def _remove_unused(blob: str) -> int:
    with transaction.atomic():
        _lock(blob)
        if not blob or kept_files().filter(blob=blob).exists():
            return 0
        disk.remove(blob)
        return 1


def _lock(blob: str) -> None:
    """Held until the transaction ends; a name that is none of ours locks too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('kejia.files ' || %s, 0))", [blob])
