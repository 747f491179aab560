"""Marks on people as lists bring them: compared with those believed today, drafted where they are new."""

from collections.abc import Iterable

from kejia.register.importing import says
from kejia.register.importing.days import Days
from kejia.register.importing.draft import Draft
from kejia.register.importing.rows import Judged, StandingRow
from kejia.register.models import Standing

Marks = dict[tuple[int, str], list[tuple[bool, str, Days]]]
"""By person and mark: yes or no, value, days."""


def marks_of(people: Iterable[int]) -> Marks:
    """What is believed today of people's marks."""
    held: Marks = {}
    found = Standing.objects.filter(person__in=list(people), known__upper_inf=True)
    for person, mark, holds, value, valid in found.values_list("person", "mark", "holds", "value", "valid"):
        held.setdefault((person, mark), []).append((holds, value, Days(valid.lower, valid.upper)))
    return held


def mark_person(row: StandingRow, id: int, held: Marks, draft: Draft, judged: Judged) -> None:
    """Draft a mark on a person; the row is refused where another is believed of some of these days."""
    theirs_too = held.setdefault((id, row.mark.value), [])
    days = Days(row.since, row.until)
    if days.since and days.until and days.until <= days.since:
        judged.refuse(says.ENDS_BEFORE)
        return
    met = next(((holds, value) for holds, value, theirs in theirs_too if theirs.meets(days)), None)
    if met is not None:
        if met != (row.holds, row.value):
            given, other = (("是" if h else "否") + v for h, v in ((row.holds, row.value), met))
            judged.refuse(says.DIFFERS.filled(what=row.mark.text, held=other, given=given))
        return
    theirs_too.append((row.holds, row.value, days))
    draft.add(
        Standing,
        *(id, row.mark.value, row.holds, row.value, row.basis, row.certified_by, row.paper),
        *(days.range, row.paper),
    )
    judged.adds()
