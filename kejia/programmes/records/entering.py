"""The fields of a fact's form, from its model: how each column is typed, read, and shown again."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import models as columns
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kejia.codes.disciplines import find_discipline
from kejia.codes.divisions import find_division
from kejia.codes.industries import find_industry
from kejia.plain.ethnic_groups import find_ethnic_group
from kejia.plain.folding import folded
from kejia.plain.names import read_name
from kejia.plain.organisation_codes import read_organisation_code
from kejia.plain.text import Text
from kejia.programmes.records.sorts import CLOSED, VALUES, Sort
from kejia.programmes.records.wording import column_text, columns_of
from kejia.register import models
from kejia.register.cards import LARGEST_ID
from kejia.register.kinds import OrganisationFactKind, PersonFactKind
from kejia.register.models import Organisation, Person
from kejia.register.naming import PostName, organisations_by_id, people_by_id
from kejia.register.reads import find_organisation, find_organisations, find_people, find_person
from kejia.rosters.births import read_birth
from kejia.trail.actor import Actor
from kejia.wings.words import spoken

SHOWN = 5
NUMBERED = re.compile(r"(\d{1,18})(?: ?号.*)?", re.ASCII)
LEVELS = re.compile(r"\d{1,3}", re.ASCII)


class Words(forms.CharField):
    """Text as it is kept: width and spaces folded."""

    def clean(self, value: Any) -> Any:  # Any: Django's own
        """The folded text."""
        return super().clean(folded(value) if isinstance(value, str) and "\x00" not in value else value)


class Value(Words):
    """The value of a fact of some kind, read as its kind is written."""

    def __init__(self, kind: str, **more: Any) -> None:  # Any: a field's own
        super().__init__(**more)
        self.kind = kind

    def clean(self, value: Any) -> Any:  # Any: Django's own
        """The value in its normal form."""
        text = super().clean(value)
        if not text:
            return text
        read = READERS.get(self.kind)
        found = read(text) if read else text
        if isinstance(found, Text):
            raise forms.ValidationError(spoken(found))
        return found


def _ethnic_group(text: str) -> str | Text:
    return find_ethnic_group(text) or Text(
        "不是 56 个民族之一；请写全称，如“回族”", "none of the 56 groups; write it like 回族"
    )


def _day_or_interval(text: str) -> str | Text:
    read = read_birth(text)
    if read.days is None or read.problem is not None:
        return Text(
            "认不出日期；请写成 1975-03-09、1975-03 或 1975",
            "not a day; write it like 1975-03-09, 1975-03 or 1975",
        )
    return shown_interval(*read.days)


def shown_interval(first: int, last: int) -> str:
    """A day, month or year as the register writes it."""
    if first == last:
        return f"{first // 10_000:04d}-{first // 100 % 100:02d}-{first % 100:02d}"
    if first // 100 == last // 100:
        return f"{first // 10_000:04d}-{first // 100 % 100:02d}"
    return str(first // 10_000)


def interval_of(written: str) -> tuple[int, int] | None:
    """The first and last day of a day, month or year."""
    return read_birth(written).days


def _division(text: str) -> str | Text:
    if find_division(text) is None:
        return Text("不是行政区划代码（6 位，乡镇街道 9 位）", "no division code (6 digits, townships 9)")
    return text


def _credit_code(text: str) -> str | Text:
    read = read_organisation_code(text)
    return read if isinstance(read, Text) else read.code


def _discipline(text: str) -> str | Text:
    if find_discipline(text) is None:
        return Text("不是学科代码（GB/T 13745，如 460）", "no discipline code (GB/T 13745, like 460)")
    return text


def _industry(text: str) -> str | Text:
    if (
        find_industry(text.upper(), timezone.localdate()) is None
        and find_industry(text.upper(), date(2015, 1, 1)) is None
    ):
        return Text("不是行业代码（GB/T 4754，如 C35）", "no industry code (GB/T 4754, like C35)")
    return text.upper()


def _levels(text: str) -> str | Text:
    return text if LEVELS.fullmatch(text) else Text("请填整数", "write a whole number")


READERS = {
    PersonFactKind.NAME.value: lambda text: read_name(text).name or text,
    PersonFactKind.ETHNIC_GROUP.value: _ethnic_group,
    PersonFactKind.BIRTH.value: _day_or_interval,
    PersonFactKind.DEATH.value: _day_or_interval,
    OrganisationFactKind.DIVISION.value: _division,
    OrganisationFactKind.CREDIT_CODE.value: _credit_code,
    OrganisationFactKind.DISCIPLINE.value: _discipline,
    OrganisationFactKind.INDUSTRY.value: _industry,
    OrganisationFactKind.INTERNAL_LEVELS.value: _levels,
}
"""How the value of a kind is read; a Text says what to write instead."""


class Reference(Words):
    """A record by its name or its number; several of a name are told apart by number."""

    def __init__(
        self, record: type[Person | Organisation], by: Actor, **more: Any
    ) -> None:  # Any: a field's own
        super().__init__(max_length=200, **more)
        self.record, self.by = record, by
        self.help_text = _("姓名或人员编号。") if record is Person else _("名称或单位编号。")

    def clean(self, value: Any) -> Any:  # Any: Django's own
        """The id of the one record that is meant."""
        text = super().clean(value)
        if not text:
            return None
        find = find_people if self.record is Person else find_organisations
        ids = list(find(text, by=self.by).values_list("pk", flat=True)[: SHOWN + 1])
        if len(ids) == 1:
            return ids[0]
        if len(ids) > 1:
            raise forms.ValidationError(
                _("这个名称有几条记录：%(which)s。请填编号。"), params={"which": self._which(ids)}
            )
        numbered = NUMBERED.fullmatch(text)
        if numbered and 0 < (id := int(numbered[1])) <= LARGEST_ID:
            found = find_person(id) if self.record is Person else find_organisation(id)
            if found is not None:
                return found.pk
        raise forms.ValidationError(_("登记簿里没有；请核对写法，或先导入名单。"))

    def _which(self, ids: list[int]) -> str:
        if self.record is Person:
            people = people_by_id(ids, by=self.by).values()
            return "；".join(
                f"{each.id}（{'，'.join(filter(None, (each.birth, each.unit)))}）" for each in people
            )
        return "；".join(
            f"{each.id}（{each.division}）" for each in organisations_by_id(ids, by=self.by).values()
        )


def written(record: type[Person | Organisation], id: int | None, by: Actor) -> str:
    """A record as a reference is typed."""
    if id is None:
        return ""
    found: Any = (people_by_id if record is Person else organisations_by_id)([id], by=by).get(id)
    return f"{id} 号 {found.name}" if found else str(id)


def field_for(sort: Sort, column: "columns.Field[Any, Any]", posts: list[PostName], by: Actor) -> forms.Field:
    """The field for a column of a sort of fact."""
    label = spoken(column_text(sort.model, column.attname))
    needed = not (getattr(column, "blank", False) or column.null)
    if column.is_relation and column.related_model in (Person, Organisation):
        record: Any = column.related_model
        return Reference(record, by, label=label, required=needed)
    if column.related_model is models.Post:
        choices = [("", ""), *((str(post.id), spoken(post.text)) for post in posts)]
        return forms.TypedChoiceField(label=label, choices=choices, coerce=int)
    if (sort.model, column.name) in CLOSED:
        return _choice(label, CLOSED[sort.model, column.name], needed)
    if isinstance(column, columns.BooleanField):
        words = {"True": Text("是", "yes"), "False": Text("否", "no")}
        chosen = _choice(label, words, True)
        return forms.TypedChoiceField(label=label, choices=chosen.choices, coerce=lambda word: word == "True")
    if isinstance(column, columns.IntegerField):
        small = isinstance(column, columns.PositiveSmallIntegerField)
        return forms.IntegerField(
            label=label, required=needed, min_value=0, max_value=2**15 - 1 if small else 2**31 - 1
        )
    longest = getattr(column, "max_length", None)
    if column.name == "value" and sort.within in VALUES:
        return _choice(label, VALUES[sort.within], True)
    if column.name == "value" and sort.model in (models.PersonFact, models.OrganisationFact):
        return Value(sort.within, label=spoken(sort.text), max_length=longest)
    return Words(label=label, max_length=longest, required=needed)


def fields_for(sort: Sort, owner: str, posts: list[PostName], by: Actor) -> Mapping[str, forms.Field]:
    """The fields for what a sort of fact says; `owner` is the column that is settled by whose page it is."""
    fields: dict[str, forms.Field] = {}
    for name in columns_of(sort.model):
        if name == owner or (owner == "person_id" and name == "member_id"):
            continue
        if name == "masked":
            fields["written_number"] = Words(
                label=spoken(Text("证件号码", "number")),
                max_length=60,
                help_text=_("只存密文，页面上只显示掩码。"),
            )
            continue
        column: Any = next(each for each in sort.model._meta.concrete_fields if each.attname == name)
        fields[name] = field_for(sort, column, posts, by)
    return fields


def _choice(label: str, choices: Mapping[str, Text], needed: bool) -> forms.ChoiceField:
    said = [("", ""), *((value, spoken(text)) for value, text in choices.items())]
    return forms.ChoiceField(label=label, choices=said, required=needed)
