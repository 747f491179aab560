"""The database of this installation, for commands that need it and do not run the site."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from kejia.plain.text import Text
from kejia.postgres.cluster import ServerFailed
from kejia.site.database import DatabaseAddressUnclear, embedded


class NoDatabase(RuntimeError):
    """There is no way to the database; says why and what to do."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


@contextmanager
def opened_database() -> Iterator[None]:
    """Django on the database of this installation; the embedded server runs for as long as that takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kejia.site.settings")
    server = None if os.environ.get("DATABASE_URL") else embedded()
    if server is not None and not server.data.exists():
        raise NoDatabase(
            Text("还没有数据库：先执行 make run", "there is no database yet: make run makes it first")
        )
    ours = server is not None and not server.answers()
    try:
        if server is not None:
            server.start()
        with _failures_told():
            yield
    except ServerFailed as failure:
        raise NoDatabase(Text(str(failure), str(failure))) from failure
    finally:
        if ours and server is not None:
            server.stop()


@contextmanager
def _failures_told() -> Iterator[None]:
    import django  # inner import: slow, and wrong arguments are refused without it
    from django.db import DatabaseError, connection  # inner import: slow
    from django.db.utils import ProgrammingError  # inner import: slow

    try:
        django.setup()
    except DatabaseAddressUnclear as error:
        raise NoDatabase(Text(str(error), str(error))) from error
    try:
        yield
    except ProgrammingError as error:
        raise NoDatabase(
            Text(
                f"数据库结构不是最新的，先执行 kejia manage migrate（{str(error).strip()}）",
                f"the database's structure is behind: run kejia manage migrate first ({str(error).strip()})",
            )
        ) from error
    except DatabaseError as error:
        raise NoDatabase(
            Text(
                f"数据库无法读取，先执行 kejia doctor --database（{str(error).strip()}）",
                f"the database cannot be read: see kejia doctor --database ({str(error).strip()})",
            )
        ) from error
    finally:
        connection.close()
