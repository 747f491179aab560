"""Facts in words: what each column is called, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kejia.codes.disciplines import find_discipline
from kejia.codes.industries import find_industry
from kejia.codes.places import place_of
from kejia.plain.text import Text
from kejia.programmes.records.sorts import CLOSED, DIVIDED, VALUES, Sort, sort_of
from kejia.register import models
from kejia.register.authority.asking import POST
from kejia.register.clashes import values_of
from kejia.register.kinds import OrganisationFactKind
from kejia.register.models import Fact
from kejia.register.naming import (
    OrganisationName,
    PersonLine,
    PostName,
    organisations_by_id,
    people_by_id,
    posts_by_id,
)
from kejia.register.periods import shown
from kejia.trail.actor import Actor

COLUMNS: dict[str, Text] = {
    "addressee": Text("对象", "addressee"),
    "age": Text("年龄", "age"),
    "approved_by": Text("批准单位", "approved by"),
    "attribute": Text("要素", "attribute"),
    "basis": Text("认定依据", "basis"),
    "body": Text("机构", "body"),
    "capacity": Text("任职方式", "capacity"),
    "certified_by": Text("认定单位", "certified by"),
    "establishment": Text("占用编制", "headcount it draws on"),
    "evidence": Text("证明", "evidence"),
    "grade": Text("会员级别", "grade"),
    "holder_id": Text("原任职人", "holder"),
    "holds": Text("是否", "holds"),
    "kind": Text("种类", "kind"),
    "masked": Text("号码", "number"),
    "modality": Text("约束程度", "modality"),
    "matter": Text("事项", "matter"),
    "member_id": Text("单位会员", "member organisation"),
    "number": Text("数量", "number"),
    "organisation_id": Text("单位", "organisation"),
    "other_id": Text("对方单位", "the other organisation"),
    "paper": Text("证明材料", "paper"),
    "person_id": Text("人员", "person"),
    "position": Text("职务", "position"),
    "post_id": Text("岗位", "post"),
    "quote": Text("原文", "quote"),
    "relation": Text("比较", "relation"),
    "retired": Text("已退休", "retired"),
    "right": Text("职权", "right"),
    "scope": Text("范围", "scope"),
    "settings": Text("口径内容", "settings"),
    "term": Text("届次", "term"),
    "terms": Text("批准届数", "terms approved"),
    "unit": Text("单位名称", "unit by name"),
    "unpaid": Text("不取酬", "unpaid"),
    "valid": Text("起止", "days"),
    "value": Text("内容", "value"),
    "votes_for": Text("得票", "votes for"),
    "votes_of": Text("票数", "ballots"),
    "clause": Text("条款", "clause"),
    "document": Text("文号", "document"),
    "document_date": Text("发文日期", "date of the document"),
}
OWN_WORDS: dict[tuple[type[Fact], str], Text] = {
    (models.Standing, "value"): Text("职级或界别", "rank or sector"),
    (models.Employment, "organisation_id"): Text("登记簿里的单位", "organisation on record"),
}
NOT_SHOWN = {"low", "high", "digest", "one_seat"}
"""Columns that only serve counting and finding."""
LABELLED = {
    *(
        "basis",
        "certified_by",
        "paper",
        "evidence",
        "term",
        "votes_for",
        "votes_of",
        "terms",
        "unpaid",
        "retired",
    ),
    *("approved_by", "holder_id", "age"),
}
"""Columns whose words say little without what they are called."""
NOBODY = Text("（姓名未登记）", "(no name on record)")
NAMELESS = Text("（名称未登记）", "(no name on record)")


@dataclass(slots=True)
class Names:
    """What the people, organisations and posts that facts name are called; read in three statements at most."""

    people: dict[int, PersonLine] = field(default_factory=dict)
    organisations: dict[int, OrganisationName] = field(default_factory=dict)
    posts: dict[int, PostName] = field(default_factory=dict)

    def person(self, id: int) -> Text:
        """王丽（12号）."""
        found = self.people.get(id)
        name = Text(found.name, found.name) if found and found.name else NOBODY
        return Text("{name}（{id}号）", "{name} (no. {id})").filled(name=name, id=id)

    def organisation(self, id: int) -> Text:
        """An organisation's name."""
        found = self.organisations.get(id)
        if found and found.name:
            return Text(found.name, found.name)
        return Text("{id}号单位", "organisation no. {id}").filled(id=id)

    def acted_as(self, written: str) -> Text:
        """The post that an actor acted under, as it is kept with a fact."""
        found = POST.fullmatch(written)
        return self.post(int(found[1])) if found else Text(written, written)

    def post(self, id: int) -> Text:
        """Whose post it is, and which."""
        return self.posts[id].text if id in self.posts else Text(f"{id}号岗位", f"post no. {id}")


