"""Reads one folder of `law/` into a Law, and refuses a norm it does not understand, naming file and norm."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kejia.norms.kinds import Body, Level, Mark, Modality
from kejia.norms.unit_norms import read_unit_norm
from kejia.norms.units import ClauseNorm, UnitNorm
from kejia.norms.vocabulary import (
    AgedAtMost,
    AtLeast,
    AtMost,
    Attribute,
    CoversAll,
    Falls,
    Line,
    Marked,
    MoreThan,
)
from kejia.plain.shares import read_fraction
from kejia.plain.text import Text

FILES = ("law", "clauses", "norms")
LAW_FOLDER = Path(__file__).resolve().parents[2] / "law"
PLAN = "shandong-2017"


NOTHING = Text("", "")
LINE_OF_A_TERM = Text("届次要求", "line of the term")


class UnusableLaw(Exception):
    """A law folder cannot be read; the message names the file, the norm and what is wrong."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the document: its words, and what keeps it."""

    id: str
    text: str
    kinds: tuple[str, ...] = ()
    where: str = ""
    kept_by: Text = NOTHING
    norms: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it is an article's heading (4.0), not a clause."""
        return self.id.endswith(".0")


@dataclass(frozen=True, slots=True)
class Norm:
    """A rule about people in a body; `versions` are its lines by date, None for repealed."""

    id: str
    clause: str
    quote: str
    name: Text
    body: Body
    level: Level
    measure: str
    attribute: Attribute
    modality: Modality
    versions: tuple[tuple[date, Line | None], ...]
    reading: Text | None

    @property
    def cited(self) -> Text:
        """The clause it is of; a line of a term that names none is called so."""
        return Text(self.clause, self.clause) if self.clause else LINE_OF_A_TERM

    def version_on(self, on: date) -> tuple[date, Line] | None:
        """The line in force on a day, with the day it took force; None before the first and after repeal."""
        found = None
        for since, line in self.versions:
            if since <= on:
                found = (since, line)
        return None if found is None or found[1] is None else (found[0], found[1])


@dataclass(frozen=True, slots=True)
class Law:
    """One document in force: its clauses and its norms."""

    id: str
    title: Text
    published: date
    since: date
    since_why: Text
    sections: tuple[Mapping[str, Any], ...]
    clauses: tuple[Clause, ...]
    norms: tuple[Norm, ...]
    """The rules about people in bodies, which a roster can be judged by."""
    unit_norms: tuple[UnitNorm | ClauseNorm, ...] = ()
    """The rules about organisations, officials' posts and other clauses, which only the register can answer."""

    @property
    def all_norms(self) -> tuple[Norm | UnitNorm | ClauseNorm, ...]:
        """Both."""
        return (*self.norms, *self.unit_norms)

    def norms_of(self, body: Body, level: Level) -> tuple[Norm, ...]:
        """The norms that address a body of a level."""
        return tuple(n for n in self.norms if n.body is body and n.level in (level, Level.ANY))

    def get_norm(self, norm_id: str) -> Norm:
        """The norm of an id; raises KeyError."""
        return {n.id: n for n in self.norms}[norm_id]


def load_law(folder: Path | None = None) -> Law:
    """The law of a folder (law.yaml, clauses.yaml, norms.yaml); the Shandong plan by default. Raises UnusableLaw."""
    folder = folder or LAW_FOLDER / PLAN
    return read_law(read_documents(folder), where=str(folder))


def read_documents(folder: Path) -> dict[str, Any]:
    """The folder's files as plain values, so that they can be compiled to one JSON. Raises UnusableLaw."""
    import yaml  # inner import: there is none under Pyodide, where the compiled JSON is read

    documents = {}
    for name in FILES:
        path = folder / f"{name}.yaml"
        try:
            text = path.read_text(encoding="utf-8")
            documents[name] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
        except FileNotFoundError:
            if name == "clauses":
                documents[name] = {"clauses": []}
                continue
            raise UnusableLaw(f"{folder}: no {name}.yaml") from None
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise UnusableLaw(f"{path}: {error}") from error
    return documents


