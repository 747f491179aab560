"""What the pages ask for."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kejia.plain.folding import folded
from kejia.register.authority.countersigning import EMERGENCIES
from kejia.register.authority.holding import Held
from kejia.register.kinds import OfficeKind
from kejia.register.models import Person, Post
from kejia.register.naming import PostName, person_name
from kejia.register.reads import find_person
from kejia.wings.words import spoken


class PersonForm(forms.Form):
    """Somebody by name and number, which have to go together, so that nobody is found by trying."""

    name = forms.CharField(label=_("姓名"), max_length=200)
    number = forms.IntegerField(
        label=_("人员编号"),
        min_value=1,
        max_value=2**63 - 1,
        help_text=_("登记簿里的编号，本人在“职权”页上看得到。"),
    )

    def clean(self) -> dict[str, Any]:
        """Find the person."""
        cleaned = super().clean() or {}
        number, name = cleaned.get("number"), cleaned.get("name")
        if number and name:
            found: Person | None = find_person(number)
            if found is None or folded(person_name(found.pk)) != folded(name):
                self.add_error("number", _("姓名和人员编号对不上；请向本人或本单位核对编号。"))
            cleaned["person"] = found
        return cleaned


class StandInForm(PersonForm):
    """Who acts for a holder, from which day to which."""

    post = forms.TypedChoiceField(label=_("岗位"), coerce=int)
    since = forms.DateField(label=_("从"), help_text=_("写成 2026-03-02 的样子。"))
    last = forms.DateField(label=_("到（含当日）"), help_text=_("最长 90 天，可以随时收回。"))
    reason = forms.CharField(label=_("事由"), max_length=300, required=False)
    field_order = ("post", "name", "number", "since", "last", "reason")

    def __init__(self, held: list[Held], data: Any = None) -> None:  # Any: what a request sent
        super().__init__(data, initial={"since": timezone.localdate()})
        own = [each for each in held if each.stand_in is None]
        self.fields["post"].choices = [(each.post, spoken(each.text)) for each in own]  # type: ignore[attr-defined]


class ClaimForm(PersonForm):
    """Who an account says it is."""

    words = forms.CharField(
        label=_("怎样核实"),
        max_length=300,
        required=False,
        help_text=_("例如：本单位办公室谁认识您。不要写证件号码。"),
    )


class ReasonForm(forms.Form):
    """Yes, or no for a reason."""

    confirm = forms.BooleanField(required=False)
    reason = forms.CharField(label=_("理由"), max_length=300, required=False)


class InvitationForm(forms.Form):
    """Whom to invite to which post."""

    post = forms.TypedChoiceField(label=_("岗位"), coerce=int)
    name = forms.CharField(label=_("姓名"), max_length=200)
    number = forms.IntegerField(
        label=_("人员编号"), required=False, min_value=1, max_value=2**63 - 1,
        help_text=_("登记簿里已有此人的，写编号；没有的不写，接受邀请时登记。"),
    )  # fmt: skip

    def __init__(self, posts: list[PostName], data: Any = None) -> None:  # Any: what a request sent
        super().__init__(data)
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            (
                each.id,
                f"{each.organisation_name} {each.title or spoken(OfficeKind[each.office.upper()].text)}",
            )
            for each in posts
        ]

    def clean(self) -> dict[str, Any]:
        """Find post and person."""
        cleaned = super().clean() or {}
        cleaned["post"] = Post.objects.filter(pk=cleaned.get("post") or 0).first()
        number, name = cleaned.get("number"), cleaned.get("name", "")
        if number:
            cleaned["person"] = find_person(number)
            if cleaned["person"] is None or folded(person_name(number)) != folded(name):
                self.add_error("number", _("姓名和人员编号对不上；请核对，或不写编号。"))
        return cleaned


class EmergencyForm(forms.Form):
    """Which right is asked for in an emergency, and why."""

    right = forms.ChoiceField(label=_("权限"))
    reason = forms.CharField(
        label=_("事由"),
        max_length=300,
        help_text=_("另一人确认后 24 小时内有效，写入操作记录；安全管理员在这一页看得到。"),
    )

    def __init__(self, data: Any = None) -> None:  # Any: what a request sent
        super().__init__(data)
        self.fields["right"].choices = [(each.value, spoken(each.text)) for each in EMERGENCIES]  # type: ignore[attr-defined]
