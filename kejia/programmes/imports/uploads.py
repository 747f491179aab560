"""The bytes of an import: a workbook as it was sent lies in the store of files, a roster handed over is sealed in the row."""

from kejia.files import actions as files
from kejia.files.kinds import FileKind
from kejia.files.models import StoredFile
from kejia.files.reads import content_of
from kejia.programmes.imports.access import BY_PAGE, may_import
from kejia.programmes.imports.checking import opened_bytes
from kejia.programmes.imports.models import ImportJob
from kejia.register.access import may
from kejia.register.kinds import Right
from kejia.trail.actor import Actor

OWNER = "imports"
TAKES = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.CSV})


def may_read_upload(file: StoredFile, by: Actor) -> bool:
    """Whether somebody may take the list away as it was sent: who may import, on an installation with inside matters."""
    return by.kind == "system" or (may_import() and may(by, Right.IMPORT))


def keep_upload(content: bytes, name: str, *, by: Actor) -> StoredFile:
    """Keep a workbook as it was sent. Raises NotTaken."""
    return files.take_in(content, name, owner=OWNER, by=by)


def has_bytes(job: ImportJob) -> bool:
    """Whether the list itself is still there."""
    return job.file is not None or job.upload_id is not None


def bytes_of(job: ImportJob) -> bytes:
    """The list itself. Raises NoFile as long as the scanner has not let it through."""
    if job.upload is not None:
        return content_of(job.upload, by=BY_PAGE)
    return opened_bytes(job.file or b"")


def forget_uploads(jobs: list[int]) -> None:
    """Delete what was sent, of imports that need it no more; call it in the transaction that says so."""
    for job in ImportJob.objects.filter(pk__in=jobs, upload__isnull=False).select_related("upload"):
        assert job.upload is not None
        files.delete(job.upload, by=BY_PAGE)
