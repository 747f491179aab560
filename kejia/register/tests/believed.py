"""Everything that is believed, now or at a moment, as plain values: for comparing before with after."""

from datetime import datetime

from kejia.register.clashes import PROVENANCE, fact_models


def believed(known: datetime | None = None) -> set[tuple[object, ...]]:
    """One tuple a fact: its kind, its days, and what it says of whom; ids of facts and who said them aside."""
    when = {"known__contains": known} if known else {"known__upper_inf": True}
    found: set[tuple[object, ...]] = set()
    for model in fact_models():
        names = [
            f.attname for f in model._meta.concrete_fields if f.attname not in {"id", "known"} | PROVENANCE
        ]
        for fact in model._default_manager.filter(**when):
            values = [getattr(fact, name) for name in names]
            plain = [bytes(each) if isinstance(each, memoryview) else repr(each) for each in values]
            found.add((model.__name__, *plain))
    return found
