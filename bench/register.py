"""The register's speed: all bodies on a day beside SQL written by hand, one body after a change, whole timelines.

    python bench/register.py [--people 1000000] [--rounds 5] [--no-all-timelines] [--plan]

Builds an invented register in a server of its own under var/bench (once for each size), asserts that both ways give the
same rows, and writes var/bench/register.md. Ends with 1 where a promise is not kept, with 2 where rows differ.
"""

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import django
import psycopg
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.load import load  # noqa: E402 - found by the line above
from kejia.postgres.server import Server  # noqa: E402

T = TypeVar("T")
MOMENTS: tuple[tuple[date, datetime | None], ...] = (
    (date(2020, 12, 31), None),
    (date(2020, 12, 31), datetime(2018, 1, 1, tzinfo=UTC)),
    (date(2023, 6, 30), None),
)
MOST_RATIO, MOST_SECONDS, MOST_BODY_MS, MOST_LINE_MS, MOST_ALL_LINES = 1.5, 4.0, 10.0, 50.0, 20.0
Line = tuple[str, str, str, bool]


class RowsDiffer(Exception):
    """Ours and the statement written by hand do not say the same."""


def main() -> int:
    """Build what is missing, measure, write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=1_000_000, help="a multiple of 1000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    parser.add_argument("--reference", type=Path, default=ROOT / "bench" / "reference.sql")
    parser.add_argument("--all-timelines", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--plan", action="store_true", help="write bench/reference.plan.txt")
    given = parser.parse_args()
    server = Server(given.folder / f"server-{given.people}", durable=False)
    server.start()
    try:
        os.environ["DATABASE_URL"] = server.url
        os.environ["DJANGO_SETTINGS_MODULE"] = "kejia.site.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        said = fill(server.url, given.people)
        return measure(given, said)
    finally:
        server.stop()


def fill(url: str, people: int) -> str:
    """Load the register unless it is there; says how long it took."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT EXISTS (SELECT FROM register_appointment)").fetchone() == (True,):
            return "register loaded by an earlier run"
        connection.rollback()
        took = load(connection, people)
    return "register loaded: " + ", ".join(f"{name} {seconds:.0f} s" for name, seconds in took.items())


def measure(given: argparse.Namespace, said: str) -> int:
    """All figures of one run, as a table."""
    from bench import questions  # inner import: needs Django set up

    reference = given.reference.read_text(encoding="utf-8")
    try:
        one_date, lines = all_bodies(given.rounds, reference)
    except RowsDiffer as error:
        print(error)
        return 2
    again = [s * 1000 for s in questions.body_again_after_a_change(20)]
    lines.append(at_most("a body again after a change, verdict and people", again, MOST_BODY_MS))
    along = [s * 1000 for s in questions.timelines(20)]
    lines.append(at_most("whole timeline of one body", along, MOST_LINE_MS))
    if given.all_timelines:
        before, (seconds, (bodies, days)) = questions.server_seconds(), timed(questions.all_timelines)
        used, times = questions.server_seconds() - before, seconds / one_date
        figures = f"{seconds:.1f} s (server's processor {used:.1f} s), {days} days; {times:.1f} dates"
        lines.append(
            (
                f"timelines of all {bodies} bodies",
                figures,
                f"{MOST_ALL_LINES:g} dates",
                times <= MOST_ALL_LINES,
            )
        )
    if given.plan:
        plan = questions.plan(reference, *MOMENTS[0])
        (ROOT / "bench" / "reference.plan.txt").write_text(plan, encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 * (1024 if sys.platform == "darwin" else 1)
    )
    text = f"{given.people} people; {said}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {given.rounds} rounds, medians;"
    text += f" peak memory of our process {peak:.0f} MB\n\n| what | measured | at most | kept |\n|---|---|---|---|\n"
    text += "".join(f"| {a} | {b} | {c} | {'yes' if kept else 'NO'} |\n" for a, b, c, kept in lines)
    (given.folder / "register.md").write_text(text, encoding="utf-8")
    print(text)
    return int(not all(kept for *_, kept in lines))


def all_bodies(rounds: int, reference: str) -> tuple[float, list[Line]]:
    """Every body on every day and moment, in turn with the statement written by hand; seconds of one date, and lines."""
    from bench import questions  # inner import: needs Django set up

    lines: list[Line] = []
    one_date = 0.0
    for on, known in MOMENTS:
        ours, by_hand, used = [], [], []
        for round_ in range(rounds + 1):
            before = questions.server_seconds()
            seconds, rows = timed(partial(questions.ours, on, known))
            between = questions.server_seconds()
            alone, expected = timed(partial(questions.by_hand, reference, on, known))
            if rows != expected:
                raise RowsDiffer(
                    f"rows differ on {on}, known {known}: {len(rows)} bodies against {len(expected)}"
                )
            if round_:  # the first warms both
                ours.append(seconds)
                by_hand.append(alone)
                used.append((between - before, questions.server_seconds() - between))
        ratio = statistics.median(a / b for a, b in zip(ours, by_hand, strict=True))
        middle = statistics.median(ours)
        one_date = one_date or middle
        name = f"all {len(rows)} bodies on {on}, as known {known.date() if known else 'today'}"
        told = f"by hand {statistics.median(by_hand):.2f} s ({min(by_hand):.2f} to {max(by_hand):.2f})"
        work = f"server's processor {min(a for a, _ in used):.2f} against {min(b for _, b in used):.2f} s"
        lines.append(
            (
                name,
                f"{middle:.2f} s ({min(ours):.2f} to {max(ours):.2f})",
                f"{MOST_SECONDS:g} s",
                middle <= MOST_SECONDS,
            )
        )
        lines.append(
            (
                "the same, rows equal",
                f"{told}; ratio {ratio:.2f}; {work}",
                f"ratio {MOST_RATIO}",
                ratio <= MOST_RATIO,
            )
        )
    return one_date, lines


def at_most(what: str, taken: list[float], most: float) -> Line:
    """A line of the table, in milliseconds: median with least and most."""
    middle = statistics.median(taken)
    return what, f"{middle:.1f} ms ({min(taken):.1f} to {max(taken):.1f})", f"{most:g} ms", middle <= most


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Seconds by the wall, and what came of it."""
    started = time.perf_counter()
    found = act()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    sys.exit(main())
