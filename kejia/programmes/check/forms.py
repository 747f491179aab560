"""The questions a check asks of its user, as forms."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kejia.norms.basis import SETTINGS, UnusableBasis, read_basis
from kejia.norms.kinds import Body, Level
from kejia.plain.ranks import RANKS
from kejia.programmes.check.reads import law_names, read_law
from kejia.programmes.check.today import today
from kejia.wings.words import language, spoken

PASTED_CHARACTERS = 8_000_000


def bodies() -> list[tuple[str, str]]:
    """Every body, after "all that the roster names"."""
    return [("all", str(_("名册里写到的各机构"))), *((str(b), spoken(b.text)) for b in Body)]


def levels() -> list[tuple[str, str]]:
    """Whose bodies a roster can be of."""
    return [(str(level), spoken(level.text)) for level in (Level.PROVINCE, Level.CITY, Level.COUNTY)]


def laws() -> list[tuple[str, str]]:
    """The documents that can judge."""
    return [(name, spoken(read_law(name).title)) for name in reversed(law_names())]


class AskForm(forms.Form):
    """What is asked of a roster: body, day, blanks, basis."""

    use_required_attribute = False

    body = forms.ChoiceField(label=_("核对哪个机构"), choices=bodies, initial="all")
    on = forms.DateField(
        label=_("判断之日"),
        initial=today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请写成 2017-06-30 的样子")},
        help_text=_("年龄和规则的版本都按这一天。"),
    )
    level = forms.ChoiceField(label=_("哪一级"), choices=levels, initial="province")
    blank = forms.ChoiceField(
        label=_("标注为空白的"),
        choices=[("unknown", _("按未标明计")), ("no", _("按“否”计"))],
        initial="unknown",
        widget=forms.RadioSelect,
        required=False,
    )
    law = forms.ChoiceField(label=_("按哪个文件"), choices=laws, initial="shandong-2017")
    sheet = forms.CharField(required=False, widget=forms.HiddenInput, max_length=100)

    title = forms.CharField(label=_("口径文件名称"), required=False, max_length=200)
    document = forms.CharField(label=_("文号"), required=False, max_length=100)
    dated = forms.DateField(
        label=_("发文日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    grassroots_frontline = forms.CharField(
        label=_("基层和一线怎样认定"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    leading_cadre_rank = forms.ChoiceField(
        label=_("领导干部的职级线"),
        choices=lambda: [
            ("", str(_("未定，按文件中的标注"))),
            *((r, f"{r}以上" if language() == "zh" else r) for r in RANKS),
        ],
        required=False,
    )
    age_reckoned_on = forms.DateField(
        label=_("年龄计算日"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("不填则按判断之日。"),
    )
    young_born_since = forms.DateField(
        label=_("青年的出生界限"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("这一天及以后出生的算青年；填了就不再按周岁算。"),
    )
    young_middle_aged_age = forms.IntegerField(
        label=_("中青年的年龄线（岁）"),
        required=False,
        min_value=18,
        max_value=100,
        help_text=_("由学会自定；不填则“中青年”一条待核实。"),
    )
    invited_delegates_count = forms.ChoiceField(
        label=_("特邀代表是否计入"),
        choices=[("", _("未定")), ("yes", _("计入")), ("no", _("不计入"))],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The basis must be one the judge can use."""
        cleaned = super().clean() or {}
        try:
            cleaned["basis"] = read_basis({key: cleaned.get(key) for key in SETTINGS})
        except UnusableBasis as error:
            raise forms.ValidationError(spoken(error.say)) from error
        return cleaned

    def basis_fields(self) -> list[forms.BoundField]:
        """The fields of the counting basis."""
        return [self[key] for key in SETTINGS]

    def asked(self) -> dict[str, str]:
        """What was asked, as plain words, so that it can be kept and asked again."""
        return {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name, value in self.cleaned_data.items()
            if name in self.fields and value not in (None, "") and isinstance(value, str | int | date)
        }


class RosterForm(AskForm):
    """The first page: the roster itself, by file or pasted, and the questions."""

    file = forms.FileField(
        label=_("名册文件"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv,.txt"}),
        help_text=_("Excel 或 WPS 表格、CSV 都可以；表头上方有标题、列的顺序不同都没有关系。"),
    )
    pasted = forms.CharField(
        label=_("或者从表格里复制后粘贴"),
        required=False,
        strip=False,
        max_length=PASTED_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("请连同表头一起复制。"),
    )
    before = forms.FileField(
        label=_("上届名单"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv"}),
        help_text=_("只用于比较领导干部的比例是否减少。"),
    )

    def clean(self) -> dict[str, Any]:
        """One roster is needed."""
        cleaned = super().clean()
        if (
            not cleaned.get("file")
            and not (cleaned.get("pasted") or "").strip()
            and "file" not in self.errors
        ):
            self.add_error("file", _("请选择名册文件，或把表格粘贴在下面"))
        return cleaned
