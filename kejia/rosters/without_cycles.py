"""A pause of the garbage collector while very many small things are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles_made() -> Iterator[None]:
    """Python looks for unreachable cycles each time many objects were made; a roster makes none.

    For 100,000 people that search costs a fifth of the time. Reference counting goes on as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
