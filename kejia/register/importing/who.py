"""Settles for each row of a list who is meant: somebody known, somebody of an earlier row, or somebody new."""

from collections.abc import Sequence

from kejia.plain.days import shown_day
from kejia.register.identifying import sealed_number
from kejia.register.importing import says
from kejia.register.importing.days import ALWAYS, Days
from kejia.register.importing.draft import Draft
from kejia.register.importing.people import Document, Known, People, births_agree, document_of
from kejia.register.importing.rows import FirstLast, Judged, PersonPart
from kejia.register.kinds import PersonFactKind
from kejia.register.models import Employment, IdentityDocument, PersonFact

SHOWN_IDS = 5


class Who:
    """The people of one list, as they are settled row by row."""

    def __init__(
        self, parts: Sequence[PersonPart], draft: Draft, organisations: dict[str, list[int]]
    ) -> None:
        self.people = People(parts, organisations)
        self._draft = draft
        self._organisations = organisations
        self._lines: dict[int, int] = {}
        """The row in which a person was first named."""
        self._by_document: dict[Document, int] = {}
        self._by_name: dict[tuple[str, str], list[tuple[int, FirstLast | None]]] = {}

    def first_line(self, person: int) -> int | None:
        """The row that named a person before."""
        return self._lines.get(person)

    def settle(self, part: PersonPart, judged: Judged, *, may_be_new: bool) -> int | None:
        """The person of a row, new ones with all that is said of them; None where the row was refused."""
        known = self._known(part, judged)
        if known is not None:
            self._remember(known.id, part, judged.line)
            return known.id
        if not judged.says_refused and (id := self._earlier(part)) is not None:
            return id
        if judged.says_refused:
            return None
        if part.document is None and part.birth is None and not part.unit:
            judged.refuse(says.NOT_ENOUGH)
            return None
        if not may_be_new:
            judged.refuse(says.NOBODY)
            return None
        if alike := self.people.born_alike(part):
            judged.says.append(says.PERHAPS.filled(ids=_ids(alike)))
        judged.is_new()
        id = self._draft.new_person()
        self._remember(id, part, judged.line)
        return id

    def state(self, id: int, part: PersonPart, judged: Judged, since: Days, paper: str) -> None:
        """Draft what the row says of a person beyond what is known; refuse the row where it differs."""
        known = self.people.by_id.get(id) or Known(id)
        said: list[tuple[PersonFactKind, str, Days]] = [
            (PersonFactKind.NAME, part.name, ALWAYS),
            (PersonFactKind.SEX, part.sex, ALWAYS),
            (PersonFactKind.ETHNIC_GROUP, part.ethnic_group, ALWAYS),
            (PersonFactKind.PARTY, part.party, since),
            (PersonFactKind.TITLE, part.title, since),
            (PersonFactKind.EDUCATION, part.education, since),
        ]
        for kind, value, days in said:
            if value and self._is_wanting(known, kind, value, None, days, judged):
                self._draft.add(PersonFact, id, kind.value, value, None, None, days.range, paper)
                judged.adds()
        if part.birth is not None:
            shown = _shown(part.birth)
            if self._is_wanting(known, PersonFactKind.BIRTH, shown, part.birth, ALWAYS, judged):
                self._draft.add(PersonFact, id, "birth", shown, *part.birth, ALWAYS.range, paper)
                judged.adds()
        self._state_document(known, part, judged)
        self._state_employment(known, part, judged, since, paper)
        if id not in self.people.by_id:
            self.people.by_id[id] = known

    def _state_document(self, known: Known, part: PersonPart, judged: Judged) -> None:
        read, document = part.document, document_of(part)
        if read is None or document is None or judged.says_refused:
            return
        if document[0] in known.documents:
            if self.people.has_other_document(known, part):
                judged.refuse(says.NUMBER_TAKEN)
            return
        kept = sealed_number(read)
        known.documents[document[0]] = kept["digest"]
        self._draft.add(
            IdentityDocument,
            known.id,
            str(kept["kind"]),
            kept["sealed"],
            kept["digest"],
            kept["masked"],
            ALWAYS.range,
        )
        judged.adds()

    def _state_employment(
        self, known: Known, part: PersonPart, judged: Judged, since: Days, paper: str
    ) -> None:
        if not part.unit:
            return
        found = self._organisations.get(part.unit, [])
        for unit, organisation, _, days in known.employers:
            if (unit == part.unit or organisation in found) and days.meets(since):
                return
        one = found[0] if len(found) == 1 else None
        known.employers.append((part.unit, one, part.position, since))
        self._draft.add(Employment, known.id, one, part.unit, part.position, since.range, paper)
        judged.adds()

    def _is_wanting(
        self,
        known: Known,
        kind: PersonFactKind,
        value: str,
        birth: FirstLast | None,
        days: Days,
        judged: Judged,
    ) -> bool:
        """Whether a fact is not known yet; the row is refused where another is."""
        held = known.facts.setdefault(kind.value, [])
        for other, other_birth, other_days in held:
            if not days.meets(other_days):
                continue
            same = births_agree(birth, other_birth) if birth and other_birth else value == other
            if not same:
                judged.refuse(
                    says.DIFFERS.filled(what=says.PERSON_FACTS[kind.value], held=other, given=value)
                )
            return False
        held.append((value, birth, days))
        return True

    def _known(self, part: PersonPart, judged: Judged) -> Known | None:
        """Whom of the register a row means, None where nobody, or the row was refused."""
        known = self.people.with_document(part)
        if known is not None:
            names = [value for value, _, _ in known.facts.get("name", ())]
            if names and part.name not in names:
                judged.refuse(says.OTHER_NAME.filled(id=known.id, held=names[0]))
                return None
            return known
        if part.birth is None and not part.unit:
            return None
        found = [each for each in self.people.named(part) if not self.people.has_other_document(each, part)]
        if len(found) > 1:
            judged.refuse(says.SEVERAL_PEOPLE.filled(count=len(found), ids=_ids(found)))
            return None
        return found[0] if found else None

    def _earlier(self, part: PersonPart) -> int | None:
        """The new person whom an earlier row of the list named."""
        document = document_of(part)
        if document is not None and document in self._by_document:
            return self._by_document[document]
        for id, birth in self._by_name.get((part.name, part.unit), ()):
            known = self.people.by_id.get(id)
            other = known is not None and document is not None and document[0] in known.documents
            if not other and (birth is None or part.birth is None or births_agree(birth, part.birth)):
                return id
        return None

    def _remember(self, id: int, part: PersonPart, line: int) -> None:
        if id in self._lines:
            return
        self._lines[id] = line
        if id > 0:
            return
        document = document_of(part)
        if document is not None:
            self._by_document[document] = id
        self._by_name.setdefault((part.name, part.unit), []).append((id, part.birth))


def _ids(people: Sequence[Known]) -> str:
    more = "…" if len(people) > SHOWN_IDS else ""
    return "、".join(str(each.id) for each in people[:SHOWN_IDS]) + more


def _shown(birth: FirstLast) -> str:
    first, last = birth
    if first == last:
        return shown_day(first)
    if first // 100 == last // 100:
        return shown_day(first)[:7]
    return (
        f"{shown_day(first)}/{shown_day(last)}" if first // 10_000 != last // 10_000 else str(first // 10_000)
    )
