"""`kejia manage reseal`: seal all identity numbers and files under the current key and algorithms, so that older ones can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kejia.files.actions import reseal_files
from kejia.register.identifying import reseal_documents
from kejia.register.sealing import CannotOpen, current_key
from kejia.trail.actor import whoever_commands


class Command(BaseCommand):
    """Once after a new key was put in front of KEJIA_FIELD_KEY."""

    help = "Seal all identity numbers and files under the first key of KEJIA_FIELD_KEY."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        """All or none; what a missing key keeps shut is told and nothing is changed."""
        try:
            count = reseal_documents(by=whoever_commands())
        except CannotOpen as error:
            raise CommandError(
                f"有证件号码打不开，未作改动；请把旧密钥放回 KEJIA_FIELD_KEY · "
                f"some numbers do not open, nothing was changed: put the old key back ({error})"
            ) from error
        try:
            files = reseal_files()
        except CannotOpen as error:
            raise CommandError(
                f"证件号码 {count} 个已重新加密，有附件打不开；请把旧密钥放回 KEJIA_FIELD_KEY 再执行一次 · "
                f"{count} numbers were sealed again, but some files do not open: put the old key back and run it again ({error})"
            ) from error
        self.stdout.write(
            f"已用 {current_key()} 号密钥重新加密 {count} 个证件号码、{files} 个附件；一周后旧密钥可以移除 · "
            f"{count} numbers sealed again under key {current_key()}, {files} files; older keys can go in a week"
        )
