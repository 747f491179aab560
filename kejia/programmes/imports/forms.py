"""What the pages of imports and exports ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kejia.norms.kinds import Body
from kejia.programmes.imports.access import BY_PAGE
from kejia.programmes.imports.kinds import FILLED_IN, ListKind
from kejia.programmes.imports.official import BODY_NAMES
from kejia.programmes.imports.rosters import ALL
from kejia.register.kinds import OrganisationKind
from kejia.register.models import Organisation
from kejia.register.reads import find_organisation, find_organisations
from kejia.wings.words import spoken


def kinds() -> list[tuple[str, str]]:
    """The kinds of lists."""
    return [(kind.value, spoken(kind.text)) for kind in FILLED_IN]


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


class PurposeForm(forms.Form):
    """What a list that names people is taken out for."""

    purpose = forms.CharField(
        label=_("用途"),
        max_length=200,
        error_messages={"required": _("名单里有人的姓名，请写明用途，会留在记录里")},
        help_text=_("会长久留在记录里；请不要写个人的姓名和号码。"),
    )


class ListForm(PurposeForm, DatesForm):
    """A list to take out; one of organisations needs no purpose."""

    use_required_attribute = False
    field_order = ["kind", "on", "known", "purpose", "file"]

    kind = forms.ChoiceField(label=_("什么名单"), choices=kinds)
    file = forms.ChoiceField(label=_("文件格式"), choices=[("xlsx", ".xlsx"), ("csv", ".csv")])

    def clean(self) -> dict[str, Any]:
        """Names of organisations are nobody's."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == ListKind.ORGANISATIONS and not self["purpose"].data:
            self.errors.pop("purpose", None)
            cleaned["purpose"] = ""
        return cleaned


class OneOrganisation(forms.Form):
    """Names one organisation of the register, which `cleaned_data` then holds as `found`."""

    organisation = forms.CharField(
        label=_("哪个单位"),
        max_length=200,
        help_text=_("登记的名称，或单位编号。"),
        error_messages={"required": _("请填单位")},
    )

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


class OfficialForm(PurposeForm, OneOrganisation, DatesForm):
    """The official list of a body to take out."""

    body = forms.ChoiceField(label=_("哪个机构"), choices=list(BODY_NAMES.items()))
    file = forms.ChoiceField(label=_("文件格式"), choices=[("docx", ".docx"), ("xlsx", ".xlsx")])


ASSOCIATION_BODIES = (Body.CONGRESS, Body.COMMITTEE, Body.STANDING, Body.VICE_CHAIRS)
SOCIETY_BODIES = (Body.SOCIETY_CONGRESS, Body.SOCIETY_DIRECTORS, Body.SOCIETY_STANDING)
BODIES_OF = {OrganisationKind.ASSOCIATION: ASSOCIATION_BODIES, OrganisationKind.SOCIETY: SOCIETY_BODIES}


class IntoForm(OneOrganisation):
    """Where a checked roster goes. `named` are the bodies it names; none, where it does not say who holds which seat."""

    use_required_attribute = False
    prefix = "into"
    field_order = ["organisation", "body", "since", "term", "paper"]

    body = forms.ChoiceField(label=_("哪个机构"))
    since = forms.DateField(
        label=_("从哪天起任职"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请写成 2017-06-30 的样子"), "required": _("请填日期")},
        help_text=_("标注也从这天起算。"),
    )
    term = forms.IntegerField(label=_("第几届"), required=False, min_value=1, max_value=99)
    paper = forms.CharField(
        label=_("文号"), required=False, max_length=100, help_text=_("选举结果或任职的文件。")
    )

    def __init__(self, *args: Any, named: Sequence[Body] = (), **more: Any) -> None:  # Any: a form's own
        super().__init__(*args, **more)
        self.named = tuple(named)
        bodies = [(str(body), spoken(body.text)) for body in Body]
        if named:
            bodies.insert(0, (ALL, str(_("名册里写到的各机构"))))
        body = self.fields["body"]
        assert isinstance(body, forms.ChoiceField)
        body.choices = bodies
        self.fields["organisation"].widget.attrs["list"] = "organisations"

    def clean(self) -> dict[str, Any]:
        """The organisation must be one that has such bodies."""
        cleaned = super().clean()
        found, body = cleaned.get("found"), cleaned.get("body")
        if found is not None and body:
            has = BODIES_OF.get(OrganisationKind[found.kind.upper()], ())
            asked = self.named if body == ALL else (Body(body),)
            if not set(asked) <= set(has):
                words = _("“%(kind)s”没有这样的机构；请核对单位和机构")
                kind = spoken(OrganisationKind[found.kind.upper()].text)
                self.add_error("body", words % {"kind": kind})
        return cleaned
