"""The plan in force, as these pages need it."""

from functools import cache

from kejia.norms.law import Law, load_law


@cache
def law() -> Law:
    """The plan."""
    return load_law()


def clauses_about(body: str) -> list[str]:
    """The clauses whose norms judge people in bodies, those about this body first."""
    clauses = list(dict.fromkeys(norm.clause for norm in law().norms))
    own = {norm.clause for norm in law().norms if norm.body == body}
    return sorted(clauses, key=lambda clause: (clause not in own, [int(part) for part in clause.split(".")]))
