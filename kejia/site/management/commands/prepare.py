"""`kejia manage prepare`: what stands between new program files and a running site, in one process."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Migrations, then the static files for the web server."""

    help = "Migrate the database and collect the static files."
    requires_system_checks: list[str] = []  # `make check` and the tests run them; a start should be quick

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        """Say what takes long before doing it; do nothing when there is nothing to do."""
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            self.stderr.write(f"数据库结构更新 {waiting} 步 · {waiting} steps for the database's structure")
            call_command("migrate", interactive=False, verbosity=0)
        mark = settings.STATIC_ROOT / ".collected"
        state = _state_of_static_files()
        if not mark.exists() or mark.read_text() != state:
            call_command("collectstatic", interactive=False, verbosity=0)
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.write_text(state)


def _state_of_static_files() -> str:
    """Changes whenever a static file does, or the way they are stored."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            seen = f"{path}\0{storage.get_modified_time(path).timestamp()}\0{storage.size(path)}\n"
            digest.update(seen.encode())
    return digest.hexdigest()
