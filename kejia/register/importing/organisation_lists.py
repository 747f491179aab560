"""A list of organisations: each row's organisation, what is said of it, and those it stands under."""

from collections.abc import Iterator, Sequence

from kejia.plain.text import Text
from kejia.register.importing import says
from kejia.register.importing.days import Days
from kejia.register.importing.draft import Draft
from kejia.register.importing.organisations import KnownOrganisation, Organisations
from kejia.register.importing.rows import Judged, OrganisationRow
from kejia.register.kinds import OrganisationFactKind, OrganisationKind, RelationKind
from kejia.register.models import OrganisationFact, OrganisationRelation


def draft_organisations(rows: Sequence[OrganisationRow], draft: Draft) -> Iterator[Judged]:
    """Judge and draft a list of organisations; rows may name organisations of other rows."""
    above = {word for row in rows for word in (row.part_of, row.supervised_by, row.hosted_by)}
    known = Organisations({row.name for row in rows} | {row.credit_code for row in rows} | above)
    lines: dict[int, int] = {}
    ids: list[tuple[int | None, Judged]] = []
    for row in rows:
        judged = Judged(row.line, row.name)
        id = _settle(row, known, draft, judged)
        if id is not None and id in lines:
            judged.refuse(says.TWICE_ORGANISATION.filled(line=lines[id]))
        elif id is not None:
            lines[id] = row.line
            _state(known.by_id[id], row, draft, judged)
        ids.append((id, judged))
    for row, (id, judged) in zip(rows, ids, strict=True):
        if id is not None and not judged.says_refused:
            _relate(known, known.by_id[id], row, draft, judged)
        yield judged


def _settle(row: OrganisationRow, known: Organisations, draft: Draft, judged: Judged) -> int | None:
    """The organisation of a row: by credit code, else by name and division, else a new one."""
    by_code = known.by_word.get(row.credit_code, []) if row.credit_code else []
    namesakes = [
        known.by_id[id]
        for id in known.by_word.get(row.name, ())
        if row.name in known.by_id[id].values("name")
    ]
    found = [known.by_id[id] for id in by_code]
    if not found:
        found = [each for each in namesakes if _may_be(each, row)]
    if len(found) > 1:
        ids = "、".join(str(each.id) for each in found[:5])
        judged.refuse(says.SEVERAL_ORGANISATIONS.filled(name=row.name, count=len(found), ids=ids))
        return None
    if found:
        if found[0].kind != row.kind:
            held = OrganisationKind[found[0].kind.upper()].text
            judged.refuse(says.OTHER_KIND.filled(id=found[0].id, held=held, given=row.kind.text))
            return None
        return found[0].id
    if namesakes:
        ids = "、".join(str(each.id) for each in namesakes[:5] if each.id > 0)
        if ids:
            judged.says.append(says.PERHAPS_ORGANISATION.filled(ids=ids))
    judged.is_new()
    new = KnownOrganisation(draft.new_organisation(row.kind), row.kind)
    known.add(new, row.name, row.credit_code)
    return new.id


def _may_be(each: KnownOrganisation, row: OrganisationRow) -> bool:
    """Whether a namesake may be the row's organisation: no other division, no other code."""
    divisions, codes = each.values("division"), each.values("credit_code")
    return (not row.division or not divisions or row.division in divisions) and (
        not row.credit_code or not codes or row.credit_code in codes
    )


def _state(known: KnownOrganisation, row: OrganisationRow, draft: Draft, judged: Judged) -> None:
    days = Days(row.since)
    said: list[tuple[OrganisationFactKind, str]] = [
        (OrganisationFactKind.NAME, row.name),
        (OrganisationFactKind.SHORT_NAME, row.short_name),
        (OrganisationFactKind.LEVEL, str(row.level or "")),
        (OrganisationFactKind.DIVISION, row.division),
        (OrganisationFactKind.CREDIT_CODE, row.credit_code),
        (OrganisationFactKind.DISCIPLINE, row.discipline),
        (OrganisationFactKind.INDUSTRY, row.industry),
    ]
    for kind, value in said:
        held = known.facts.setdefault(kind.value, [])
        met = next((other for other, theirs in held if theirs.meets(days)), None)
        if not value or met == value:
            continue
        if met is not None:
            judged.refuse(says.DIFFERS.filled(what=kind.text, held=met, given=value))
            continue
        held.append((value, days))
        draft.add(OrganisationFact, known.id, kind.value, value, days.range, row.paper)
        judged.adds()


def _relate(
    known: Organisations, here: KnownOrganisation, row: OrganisationRow, draft: Draft, judged: Judged
) -> None:
    days = Days(row.since)
    named = (
        (RelationKind.PART_OF, row.part_of),
        (RelationKind.SUPERVISED_BY, row.supervised_by),
        (RelationKind.HOSTED_BY, row.hosted_by),
    )
    for kind, word in named:
        other = known.one(word, judged) if word else None
        if other is None:
            continue
        if other == here.id:
            judged.refuse(says.ITSELF)
            continue
        held = here.relations.setdefault(kind.value, [])
        met = [each for each, theirs in held if theirs.meets(days)]
        if other in met:
            continue
        if met and kind is not RelationKind.HOSTED_BY:
            names: dict[str, Text | str] = {"held": known.name_of(met[0]), "given": word}
            judged.refuse(says.DIFFERS.filled(what=kind.text, **names))
            continue
        held.append((other, days))
        draft.add(OrganisationRelation, here.id, kind.value, other, days.range, row.paper)
        judged.adds()
