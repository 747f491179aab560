"""What every form of settled matters asks: the document, its day, the reason; first and last day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
LONGEST_REASON = 150


def day_field(
    label: Any, help_text: Any = "", *, required: bool = True
) -> forms.DateField:  # Any: lazy words
    """A day as a browser asks for it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请写成 2017-06-30 的样子"), "required": _("请填日期")},
    )


def within_years(form: forms.Form, *names: str) -> None:
    """An error at each day that no document of ours can mean."""
    for name in names:
        day = form.cleaned_data.get(name)
        if day is not None and not EARLIEST <= day <= LATEST:
            form.add_error(name, _("请核对年份"))


class DocumentForm(forms.Form):
    """The document an act rests on, and why."""

    use_required_attribute = False

    document = forms.CharField(
        label=_("文号"),
        max_length=100,
        help_text=_("如“某科协发〔2026〕3号”。没有文号的不能登记。"),
        error_messages={"required": _("请填文号")},
    )
    document_date = day_field(_("发文日期"))
    reason = forms.CharField(
        label=_("原因"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("请写明原因，会留在记录里")},
    )

    def clean(self) -> dict[str, Any]:
        """Days within reason."""
        cleaned = super().clean() or {}
        within_years(
            self, *(name for name, field in self.fields.items() if isinstance(field, forms.DateField))
        )
        return cleaned


class ReasonedForm(DocumentForm):
    """An act that takes something back or ends it: its own document and reason."""

    @property
    def said(self) -> str:
        """The reason as it is kept, with the document it rests on."""
        given = self.cleaned_data
        return f"{given['document']}（{given['document_date']}）：{given['reason']}"


class WithdrawForm(ReasonedForm):
    """Why something was never so."""


class EndForm(ReasonedForm):
    """The last day on which something holds."""

    last = day_field(_("最后一天"), _("这一天仍有效，从第二天起不再判断。"))
    field_order = ("last", "document", "document_date", "reason")


class SettledForm(DocumentForm):
    """Something that holds from a first day to a last one; the reason need not be given when it is new."""

    since = day_field(_("从哪天起"))
    last = day_field(_("到哪天止"), _("最后一天；不填则一直有效。"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean()
        since, last = cleaned.get("since"), cleaned.get("last")
        if since and last and last < since:
            self.add_error("last", _("最后一天不能早于第一天"))
        return cleaned
