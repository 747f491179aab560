"""allauth's forms of the second factor, with our lock-out, which all processes share."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from kejia.accounts.origin import origin_of
from kejia.accounts.sign_in_log import LockedOut, key_of_account, require_unlocked
from kejia.plain.text import Language


def _language() -> Language:
    return "en" if getattr(context.request, "LANGUAGE_CODE", "").startswith("en") else "zh"


class _Locked(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("六位动态口令，或一个恢复码")
        self.fields["code"].error_messages["required"] = _("请填写动态口令")
        self.fields["code"].widget.attrs.update(
            {"placeholder": "", "autocomplete": "one-time-code", "inputmode": "numeric"}
        )

    def clean_code(self) -> str:
        """Refuse while the account is locked, before anything is compared."""
        account = self.user  # type: ignore[attr-defined]  # of the form beside it
        try:
            require_unlocked(key_of_account(account), origin_of(context.request), account=account)
        except LockedOut as error:
            raise forms.ValidationError(error.say.within(_language())) from error
        return str(super().clean_code())  # type: ignore[misc]  # of the form beside it


class SecondFactorForm(_Locked, AuthenticateForm):
    """The second factor at sign-in."""


class SecondFactorAgainForm(_Locked, ReauthenticateForm):
    """The second factor before a dangerous act."""


class SetUpAppForm(ActivateTOTPForm):
    """The first digits of an app that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("应用里现在的六位数字")
        self.fields["code"].error_messages["required"] = _("请填写应用里的六位数字")
        self.fields["code"].widget.attrs.update(
            {"placeholder": "", "autocomplete": "one-time-code", "inputmode": "numeric"}
        )
