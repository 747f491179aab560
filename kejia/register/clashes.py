"""Where two records that are to be merged speak of the same days: found set-based, from the tables' own constraints.

Whatever two rows the database would refuse beside each other, once the one's keys lead where the other's do, is a
clash. If they say the same, the one that stays stands; if not, it is a conflict and somebody chooses.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ForeignKey, Model

from kejia.register.models import Fact, Identity, Organisation, Person, Post

Keys = Mapping[type[Identity], tuple[Sequence[int], Sequence[int]]]
"""Which ids become which: of the record itself, and of an organisation's posts."""
PROVENANCE = {"recorded_by", "acted_as", "reason", "document", "document_date", "batch_id"}
TIMES = {"id", "valid", "known"}
NEVER_TWICE_THE_SAME = {"sealed"}
"""Sealed with a nonce of its own each time; the digest beside it tells whether two are the same."""
ONE_HOLDING = {
    "appointment_once",
    "membership_person_once",
    "membership_organisation_once",
    "employment_once",
    "post_approval_once",
}
"""Two rows refused by these speak of one and the same holding, so that its days and its paper are part of what is said."""
BLANK_IS_A_VALUE = {"employment_once": {"organisation_id"}}
"""Columns whose null means the same in both rows: a unit that the register does not hold."""


class Clash(NamedTuple):
    """A fact of the record that leaves and one of the record that stays, on some days."""

    table: str
    leaving: int
    staying: int
    days: DateRange
    same: bool
    one_holding: bool

    @property
    def key(self) -> str:
        """What a choice names it by."""
        return f"{self.table}:{self.leaving}:{self.staying}"


def fact_models() -> list[type[Fact]]:
    """All kinds of facts; seats last, since they must suffice for the appointments that come with them."""
    return sorted(Fact.__subclasses__(), key=lambda model: (model.__name__ == "Seats", model._meta.db_table))


def named_by(model: type[Fact], keys: Keys) -> dict[str, type[Identity]]:
    """The columns of a kind of fact that may name what is merged."""
    named: dict[str, type[Identity]] = {}
    for field in model._meta.concrete_fields:
        target = field.related_model if isinstance(field, ForeignKey) else None
        for sort in keys:
            if sort is target:
                named[field.attname] = sort
    return named


def parameters(keys: Keys) -> dict[str, Any]:  # Any: what a cursor takes
    """What the SQL of this module takes."""
    return {
        f"{sort.__name__.lower()}_{end}": list(ids)
        for sort, both in keys.items()
        for end, ids in zip(("old", "new"), both, strict=True)
    }


def moved(alias: str, column: str, sort: type[Identity]) -> str:
    """SQL of a column as it will be."""
    old, new = (f"%({sort.__name__.lower()}_{end})s::bigint[]" for end in ("old", "new"))
    return f"coalesce(({new})[array_position({old}, {alias}.{column})], {alias}.{column})"


def leaves(alias: str, named: Mapping[str, type[Identity]], end: str = "old") -> str:
    """SQL: whether a row names one that leaves (with `new`: one that stays)."""
    tests = [
        f"{alias}.{column} = ANY(%({sort.__name__.lower()}_{end})s::bigint[])"
        for column, sort in named.items()
    ]
    return f"({' OR '.join(tests)})"


def speaks_of_itself(alias: str, named: Mapping[str, type[Identity]]) -> str:
    """SQL: whether a row would relate the record that stays to itself."""
    columns = list(named.items())
    tests = [
        f"{moved(alias, one, sort)} = {moved(alias, other, sort)}"
        for place, (one, sort) in enumerate(columns)
        for other, its_sort in columns[place + 1 :]
        if its_sort is sort
    ]
    return f"coalesce({' OR '.join(tests)}, false)" if tests else "false"


def find_clashes(keys: Keys) -> list[Clash]:
    """All clashes, each pair once."""
    found: dict[str, Clash] = {}
    for model in fact_models():
        named = named_by(model, keys)
        for constraint in model._meta.constraints:
            if isinstance(constraint, ExclusionConstraint) and set(named) & set(_columns(constraint, model)):
                for clash in _clashes(model, named, constraint, keys):
                    other = found.get(clash.key)
                    found[clash.key] = clash if other is None or clash.one_holding else other
    return list(found.values())


