"""The facts that stood in the way when the database refused one: whose days it met, by the constraint that refused."""

from django.contrib.postgres.constraints import ExclusionConstraint

from kejia.register.access import may_read, require
from kejia.register.models import BELIEVED, Fact
from kejia.trail.actor import Actor

SHOWN = 5


def rivals_of(fact: Fact, constraint: str, *, by: Actor, instead_of: int | None = None) -> list[Fact]:
    """Up to five believed facts that a refused one meets; `instead_of` is the fact it was to replace."""
    require(may_read(by))
    model = type(fact)
    for each in model._meta.constraints:
        if isinstance(each, ExclusionConstraint) and each.name == constraint:
            columns = [name for name, _ in each.expressions if isinstance(name, str) and name != "valid"]
            alike = {name: getattr(fact, name) for name in columns}
            met = model._default_manager.filter(BELIEVED, valid__overlap=fact.valid, **alike)
            if each.condition is not None:
                met = met.filter(each.condition)
            return list(met.exclude(pk=instead_of).order_by("valid", "pk")[:SHOWN])
    return []
