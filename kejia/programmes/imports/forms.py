"""What the pages of imports ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kejia.programmes.imports.kinds import ListKind
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
