"""What the pages of imports and exports ask."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kejia.programmes.imports.access import BY_PAGE
from kejia.programmes.imports.kinds import ListKind
from kejia.programmes.imports.official import BODY_NAMES
from kejia.register.models import Organisation
from kejia.register.reads import find_organisation, find_organisations
from kejia.wings.words import spoken


def kinds() -> list[tuple[str, str]]:
    """The kinds of lists."""
    return [(kind.value, spoken(kind.text)) for kind in ListKind]


class UploadForm(forms.Form):
    """A list and what it is of."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("是什么名单"), choices=kinds)
    file = forms.FileField(
        label=_("名单文件"),
        help_text=_(".xlsx、.xls、.et 或文本。先核对，不会直接写入。"),
        error_messages={"required": _("请选择文件"), "empty": _("文件是空的")},
    )


class UndoForm(forms.Form):
    """Why an import is taken back."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("撤销原因"), max_length=200, error_messages={"required": _("请写明原因，会留在记录里")}
    )


class DatesForm(forms.Form):
    """A day, and the moment by whose knowledge."""

    use_required_attribute = False

    on = forms.DateField(
        label=_("截至哪天"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请写成 2017-06-30 的样子"), "required": _("请填日期")},
    )
    known = forms.DateTimeField(
        label=_("按何时所知"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("请写成 2017-06-30 12:00 的样子")},
        help_text=_("不填则按现在所知。"),
    )


class ListForm(DatesForm):
    """A list to take out."""

    kind = forms.ChoiceField(label=_("什么名单"), choices=kinds)
    file = forms.ChoiceField(label=_("文件格式"), choices=[("xlsx", ".xlsx"), ("csv", ".csv")])


class OfficialForm(DatesForm):
    """The official list of a body to take out."""

    organisation = forms.CharField(
        label=_("哪个单位"),
        max_length=200,
        help_text=_("登记的名称，或单位编号。"),
        error_messages={"required": _("请填单位")},
    )
    body = forms.ChoiceField(label=_("哪个机构"), choices=list(BODY_NAMES.items()))
    file = forms.ChoiceField(label=_("文件格式"), choices=[("docx", ".docx"), ("xlsx", ".xlsx")])

    def clean(self) -> dict[str, Any]:
        """The organisation must be one the register holds."""
        cleaned = super().clean() or {}
        if word := cleaned.get("organisation", ""):
            cleaned["found"] = self._one(word)
        return cleaned

    def _one(self, word: str) -> Organisation | None:
        if word.isascii() and word.isdigit() and len(word) <= 18:
            if (found := find_organisation(int(word))) is None:
                self.add_error("organisation", _("没有这个编号的单位"))
            return found
        named = list(find_organisations(word, by=BY_PAGE)[:2])
        if len(named) == 1:
            return named[0]
        self.add_error(
            "organisation",
            _("有几个单位用这个名称；请填单位编号") if named else _("登记册里没有这个单位；请核对名称"),
        )
        return None
