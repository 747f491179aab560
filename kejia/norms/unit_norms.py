"""Reads the norms of `norms.yaml` that are about organisations, officials' posts or other clauses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kejia.norms.kinds import Modality
from kejia.norms.unit_kinds import NUMBERS_WITH_BASELINE, Family, PostMark, UnitMark, UnitNumber
from kejia.norms.units import ClauseNorm, Measure, UnitNorm
from kejia.norms.vocabulary import (
    AtLeast,
    AtMost,
    AtMostCutOf,
    AtMostOfBaseline,
    Between,
    CoversAll,
    Falls,
    UnitLine,
)
from kejia.plain.shares import read_fraction
from kejia.plain.text import Text

OVER = ("units", "posts", "clauses")


def read_unit_norm(row: Mapping[str, Any]) -> UnitNorm | ClauseNorm:
    """A norm with `over`. Raises KeyError, ValueError or TypeError for what the vocabulary does not hold."""
    if row["over"] == "clauses":
        (since,) = row["since"]
        return ClauseNorm(
            id=row["id"],
            clause=str(row["clause"]),
            quote=row["quote"],
            name=_text(row["name"]),
            all_of=tuple(str(clause) for clause in row["all_of"]),
            modality=Modality(row["modality"]),
            since=_date(since),
            reading=_text(row["reading"]) if "reading" in row else None,
        )
    of = [row["of"]] if isinstance(row["of"], str) else row["of"]
    measure = _measure(row)
    versions = tuple((_date(day), _line(line, measure)) for day, line in row["since"].items())
    named = tuple(row.get("named", ()))
    if any("'" in name for name in named):
        raise ValueError(f"no name holds a quotation mark: {named!r}")
    return UnitNorm(
        id=row["id"],
        clause=str(row["clause"]),
        quote=row["quote"],
        name=_text(row["name"]),
        of=tuple(Family(family) for family in of),
        measure=measure,
        modality=Modality(row["modality"]),
        versions=tuple(sorted(versions, key=lambda version: version[0])),
        reading=_text(row["reading"]) if "reading" in row else None,
        named=named,
        where=UnitMark(row["where"]) if "where" in row else None,
        once=UnitMark(row["once"]) if "once" in row else None,
    )


def _measure(row: Mapping[str, Any]) -> Measure:
    if row["over"] == "posts":
        return PostMark(row["mark"])
    if row["over"] != "units":
        raise ValueError(f"over is one of {', '.join(OVER)}, not {row['over']!r}")
    return UnitNumber(row["number"]) if "number" in row else UnitMark(row["mark"])


def _line(written: Mapping[str, Any] | None, measure: Measure) -> UnitLine | None:
    if written is None:
        return None
    ((word, value),) = written.items()
    if not isinstance(measure, UnitNumber):
        if word == "covers_all" and value is True:
            return CoversAll()
        raise ValueError(f"a mark is asked of all (covers_all: true), not {written!r}")
    if word in ("at_least", "at_most"):
        return (AtLeast if word == "at_least" else AtMost)(read_fraction(value))
    if word == "between":
        low, high = value
        return Between(int(low), int(high))
    if word == "at_most_cut_of":
        return AtMostCutOf(UnitNumber(value))
    if measure not in NUMBERS_WITH_BASELINE:
        raise ValueError(f"{measure} has no baseline")
    if word == "falls" and value is True:
        return Falls()
    if word == "at_most_baseline" and value is True:
        return AtMostOfBaseline()
    if word == "baseline_minus":
        return AtMostOfBaseline(minus=int(value))
    if word == "at_most_share_of_baseline":
        return AtMostOfBaseline(share=read_fraction(value))
    raise ValueError(f"no line is written {written!r}")


def _text(written: Mapping[str, str]) -> Text:
    return Text(written["zh"], written["en"])


def _date(written: object) -> date:
    return written if isinstance(written, date) else date.fromisoformat(str(written))
