"""The forms of a counting basis and of a frozen baseline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kejia.norms.basis import SETTINGS, UnusableBasis, read_basis
from kejia.plain.ranks import RANKS
from kejia.programmes.terms.forms import DocumentForm, SettledForm, day_field
from kejia.programmes.terms.meanings import COUNTING, MEANINGS
from kejia.register.kinds import MeasureKind
from kejia.wings.words import spoken

LARGEST = 1_000_000


class BasisForm(SettledForm):
    """How a body's people are counted; a setting left empty is not set."""

    field_order = ("term", "title", *COUNTING, "since", "last", "document", "document_date", "reason")
    term = forms.IntegerField(label=_("第几届"), required=False, min_value=1, max_value=99)
    title = forms.CharField(label=_("口径文件名称"), required=False, max_length=200)
    grassroots_frontline = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    leading_cadre_rank = forms.ChoiceField(
        required=False, choices=[("", _("未定")), *((rank, rank) for rank in RANKS)]
    )
    age_reckoned_on = day_field("", required=False)
    young_born_since = day_field("", required=False)
    young_middle_aged_age = forms.IntegerField(required=False)
    invited_delegates_count = forms.ChoiceField(
        required=False, choices=[("", _("未定")), ("yes", _("计入")), ("no", _("不计入"))]
    )

    def __init__(self, *args: Any, fact: int | None = None, **kwargs: Any) -> None:
        """`fact` is the basis that is corrected."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = fact is not None
        for name in COUNTING:
            meaning, unset = MEANINGS[name]
            self.fields[name].label = spoken(SETTINGS[name])
            self.fields[name].help_text = f"{spoken(meaning)} {spoken(unset)}"

    def clean(self) -> dict[str, Any]:
        """Each setting must be one that the norms can read."""
        cleaned = super().clean()
        for name in ("title", *COUNTING):
            try:
                read_basis({name: cleaned.get(name)})
            except UnusableBasis as error:
                self.add_error(name, spoken(error.say))
        return cleaned

    @property
    def settings(self) -> dict[str, str | int | bool]:
        """The settings that are set, as the register keeps them."""
        basis = read_basis({name: self.cleaned_data.get(name) for name in ("title", *COUNTING)})
        return {
            name: value for name, value in basis.settings().items() if name in SETTINGS and value is not None
        }


class BaselineForm(DocumentForm):
    """A number as it stood at the end of a day, before a reform."""

    field_order = ("measure", "number", "day", "document", "document_date", "reason")
    measure = forms.ChoiceField(label=_("什么数"), error_messages={"required": _("请选择")})
    number = forms.IntegerField(
        label=_("锁定的数"), min_value=0, max_value=LARGEST, error_messages={"required": _("请填数")}
    )
    day = day_field(_("锁定到哪天"), _("这一天结束时的数；从第二天起以它为基数。"))

    def __init__(self, *args: Any, fact: int | None = None, **kwargs: Any) -> None:
        """`fact` is the baseline that is corrected."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = fact is not None
        measure = self.fields["measure"]
        assert isinstance(measure, forms.ChoiceField)
        measure.choices = [("", _("请选择")), *((kind.value, spoken(kind.text)) for kind in MeasureKind)]
