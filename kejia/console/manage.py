"""`kejia manage ...`: Django's own commands, with the embedded server started for as long as they take."""

import os
import sys

from django.core.management import execute_from_command_line

from kejia.postgres.cluster import ServerFailed
from kejia.site.database import embedded

WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "diffsettings",
    "findstatic",
    "help",
    "version",
    "--help",
    "-h",
    "--version",
}


def main(arguments: list[str]) -> int:
    """Run one management command; its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kejia.site.settings")
    if not arguments or arguments[0] in WITHOUT_DATABASE or os.environ.get("DATABASE_URL"):
        return _run(arguments)
    server = embedded()
    ours = not server.answers()
    try:
        server.start()
        return _run(arguments)
    except ServerFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        if ours:
            server.stop()


def _run(arguments: list[str]) -> int:
    try:
        execute_from_command_line(["kejia manage", *arguments])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0