def compiled(folder: Path) -> str:
    """The folder as one JSON text, for readers without YAML."""
    return json.dumps(_plain(read_documents(folder)), ensure_ascii=False)


def read_law(documents: Mapping[str, Any], *, where: str = "law") -> Law:
    """A Law from its documents as plain values. Raises UnusableLaw."""
    try:
        head = documents["law"]
        since = _date(head["in_force"]["since"])
        rows = documents["norms"]["norms"]
        return Law(
            id=head["id"],
            title=_text(head["title"]),
            published=_date(head["published"]),
            since=since,
            since_why=_text(head["in_force"]["why"]),
            sections=tuple(documents["clauses"].get("sections", ())),
            clauses=tuple(_clause(row) for row in documents["clauses"]["clauses"]),
            norms=tuple(_norm(row, where) for row in rows if "over" not in row),
            unit_norms=tuple(_unit_norm(row, where) for row in rows if "over" in row),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UnusableLaw(f"{where}: missing or misplaced {error}") from error


def _norm(row: Mapping[str, Any], where: str) -> Norm:
    try:
        measure = next(m for m in ("share", "count") if m in row)
        versions = tuple((_date(k), _line(v)) for k, v in row["since"].items())
        reading = row.get("reading")
        return Norm(
            id=row["id"],
            clause=str(row["clause"]),
            quote=row["quote"],
            name=_text(row["name"]),
            body=Body(row["of"]),
            level=Level(row.get("level", "any")),
            measure=measure,
            attribute=_attribute(row[measure]),
            modality=Modality(row["modality"]),
            versions=tuple(sorted(versions, key=lambda v: v[0])),
            reading=_text(reading) if reading else None,
        )
    except (KeyError, ValueError, TypeError, StopIteration, ZeroDivisionError) as error:
        raise UnusableLaw(f"{where}: norm {row.get('id', row)}: {error!r}") from error


def _unit_norm(row: Mapping[str, Any], where: str) -> UnitNorm | ClauseNorm:
    try:
        return read_unit_norm(row)
    except (KeyError, ValueError, TypeError, ZeroDivisionError) as error:
        raise UnusableLaw(f"{where}: norm {row.get('id', row)}: {error!r}") from error


def _attribute(written: object) -> Attribute:
    if isinstance(written, str):
        return Marked((Mark(written),))
    if isinstance(written, Mapping) and len(written) == 1:
        if "workers_who_are" in written:
            return Marked((Mark(written["workers_who_are"]),), workers_only=True)
        if "any_of" in written:
            return Marked(tuple(Mark(m) for m in written["any_of"]))
        if "aged_at_most" in written:
            age = written["aged_at_most"]
            return AgedAtMost(None if age == "young_middle_aged_age" else int(age))
    raise ValueError(f"no attribute is written {written!r}")


def _line(written: Mapping[str, Any] | None) -> Line | None:
    if written is None:
        return None
    (word, value), *more = written.items()
    if more:
        raise ValueError(f"one line, not {written!r}")
    if word in _LINES:
        return _LINES[word](read_fraction(value))
    if value is True and word == "falls":
        return Falls()
    if value is True and word == "covers_all":
        return CoversAll()
    raise ValueError(f"no line is written {written!r}")


_LINES: dict[str, type[AtLeast] | type[AtMost] | type[MoreThan]] = {
    "at_least": AtLeast,
    "at_most": AtMost,
    "more_than": MoreThan,
}


def _clause(row: Mapping[str, Any]) -> Clause:
    return Clause(
        id=str(row["id"]),
        text=row["text"],
        kinds=tuple(row.get("kind", ())),
        where=row.get("where", ""),
        kept_by=_text(row["kept_by"]) if "kept_by" in row else NOTHING,
        norms=tuple(row.get("norms", ())),
    )


def _text(written: Mapping[str, str]) -> Text:
    return Text(written["zh"], written["en"])


def _date(written: object) -> date:
    return written if isinstance(written, date) else date.fromisoformat(str(written))


def _plain(value: object) -> object:
    """The value with every date, also where it is a key, as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
