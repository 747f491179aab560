"""The form of a line of a term."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kejia.norms.kinds import Modality
from kejia.norms.law import Norm
from kejia.norms.lines import (
    LONGEST_QUOTE,
    OLDEST,
    YOUNGEST,
    LineAttribute,
    LineRelation,
    UnusableLine,
    WrittenLine,
    read_line,
    read_value,
)
from kejia.programmes.terms.forms import SettledForm
from kejia.programmes.terms.law import clauses_about
from kejia.wings.words import citation, spoken

ALWAYS = date.min


def choices(*kinds: LineAttribute | LineRelation | Modality) -> list[tuple[str, str]]:
    """Words with their names, an empty one first."""
    return [("", _("请选择")), *((kind.value, spoken(kind.text)) for kind in kinds)]  # type: ignore[list-item]


class LineForm(SettledForm):
    """A line of a term, in the closed words of the norms."""

    field_order = (
        *("term", "attribute", "age", "relation", "value", "modality", "quote", "addressee", "clause"),
        *("since", "last", "document", "document_date", "reason"),
    )
    term = forms.IntegerField(
        label=_("第几届"), min_value=1, max_value=99, error_messages={"required": _("请填第几届")}
    )
    attribute = forms.ChoiceField(label=_("对哪些人"), error_messages={"required": _("请选择")})
    age = forms.IntegerField(
        label=_("年龄"),
        required=False,
        min_value=YOUNGEST,
        max_value=OLDEST,
        help_text=_("只在选“不超过某一年龄”时填，含本岁。"),
    )
    relation = forms.ChoiceField(label=_("要求"), error_messages={"required": _("请选择")})
    value = forms.CharField(
        label=_("数值"),
        max_length=20,
        help_text=_("比例写成 25% 或 1/4，人数写整数；“过半数”不用填。"),
        error_messages={"required": _("请填数值")},
    )
    modality = forms.ChoiceField(label=_("约束力"), error_messages={"required": _("请选择")})
    quote = forms.CharField(
        label=_("原文"),
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("照抄文件中的这句话，会印在结论下面。"),
        error_messages={"required": _("请照抄文件中的原话")},
    )
    addressee = forms.CharField(
        label=_("由谁落实"), max_length=100, required=False, help_text=_("文件写明了的话，如“大会筹备组”。")
    )
    clause = forms.ChoiceField(
        label=_("落实方案哪一款"),
        required=False,
        help_text=_("选了某一款，这条未达到时那一款也未达到；不选则只在机构页上显示。"),
    )

    def __init__(self, *args: Any, body: str, fact: int | None = None, **kwargs: Any) -> None:
        """The form for a body; `fact` is the line that is corrected."""
        super().__init__(*args, **kwargs)
        self.body, self.norm = body, None
        self.set_choices("attribute", choices(*LineAttribute))
        self.set_choices("relation", choices(*LineRelation))
        self.set_choices("modality", choices(Modality.MUST, Modality.SHOULD))
        clauses = [(clause, spoken(citation(clause))) for clause in clauses_about(body)]
        self.set_choices("clause", [("", _("不单独落实某一款")), *clauses])
        self.fields["reason"].required = fact is not None
        self.fields["value"].required = self["relation"].value() != LineRelation.MORE_THAN_HALF

    norm: Norm | None

    def set_choices(self, name: str, found: list[tuple[str, Any]]) -> None:  # Any: lazy words
        """The choices of a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = found

    def clean(self) -> dict[str, Any]:
        """The words must make a line; what is wrong is said at its field."""
        cleaned = super().clean()
        if cleaned.get("attribute") != LineAttribute.AGED_AT_MOST:
            cleaned["age"] = None
        if "relation" in cleaned and "value" in cleaned:
            try:
                cleaned["value"] = read_value(LineRelation(cleaned["relation"]), cleaned["value"])
            except UnusableLine as error:
                self.add_error("value", spoken(error.say))
        wanted = ("attribute", "relation", "value", "modality", "quote")
        if all(name in cleaned and name not in self.errors for name in (*wanted, "age")):
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        attribute, relation, value, modality, quote = (
            str(cleaned[name]) for name in ("attribute", "relation", "value", "modality", "quote")
        )
        age: int | None = cleaned["age"]
        try:
            self.norm = read_line(
                WrittenLine("new", self.body, attribute, relation, value, modality, quote, ALWAYS, age=age)
            )
        except UnusableLine as error:
            self.add_error(error.field if error.field in self.fields else None, spoken(error.say))

    @property
    def words(self) -> dict[str, Any]:  # Any: columns of a line
        """The columns of the line that was asked for, without its days and document."""
        given = self.cleaned_data
        names = ("term", "attribute", "relation", "value", "modality", "quote", "addressee", "clause")
        return {name: given[name] for name in names} | {"age": given["age"] or 0}


def until_of(last: date | None) -> date | None:
    """The first day after a last one."""
    return None if last is None else last + timedelta(days=1)
