"""How long 100,000 rows take into the register, stage by stage, beside calamine's reading and a bare COPY of the same rows.

    python bench/imports.py [--rows 100000] [--rounds 3] [--kind people|appointments] [--beside 2000]

`--beside` is how many people django-import-export takes in for comparison by the row, once at half that number and once
at it, which shows that it grows with the rows alone; 0 leaves it out.

A server of its own under var/bench. Both sides write into the same tables with the same constraints and triggers, each
in a transaction that is rolled back; the reference's lines are ready beforehand, so that it pays for COPY alone.
"""

import argparse
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench" / "imports"
PROMISE = 1.5
PEOPLE = ["姓名", "性别", "民族", "出生年月", "证件号码", "工作单位", "职务", "党派", "职称"]
APPOINTMENTS = [
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "证件号码",
    "工作单位",
    "任职机构",
    "任职职务",
    "起始日期",
]
SOCIETIES = 200


def main() -> int:
    """Measure, print the stages and the ratio, and answer 1 where the promise is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kind", choices=["people", "appointments"], default="people")
    parser.add_argument("--beside", type=int, default=2_000)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from kejia.postgres.server import Server  # inner import: the path to it was set above

    FOLDER.mkdir(parents=True, exist_ok=True)
    server = Server(FOLDER / "postgres")
    server.stop()  # one that an earlier run was killed beside
    shutil.rmtree(server.home, ignore_errors=True)  # its tables are full of what was rolled back
    server.start()
    try:
        os.environ["DATABASE_URL"] = server.url
        os.environ["DJANGO_SETTINGS_MODULE"] = "kejia.site.settings"
        import django  # inner import: its settings read the address of the server

        django.setup()
        from django.core.management import call_command  # inner import: after the set-up

        call_command("migrate", verbosity=0)
        return measure(given.kind, given.rows, given.rounds, given.beside)
    finally:
        server.stop()


def measure(kind: str, rows: int, rounds: int, beside: int) -> int:
    """The rounds, and what they came to."""
    from bench.by_import_export import compare  # inner import: after the set-up
    from kejia.programmes.imports.kinds import list_kind  # inner import: after the set-up

    societies = the_societies()
    content = book(kind, rows, societies)
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}; python {sys.version.split()[0]}")
    print(f"{kind}, {rows} rows, {len(content) / 1e6:.1f} MB")
    ratios, ours_took = [], []
    for number in range(1, rounds + 1):
        before = os.getloadavg()[0]
        ours, draft = store(content, list_kind(kind))
        lines = ready(draft)
        sweep()
        alone = reference(content, lines)
        sweep()
        ratio = sum(ours.values()) / sum(alone.values())
        ratios.append(ratio)
        ours_took.append(sum(ours.values()))
        print(f"round {number}: ours      {shown(ours)}; load {before:.2f} to {os.getloadavg()[0]:.2f}")
        print(f"         reference {shown(alone)}   ratio {ratio:.2f}", flush=True)
    ratio = statistics.median(ratios)
    noise = (max(ratios) - min(ratios)) / ratio
    print(
        f"ratio {ratio:.2f} (promise {PROMISE}), of {', '.join(f'{each:.2f}' for each in ratios)}; noise {noise:.0%}"
    )
    kept = ratio <= PROMISE
    if beside and kind == "people":
        print(
            f"ours, {rows} rows: a row {1000 * statistics.median(ours_took) / rows:.3f} ms in the rounds above"
        )
        for some in (beside // 2, beside):
            few = book(kind, some, societies)
            ours, draft = store(few, list_kind(kind))
            print(f"ours, {some} rows: {shown(ours)}, a row {1000 * sum(ours.values()) / some:.3f} ms")
            sweep()
            kept &= compare(
                some, sum(ours.values()) / some, few, draft
            )  # taken one after the other, at one load
            sweep()
    return int(not kept)


def sweep() -> None:
    """Clear away what was rolled back, so that neither side stumbles over the other's rows."""
    from django.db import connection  # inner import: after the set-up

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")


def shown(stages: dict[str, float]) -> str:
    """Seconds by stage and together."""
    parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in stages.items())
    return f"{parts}; together {sum(stages.values()):.2f} s"


@contextmanager
def timed(stages: dict[str, float], name: str) -> Any:
    """Adds what its block takes to a stage."""
    began = time.perf_counter()
    yield
    stages[name] = stages.get(name, 0.0) + time.perf_counter() - began


