"""Organisations and officials' posts judged: every norm of a relation in one statement, on a day, as known at a moment."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import connection

from kejia.judging.clauses import Found, Subject
from kejia.norms.kinds import Outcome
from kejia.norms.unit_kinds import UNPLACED, Family
from kejia.norms.unit_sentences import say_unit
from kejia.norms.units import Reckoned, UnitNorm, UnitVerdict, judge_unit, read_reckoned, reckon_sql
from kejia.norms.vocabulary import AtMostCutOf, AtMostOfBaseline, Falls
from kejia.plain.text import Text
from kejia.register.facts import Parameters
from kejia.register.posts import posts_sql
from kejia.register.units import believed_sql, placed_sql, units_sql

NOT_ON_RECORD = Text("登记中没有“{name}”", "no {name} on record")
NO_POSTS = Text("没有登记任职人员", "nobody's post on record")


def _rows(text: str, on: date, known: datetime | None) -> list[tuple[object, ...]]:
    given: Parameters = {"on": on, "known": known}
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return list(cursor.fetchall())


def families(on: date, known: datetime | None) -> dict[str, list[int]]:
    """The organisations in being on a day, by family."""
    text = f"WITH {placed_sql(known=known is not None)}\nSELECT family, organisation FROM placed WHERE active = 1 ORDER BY 2"
    found: dict[str, list[int]] = {}
    for family, organisation in _rows(text, on, known):
        found.setdefault(str(family), []).append(int(str(organisation)))
    return found


def reckon(norms: Sequence[UnitNorm], on: date, known: datetime | None) -> list[tuple[UnitNorm, Reckoned]]:
    """What each norm in force on the day found of each organisation it may address; one statement a relation."""
    found: list[tuple[UnitNorm, Reckoned]] = []
    for relation, source in (("units", units_sql), ("posts", posts_sql)):
        asked = [n for n in norms if n.relation == relation and n.version_on(on) is not None]
        if asked:
            rows = _rows(source(known=known is not None) + reckon_sql(asked, on), on, known)
            found += [(asked[place], reckoned) for place, reckoned in read_reckoned(rows)]
    return found


def judge_units(
    norms: Sequence[UnitNorm], on: date, known: datetime | None, placed: dict[str, list[int]]
) -> Iterator[Found]:
    """The findings of all norms about organisations and posts; what is wanted and not on record cannot be told."""
    seen: dict[str, set[int]] = {norm.id: set() for norm in norms}
    documents = baseline_documents(on, known)
    for norm, reckoned in reckon(norms, on, known):
        seen[norm.id].add(reckoned.organisation)
        verdict = judge_unit(norm, on, reckoned)
        if verdict is not None:
            said = _by_document(say_unit(norm, verdict), norm, verdict, documents)
            yield Found(norm.id, Subject(reckoned.organisation), verdict.outcome, said)
    for norm in norms:
        if norm.version_on(on) is None:
            continue
        if norm.relation == "posts":
            societies = {*placed.get(Family.SOCIETY, ()), *placed.get(UNPLACED[Family.SOCIETY], ())}
            for organisation in sorted(societies - seen[norm.id]):
                yield Found(norm.id, Subject(organisation), Outcome.CANNOT_TELL, _unknown(NO_POSTS))
        if norm.named:
            yield from _missing(norm, seen[norm.id], on, known)


def baseline_documents(on: date, known: datetime | None) -> dict[tuple[int, str], str]:
    """The document of each baseline that holds on the day, by organisation and measure."""
    text = (
        "SELECT b.organisation_id, b.measure, b.document FROM register_baseline b"
        f" WHERE {believed_sql('b', known=known is not None)} AND b.valid @> %(on)s::date"
    )
    return {(int(str(row[0])), str(row[1])): str(row[2]) for row in _rows(text, on, known)}


def _by_document(
    said: Text, norm: UnitNorm, verdict: UnitVerdict, documents: dict[tuple[int, str], str]
) -> Text:
    """The sentence with the document of the baseline it rests on, where it rests on one."""
    line = verdict.line
    measure = line.number if isinstance(line, AtMostCutOf) else str(norm.measure)
    document = documents.get((verdict.reckoned.organisation, measure))
    if document is None or not isinstance(line, AtMostCutOf | AtMostOfBaseline | Falls):
        return said
    return Text(f"{said.zh}；基数依据：{document}", f"{said.en}; baseline by {document}")


def _missing(norm: UnitNorm, seen: set[int], on: date, known: datetime | None) -> Iterator[Found]:
    """The names a norm gives that no organisation on record bears."""
    names = _bare_names(seen, on, known)
    for name in norm.named:
        if not any(bare.endswith(name) for bare in names):
            yield Found(
                norm.id, Subject(name=name), Outcome.CANNOT_TELL, _unknown(NOT_ON_RECORD.filled(name=name))
            )


def _bare_names(organisations: set[int], on: date, known: datetime | None) -> list[str]:
    if not organisations:
        return []
    ids = ", ".join(str(organisation) for organisation in sorted(organisations))
    text = f"WITH {placed_sql(known=known is not None)}\nSELECT bare_name FROM placed WHERE organisation IN ({ids})"
    return [str(name) for (name,) in _rows(text, on, known)]


def _unknown(why: Text) -> Text:
    word = Outcome.CANNOT_TELL.text
    return Text(f"{word.zh}：{why.zh}", f"{word.en}: {why.en}")
