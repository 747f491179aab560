"""Which organisations a list names, by unified social credit code or by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from kejia.plain.text import Text
from kejia.register.importing import says
from kejia.register.importing.days import Days
from kejia.register.importing.rows import Judged


@dataclass(slots=True)
class KnownOrganisation:
    """What is believed today of one organisation."""

    id: int
    kind: str
    facts: dict[str, list[tuple[str, Days]]] = field(default_factory=dict)
    relations: dict[str, list[tuple[int, Days]]] = field(default_factory=dict)

    def values(self, kind: str) -> list[str]:
        """Every value believed of a kind."""
        return [value for value, _ in self.facts.get(kind, ())]


class Organisations:
    """Those of the register that bear one of some names or codes, read in a few statements."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_id: dict[int, KnownOrganisation] = {}
        self.by_word: dict[str, list[int]] = defaultdict(list)
        """Ids by name and by credit code."""
        self._load(sorted(set(names) - {""}))

    def add(self, organisation: KnownOrganisation, *words: str) -> None:
        """One more, such as a new one of the list itself."""
        self.by_id[organisation.id] = organisation
        for word in filter(None, words):
            if organisation.id not in self.by_word[word]:
                self.by_word[word].append(organisation.id)

    def one(self, word: str, judged: Judged) -> int | None:
        """The one organisation of a name or code; None where the row was refused for it."""
        found = self.by_word.get(word, [])
        if len(found) == 1:
            return found[0]
        why: Text = says.SEVERAL_ORGANISATIONS if found else says.NO_ORGANISATION
        ids = "、".join(str(id) for id in found[:5])
        judged.refuse(why.filled(name=word, count=len(found), ids=ids))
        return None

    def name_of(self, id: int) -> str:
        """A name of an organisation, for sentences."""
        return next(iter(self.by_id[id].values("name")), str(id)) if id in self.by_id else str(id)

    def _load(self, words: list[str]) -> None:
        if not words:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT o.id, o.kind FROM register_organisationfact f"
                " JOIN register_organisation o ON o.id = f.organisation_id"
                " WHERE f.kind IN ('name', 'credit_code') AND upper_inf(f.known) AND f.value = ANY(%s)",
                [words],
            )
            self.by_id = {id: KnownOrganisation(id, kind) for id, kind in cursor.fetchall()}
            ids = list(self.by_id)
            cursor.execute(
                "SELECT organisation_id, kind, value, lower(valid), upper(valid)"
                " FROM register_organisationfact WHERE upper_inf(known) AND organisation_id = ANY(%s)",
                [ids],
            )
            for id, kind, value, since, until in cursor.fetchall():
                self.by_id[id].facts.setdefault(kind, []).append((value, Days(since, until)))
                if kind in ("name", "credit_code"):
                    self.add(self.by_id[id], value)
            cursor.execute(
                "SELECT organisation_id, kind, other_id, lower(valid), upper(valid)"
                " FROM register_organisationrelation WHERE upper_inf(known) AND organisation_id = ANY(%s)",
                [ids],
            )
            for id, kind, other, since, until in cursor.fetchall():
                self.by_id[id].relations.setdefault(kind, []).append((other, Days(since, until)))