def store(content: bytes, kind: Any) -> tuple[dict[str, float], Any]:
    """Our way: read, judge, write."""
    from django.db import transaction  # inner import: after the set-up

    from kejia.programmes.imports.access import BY_PAGE  # inner import: after the set-up
    from kejia.programmes.imports.sheets import read_list  # inner import: after the set-up
    from kejia.register.importing.lists import judge_list  # inner import: after the set-up
    from kejia.register.importing.writing import wait_for_turn, write_list  # inner import: after the set-up
    from kejia.rosters.without_cycles import no_cycles_made  # inner import: after the set-up

    stages: dict[str, float] = {}
    with transaction.atomic():
        wait_for_turn()
        with timed(stages, "read"), no_cycles_made():
            read = read_list(content, "bench.xlsx", kind)
        if read.faults:
            raise SystemExit(f"{len(read.faults)} rows cannot be read: {next(iter(read.faults.values()))}")
        with timed(stages, "check"), no_cycles_made():
            judgement = judge_list(read.rows)
        if judgement.refused:
            raise SystemExit(f"{judgement.refused} rows are refused")
        with timed(stages, "copy"):
            write_list(judgement, title="bench", by=BY_PAGE, details={})
        transaction.set_rollback(True)
    return stages, judgement.draft


def ready(draft: Any) -> list[tuple[str, bytes]]:
    """COPY statements with their lines, as our own COPY wrote them."""
    from django.db import connection, transaction  # inner import: after the set-up

    from kejia.programmes.imports.access import BY_PAGE  # inner import: after the set-up
    from kejia.register import bulk  # inner import: after the set-up
    from kejia.register.models import Batch  # inner import: after the set-up

    found: list[tuple[str, bytes]] = []
    plain: Callable[..., int] = bulk._copy

    def kept(model: Any, columns: Any, rows: Any, same: Any) -> int:
        names = {**bulk._defaults(model, columns), **same, "batch_id": None}
        extra = {name: value for name, value in names.items() if name not in columns}
        heads = ", ".join(f'"{name}"' for name in (*columns, *extra))
        behind = [bulk._written(value) for value in extra.values()]
        lines = ["\t".join([*map(bulk._written, row), *behind]) for row in rows]
        found.append((f"COPY {model._meta.db_table} ({heads}) FROM STDIN", "\n".join([*lines, ""]).encode()))
        return len(lines)

    bulk._copy = kept
    try:
        with transaction.atomic():
            for _ in draft.write(Batch.objects.create(title="bench", made_by="bench"), by=BY_PAGE):
                pass
            transaction.set_rollback(True)
    finally:
        bulk._copy = plain
    connection.close()
    return found


def reference(content: bytes, lines: list[tuple[str, bytes]]) -> dict[str, float]:
    """Calamine's reading and COPY, nothing else."""
    from io import BytesIO  # inner import: beside the others

    from django.db import connection, transaction  # inner import: after the set-up
    from python_calamine import CalamineWorkbook  # inner import: after the set-up

    stages: dict[str, float] = {}
    with timed(stages, "calamine"):
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    with transaction.atomic(), connection.cursor() as cursor:
        with timed(stages, "copy"):
            for statement, text in lines:
                with cursor.copy(statement) as copy:
                    copy.write(text)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    return stages


def the_societies() -> list[str]:
    """Societies to serve in, entered once."""
    from kejia.programmes.imports.access import BY_PAGE  # inner import: after the set-up
    from kejia.register.importing.lists import judge_list  # inner import: after the set-up
    from kejia.register.importing.rows import OrganisationRow  # inner import: after the set-up
    from kejia.register.importing.writing import write_list  # inner import: after the set-up
    from kejia.register.kinds import OrganisationKind  # inner import: after the set-up

    names = [f"某省第{n}学会" for n in range(SOCIETIES)]
    judgement = judge_list(
        [OrganisationRow(n, name, OrganisationKind.SOCIETY) for n, name in enumerate(names)]
    )
    if judgement.draft.size:
        write_list(judgement, title="bench", by=BY_PAGE, details={})
    return names


def book(kind: str, rows: int, societies: list[str]) -> bytes:
    """Invented people with good numbers."""
    import io  # inner import: beside the others

    import xlsxwriter  # type: ignore[import-untyped]  # inner import: after the set-up

    from kejia.plain.identifiers import check_character  # inner import: after the set-up

    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"constant_memory": True, "in_memory": True})
    page = made.add_worksheet("名单")
    page.write_row(0, 0, PEOPLE if kind == "people" else APPOINTMENTS)
    for n in range(rows):
        year, month, day = 1950 + n % 50, 1 + n // 50 % 12, 1 + n // 600 % 28
        seventeen = f"370102{year}{month:02d}{day:02d}{n // 16_800 * 2 + 1:03d}"
        name = f"张{chr(0x4E00 + n % 500)}{chr(0x5000 + n // 500)}"
        cells = [
            name,
            "男",
            "汉族",
            f"{year}.{month:02d}",
            seventeen + check_character(seventeen),
            f"某单位{n % 3_000}",
        ]
        if kind == "people":
            cells += ["科员", "群众", "工程师"]
        else:
            cells += [societies[n % len(societies)], "理事", "2020-07-01"]
        page.write_row(n + 1, 0, cells)
    made.close()
    return content.getvalue()


if __name__ == "__main__":
    sys.exit(main())
