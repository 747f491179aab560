"""What the pages ask."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CorrectionForm(forms.Form):
    """What is wrong, and what is right."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("哪里不对，应该是什么"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("例如：出生日期应为 3 月 8 日，以身份证为准。"),
        error_messages={"required": _("请写明哪里不对，应该是什么")},
    )


class AnswerForm(forms.Form):
    """Whether it was put right, and what is said about it."""

    use_required_attribute = False

    done = forms.ChoiceField(
        label=_("办理结果"),
        choices=[("yes", _("已更正")), ("no", _("不更正"))],
        error_messages={"required": _("请选择办理结果"), "invalid_choice": _("请选择办理结果")},
    )
    answer = forms.CharField(
        label=_("答复"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不更正的，写明理由。本人看得到。"),
        error_messages={"required": _("请写答复，本人要看")},
    )