def names_for(facts: Iterable[Fact], *, by: Actor) -> Names:
    """The names that the words of these facts need."""
    wanted: dict[object, set[int]] = {models.Person: set(), models.Organisation: set(), models.Post: set()}
    for fact in facts:
        for each in fact._meta.concrete_fields:
            id = getattr(fact, each.attname)
            if each.is_relation and each.related_model in wanted and id is not None:
                wanted[each.related_model].add(id)
        if found := POST.fullmatch(fact.acted_as):
            wanted[models.Post].add(int(found[1]))
    return Names(
        people_by_id(wanted[models.Person], by=by),
        organisations_by_id(wanted[models.Organisation], by=by),
        posts_by_id(wanted[models.Post], by=by),
    )


def columns_of(model: type[Fact]) -> list[str]:
    """The columns that are what a fact says, for people."""
    aside = NOT_SHOWN | {DIVIDED.get(model, "")}
    return [column for column in values_of(model, one_holding=False) if column not in aside]


def column_text(model: type[Fact], column: str) -> Text:
    """What a column is called."""
    return OWN_WORDS.get((model, column)) or COLUMNS.get(column) or Text(column, column)


def word_of(fact: Fact, column: str, names: Names) -> Text:
    """What a column of a fact says; empty where it says nothing."""
    value: Any = getattr(fact, column)  # Any: the fact's own
    if value is None or value == "":
        return Text("", "")
    if column == "valid":
        return shown(value)
    if column in ("person_id", "holder_id"):
        return names.person(value)
    if column == "post_id":
        return names.post(value)
    if column in ("organisation_id", "other_id", "member_id"):
        return names.organisation(value)
    if (type(fact), column) in CLOSED:
        return CLOSED[type(fact), column].get(str(value), Text(str(value), str(value)))
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if column == "value":
        return value_text(sort_of(fact), str(value), fact)
    if isinstance(fact, models.Seats):
        return Text(f"{value} 席", f"{value} seats")
    if isinstance(value, dict):
        said = "；".join(f"{name}={each}" for name, each in sorted(value.items()))
        return Text(said, said)
    return Text(str(value), str(value))


def value_text(sort: Sort, value: str, fact: Fact) -> Text:
    """A value in words, with what a code names."""
    if sort.within in VALUES and value in VALUES[sort.within]:
        return VALUES[sort.within][value]
    place = None
    if sort.model is models.OrganisationFact:
        if sort.within == OrganisationFactKind.DIVISION and value[:6].isdigit() and len(value) >= 6:
            place = place_of(value[:6]).shown
        elif sort.within == OrganisationFactKind.DISCIPLINE and (discipline := find_discipline(value)):
            place = Text(discipline.name, discipline.name)
        elif sort.within == OrganisationFactKind.INDUSTRY and fact.valid.lower:
            industry = find_industry(value, fact.valid.lower)
            place = Text(industry.name, industry.name) if industry else None
    if place is None:
        return Text(value, value)
    return Text("{value}（{place}）", "{value} ({place})").filled(value=value, place=place)


def _in_one(fact: Fact, names: Names, aside: frozenset[str]) -> list[Text]:
    words = []
    for column in columns_of(type(fact)):
        if column not in aside:
            word = word_of(fact, column, names)
            label = column_text(type(fact), column)
            named = column in LABELLED and word.zh
            words.append(
                Text("{label}：{word}", "{label}: {word}").filled(label=label, word=word) if named else word
            )
    return words


def in_one(fact: Fact, names: Names, aside: frozenset[str] = frozenset()) -> Text:
    """What a fact says, in one line."""
    said = [word for word in _in_one(fact, names, aside) if word.zh] or [Text("（已清除）", "(erased)")]
    return Text("，".join(word.zh for word in said), ", ".join(word.en for word in said))
