"""What the pages of accounts ask."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from kejia.accounts.addresses import Address, UnusableAddress, read_address, read_mailbox, read_phone
from kejia.accounts.kinds import Channel, EmployerKind
from kejia.accounts.models import Account
from kejia.accounts.sending import channels
from kejia.codes.disciplines import first_level
from kejia.codes.divisions import DivisionLevel, divisions_on, find_division
from kejia.wings.words import spoken

REQUIRED = _("请填写")
NEW_PASSWORD = {"autocomplete": "new-password"}


class _Form(forms.Form):
    use_required_attribute = False


class AddressForm(_Form):
    """A phone; or a mailbox where codes go to mailboxes here."""

    address = forms.CharField(
        label=_("手机号"),
        max_length=254,
        error_messages={"required": _("请填写手机号")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        if Channel.EMAIL in channels():
            field = self.fields["address"]
            field.label = _("手机号或邮箱")
            field.widget.attrs.update({"autocomplete": "username", "inputmode": "email"})

    def clean_address(self) -> Address:
        """In one spelling."""
        return _address(self.cleaned_data["address"])


class PasswordForm(AddressForm):
    """Signing in by password."""

    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=256,
        error_messages={"required": _("请填写密码")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        self.fields["address"].label = _("手机号或邮箱")
        self.fields["address"].widget.attrs.update({"autocomplete": "username", "inputmode": "email"})


class CodeForm(_Form):
    """Six digits."""

    code = forms.CharField(
        label=_("六位验证码"),
        max_length=20,
        error_messages={"required": _("请填写收到的六位数字")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class OnlyPasswordForm(_Form):
    """The password of who is signed in."""

    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=256,
        error_messages={"required": _("请填写密码")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class DetailsForm(_Form):
    """Who somebody is, as self-given. No identity number is asked."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=100,
        error_messages={"required": _("请填写姓名")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    county = forms.ChoiceField(
        label=_("所在县（市、区）"), error_messages={"required": _("请选择所在县（市、区）")}
    )
    field = forms.ChoiceField(label=_("专业领域"), error_messages={"required": _("请选择专业领域")})
    employer = forms.ChoiceField(label=_("单位类型"), error_messages={"required": _("请选择单位类型")})
    language = forms.ChoiceField(
        label=_("通知用哪种语言"), choices=[("zh", "中文"), ("en", "English")], initial="zh", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        self.fields["county"].choices = [("", _("请选择")), *counties()]  # type: ignore[attr-defined]
        fields = [(each.code, each.name) for each in first_level()]
        self.fields["field"].choices = [("", _("请选择")), *fields]  # type: ignore[attr-defined]
        employers = [(each.value, spoken(each.text)) for each in EmployerKind]
        self.fields["employer"].choices = [("", _("请选择")), *employers]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the actions take it."""
        said = {name: self.cleaned_data[name] for name in ("name", "county", "field")}
        employer = EmployerKind(self.cleaned_data["employer"])
        return {**said, "employer": employer, "language": self.cleaned_data["language"] or "zh"}


class RegisterForm(DetailsForm):
    """The last screen of registering."""

    field_order = ["name", "county", "field", "employer", "agreed"]
    agreed = forms.BooleanField(
        label=_("已阅读并同意个人信息告知书"),
        error_messages={"required": _("同意后才能注册；不同意也可以使用不登录的页面")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        del self.fields["language"]

    def given(self) -> dict[str, Any]:
        """As the actions take it; the language is that of the page."""
        self.cleaned_data["language"] = ""
        return super().given()


class NewAddressForm(_Form):
    """A new phone or mailbox of one's own."""

    address = forms.CharField(max_length=254, error_messages={"required": REQUIRED})

    def __init__(self, channel: Channel, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        self.channel = channel
        sms = channel is Channel.SMS
        self.fields["address"].label = _("新手机号") if sms else _("新邮箱")
        self.fields["address"].widget.attrs["autocomplete"] = "tel" if sms else "email"

    def clean_address(self) -> Address:
        """In one spelling."""
        typed = self.cleaned_data["address"]
        try:
            return read_phone(typed) if self.channel is Channel.SMS else read_mailbox(typed)
        except UnusableAddress as error:
            raise forms.ValidationError(spoken(error.say)) from error


class SetPasswordForm(_Form):
    """A new password, twice; the old one is not asked, since one has just proved who one is."""

    password = forms.CharField(
        label=_("新密码"),
        strip=False,
        max_length=256,
        error_messages={"required": _("请填写新密码")},
        help_text=_("至少 10 个字，可以是一句话；不要用常见密码，也不要全是数字。"),
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
    )
    again = forms.CharField(
        label=_("再填一遍"),
        strip=False,
        max_length=256,
        error_messages={"required": _("请再填一遍新密码")},
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
    )

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:  # Any: the form's own
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        """Strong enough."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("两次填写的不一样"))
        return cleaned


class ReasonForm(_Form):
    """Why something grave is done."""

    reason = forms.CharField(
        label=_("原因"), max_length=300, error_messages={"required": _("请写明原因，会留在操作记录里")}
    )


def counties() -> list[tuple[str, list[tuple[str, str]]]]:
    """The counties of today under their cities; a city without counties stands for itself."""
    today = date.today()  # noqa: DTZ011 a day of the table
    found = []
    for city in divisions_on(today, DivisionLevel.CITY):
        below = [(each.code, each.name) for each in divisions_on(today, DivisionLevel.COUNTY, city.code)]
        found.append((city.name, below or [(city.code, city.name)]))
    return found


def county_named(code: str) -> str:
    """The name of a county as it is written on a page; the code itself where it is unknown."""
    found = find_division(code)
    return found.name if found else code


def _address(typed: str) -> Address:
    try:
        return read_address(typed)
    except UnusableAddress as error:
        raise forms.ValidationError(spoken(error.say)) from error
