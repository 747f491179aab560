"""Work on a connection of its own, for tests of what two people do at once."""

import threading
from collections.abc import Callable, Sequence

from django.db import connections


class Beside(threading.Thread):
    """Runs something on a connection of its own; keeps the error it ended with."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.work()
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()


def run_beside(works: Sequence[Callable[[], object]]) -> list[Exception]:
    """All at once; the errors of those that failed."""
    threads = [Beside(work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return [thread.error for thread in threads if thread.error is not None]