def values_of(model: type[Model], *, one_holding: bool) -> list[str]:
    """The columns that are what a fact says, apart from who said it and when it holds."""
    aside = TIMES | NEVER_TWICE_THE_SAME | PROVENANCE
    if one_holding:
        aside -= {"document", "document_date"}
    return [field.attname for field in model._meta.concrete_fields if field.attname not in aside]


def posts_of(leaving: Organisation, staying: Organisation) -> tuple[list[int], list[int | None]]:
    """Posts of one organisation that anything is believed of, and the like posts of the other (None: there is none)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH numbered AS (
              SELECT id, organisation_id, office, title, one_seat,
                row_number() OVER (PARTITION BY organisation_id, office, title, one_seat ORDER BY id) AS place
              FROM register_post p WHERE organisation_id IN (%(leaving)s, %(staying)s)
                AND (organisation_id = %(staying)s
                  OR EXISTS (SELECT 1 FROM register_appointment a WHERE a.post_id = p.id AND upper_inf(a.known))
                  OR EXISTS (SELECT 1 FROM register_seats s WHERE s.post_id = p.id AND upper_inf(s.known)))
            )
            SELECT f.id, g.id FROM numbered f
            LEFT JOIN numbered g ON g.organisation_id = %(staying)s AND g.office = f.office AND g.title = f.title
              AND g.one_seat = f.one_seat AND g.place = f.place
            WHERE f.organisation_id = %(leaving)s ORDER BY f.id
            """,
            {"leaving": leaving.pk, "staying": staying.pk},
        )
        pairs = cursor.fetchall()
    return [old for old, _ in pairs], [new for _, new in pairs]


def keys_between(leaving: Person | Organisation, staying: Person | Organisation) -> Keys:
    """Which ids would become which; posts without a like one clash with nothing and are left out."""
    if isinstance(leaving, Person) or isinstance(staying, Person):
        return {Person: ([leaving.pk], [staying.pk])}
    pairs = [(old, new) for old, new in zip(*posts_of(leaving, staying), strict=True) if new is not None]
    posts = ([old for old, _ in pairs], [new for _, new in pairs])
    return {Organisation: ([leaving.pk], [staying.pk]), Post: posts}


def _clashes(
    model: type[Fact], named: Mapping[str, type[Identity]], constraint: ExclusionConstraint, keys: Keys
) -> list[Clash]:
    table = model._meta.db_table
    blank = BLANK_IS_A_VALUE.get(constraint.name, set())

    def will_be(column: str) -> str:
        return moved("f", column, named[column]) if column in named else f"f.{column}"

    joined = " AND ".join(
        f"{will_be(column)} {'IS NOT DISTINCT FROM' if column in blank else '='} g.{column}"
        for column in _columns(constraint, model)
    )
    one_holding = constraint.name in ONE_HOLDING
    alike = [
        f"{will_be(column)} IS NOT DISTINCT FROM g.{column}"
        for column in values_of(model, one_holding=one_holding)
    ]
    if one_holding:
        alike.append("f.valid = g.valid")
    ids = _within(model, constraint)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.id, g.id, f.valid * g.valid, {' AND '.join(alike)} FROM {table} f"
            f" JOIN {table} g ON {joined} AND f.valid && g.valid"
            f" WHERE upper_inf(f.known) AND upper_inf(g.known) AND {leaves('f', named)}"
            f" AND NOT coalesce({leaves('g', named)}, false) AND NOT {speaks_of_itself('f', named)}"
            f" AND f.id IN ({ids}) AND g.id IN ({ids}) ORDER BY f.id, g.id",
            parameters(keys),
        )
        name = model._meta.model_name or ""
        return [
            Clash(name, leaving, staying, days, same, one_holding)
            for leaving, staying, days, same in cursor.fetchall()
        ]


def _columns(constraint: ExclusionConstraint, model: type[Fact]) -> list[str]:
    names = [expression for expression, _ in constraint.expressions if expression != "valid"]
    return [field.attname for field in model._meta.concrete_fields if field.name in names]


def _within(model: type[Fact], constraint: ExclusionConstraint) -> str:
    """SELECT of the ids that a constraint speaks of; its condition holds no value from outside."""
    sql, params = model._default_manager.filter(constraint.condition).values("pk").query.sql_with_params()
    assert isinstance(connection.ops, DatabaseOperations)
    composed: str = connection.ops.compose_sql(sql, params)
    return composed.replace("%", "%%")
