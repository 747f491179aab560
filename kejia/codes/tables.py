"""Reads the tables of this package, and the days in them."""

import pkgutil
from collections.abc import Iterator
from datetime import date


def lines_of(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table under the names of its columns; the first line says where it is from."""
    data = pkgutil.get_data(__package__, name)  # not a path: the package may sit in an archive
    if data is None:
        raise FileNotFoundError(f"kejia/codes/{name}")
    _, columns, *lines = data.decode("utf-8").splitlines()
    names = columns.split("\t")
    for line in lines:
        yield dict(zip(names, line.split("\t"), strict=True))


def first_day(since: str) -> date:
    """The first day that "2016-01-07", "1983" or "" (before the table begins) may mean."""
    return date.fromisoformat(since if len(since) == 10 else f"{since or '0001'}-01-01")


def end_day(until: str) -> date:
    """The last of the days that may be the first one no longer in force; of "1987" 1988-01-01, so that the year counts."""
    if len(until) == 10:
        return date.fromisoformat(until)
    return date(int(until) + 1, 1, 1) if until else date.max
