"""`kejia manage outbox`: the codes that a development installation did not send."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kejia.accounts.models import OutboxItem


class Command(BaseCommand):
    """The newest twenty, the newest first."""

    help = "List the codes that were not sent but put into the outbox."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        """One line each."""
        for item in OutboxItem.objects.all()[:20]:
            self.stdout.write(f"{timezone.localtime(item.at):%m-%d %H:%M:%S}  {item.address}  {item.zh}")
