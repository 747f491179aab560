"""Who of the register the people of a list are: by the number of a document, else by name, birth and employer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from kejia.register.importing.days import Days
from kejia.register.importing.rows import FirstLast, PersonPart
from kejia.register.sealing import digests_of

Document = tuple[str, str]
"""Kind and lasting part of a number."""


@dataclass(slots=True)
class Known:
    """What is believed today of one person, as far as lists speak of it."""

    id: int
    facts: dict[str, list[tuple[str, FirstLast | None, Days]]] = field(default_factory=dict)
    employers: list[tuple[str, int | None, str, Days]] = field(default_factory=list)
    """Unit, organisation, position, days."""
    documents: dict[str, bytes] = field(default_factory=dict)

    @property
    def births(self) -> list[FirstLast]:
        """Every birth believed."""
        return [days for _, days, _ in self.facts.get("birth", ()) if days is not None]

    def works_at(self, unit: str, organisations: Iterable[int]) -> bool:
        """Whether the person works, or worked, at a unit of this name."""
        ids = set(organisations)
        return any(name == unit or (id is not None and id in ids) for name, id, _, _ in self.employers)

    def was_born(self, birth: FirstLast) -> bool:
        """Whether a birth may be this person's."""
        return any(births_agree(birth, each) for each in self.births)


def births_agree(a: FirstLast, b: FirstLast) -> bool:
    """Whether two births may be the same day."""
    return a[0] <= b[1] and b[0] <= a[1]


def document_of(part: PersonPart) -> Document | None:
    """The number by which a person is found again."""
    read = part.document
    return None if read is None or read.kind is None else (str(read.kind), read.lasting)


class People:
    """Those of the register whom a list may mean, read in a few statements."""

    def __init__(self, parts: Sequence[PersonPart], organisations: dict[str, list[int]]) -> None:
        self._organisations = organisations
        self.digests = {each: digests_of(each[1]) for part in parts if (each := document_of(part))}
        self.by_id: dict[int, Known] = {}
        self._by_document: dict[tuple[str, bytes], int] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._load(sorted({part.name for part in parts}))

    def with_document(self, part: PersonPart) -> Known | None:
        """Who has this number."""
        document = document_of(part)
        if document is None:
            return None
        for digest in self.digests[document]:
            if (id := self._by_document.get((document[0], digest))) is not None:
                return self.by_id[id]
        return None

    def named(self, part: PersonPart) -> list[Known]:
        """Those of this name whom birth and employer do not rule out, as far as the list gives them."""
        found = [self.by_id[id] for id in self._by_name.get(part.name, ())]
        employers = self._organisations.get(part.unit, ())
        return [
            known
            for known in found
            if (part.birth is None or known.was_born(part.birth))
            and (not part.unit or known.works_at(part.unit, employers))
        ]

    def born_alike(self, part: PersonPart) -> list[Known]:
        """Those of this name and birth, wherever they work."""
        found = [self.by_id[id] for id in self._by_name.get(part.name, ())]
        return [known for known in found if part.birth is not None and known.was_born(part.birth)]

    def has_other_document(self, known: Known, part: PersonPart) -> bool:
        """Whether the person is registered with another number of this kind."""
        document = document_of(part)
        held = None if document is None else known.documents.get(document[0])
        return held is not None and document is not None and held not in self.digests[document]

    def _load(self, names: list[str]) -> None:
        digests = [digest for each in self.digests.values() for digest in each]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT person_id FROM register_identitydocument"
                " WHERE upper_inf(known) AND digest = ANY(%s) UNION"
                " SELECT person_id FROM register_personfact"
                " WHERE kind = 'name' AND upper_inf(known) AND value = ANY(%s)",
                [digests, names],
            )
            ids = [id for (id,) in cursor.fetchall()]
            if not ids:
                return
            self.by_id = {id: Known(id) for id in ids}
            cursor.execute(
                "SELECT person_id, kind, value, low, high, lower(valid), upper(valid) FROM register_personfact"
                " WHERE upper_inf(known) AND person_id = ANY(%s)",
                [ids],
            )
            for id, kind, value, low, high, since, until in cursor.fetchall():
                birth = None if low is None or high is None else (low, high)
                self.by_id[id].facts.setdefault(kind, []).append((value, birth, Days(since, until)))
                if kind == "name" and id not in self._by_name[value]:
                    self._by_name[value].append(id)
            cursor.execute(
                "SELECT person_id, unit, organisation_id, position, lower(valid), upper(valid)"
                " FROM register_employment WHERE upper_inf(known) AND person_id = ANY(%s)",
                [ids],
            )
            for id, unit, organisation, position, since, until in cursor.fetchall():
                self.by_id[id].employers.append((unit, organisation, position, Days(since, until)))
            cursor.execute(
                "SELECT person_id, kind, digest FROM register_identitydocument"
                " WHERE upper_inf(known) AND person_id = ANY(%s) AND digest IS NOT NULL",
                [ids],
            )
            for id, kind, digest in cursor.fetchall():
                self.by_id[id].documents[kind] = bytes(digest)
                self._by_document[kind, bytes(digest)] = id
