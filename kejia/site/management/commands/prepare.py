"""`kejia manage prepare`: what stands between new program files and a running site, in one process."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Migrations, then the static files for the web server."""

    help = "Migrate the database and collect the static files."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        """Say what takes long before doing it; say nothing when there is nothing to do."""
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            self.stderr.write(f"数据库结构更新 {waiting} 步 · {waiting} steps for the database's structure")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
