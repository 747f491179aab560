"""Statements over the whole register, with the room and the way of working they need.

Everything is read in the order of the people from covering indexes and merged as it comes, so nothing is looked up
person by person. Hash joins of a million people by a million miss the processor's cache at each of them (measured: half
as much again), and the planner cannot know it; nor does it know that index pages lie in memory.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection, transaction

from kejia.register.facts import Parameters

WAY = {
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "enable_hashjoin": "off",
    "jit": "off",
}
"""Settings of PostgreSQL for one such statement; any user may set them, so a server of your own needs nothing."""
PORTION = 10_000


def fetch(text: str, given: Parameters) -> list[tuple[Any, ...]]:  # Any: what was asked for
    """The rows of a statement over a part of the register."""
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return list(cursor.fetchall())


def fetch_wide(text: str, given: Parameters) -> list[tuple[Any, ...]]:  # Any: what was asked for
    """The rows of a statement over the whole register; one round trip.

    The settings go before it in the same message, so they end with it, or with the transaction around it.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{_set_up(WAY)};\n{text}", given)
        cursor.nextset()
        return list(cursor.fetchall())


def stream_wide(text: str, given: Parameters) -> Iterator[tuple[Any, ...]]:  # Any: what was asked for
    """The same for more rows than one would hold: they come in portions, within one transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                _set_up({**WAY, "cursor_tuple_fraction": "1"})
            )  # all rows are wanted, not the first soon
        with connection.chunked_cursor() as portions:
            portions.execute(text, given)
            while rows := portions.fetchmany(PORTION):
                yield from rows


def _set_up(way: Mapping[str, str]) -> str:
    return "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in way.items())
