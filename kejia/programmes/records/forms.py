"""The forms of the register's acts: entering and correcting a fact, ending it, withdrawing it, erasing, finding."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kejia.plain.identity_documents import DocumentKind, read_identity_document
from kejia.programmes.records.entering import Reference, Words, fields_for, interval_of, written
from kejia.programmes.records.sorts import Sort
from kejia.register import models
from kejia.register.identifying import NotADocument, NumberTaken, find_by_document, sealed_number
from kejia.register.kinds import PersonFactKind
from kejia.register.models import Fact, Organisation, Person
from kejia.register.naming import PostName
from kejia.register.periods import up_to_last
from kejia.trail.actor import Actor
from kejia.wings.words import spoken

EARLIEST, LATEST = date(1800, 1, 1), date(2999, 12, 31)
INTERVALS = (PersonFactKind.BIRTH.value, PersonFactKind.DEATH.value)


class Day(forms.DateField):
    """A day of the calendar, as browsers and people write it."""

    def __init__(self, **more: Any) -> None:  # Any: a field's own
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        errors = {"invalid": _("请写成 2017-06-30 的样子"), **more.pop("error_messages", {})}
        super().__init__(
            widget=widget, error_messages=errors, input_formats=["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d"], **more
        )

    def validate(self, value: Any) -> None:  # Any: Django's own
        """Within what a register can mean."""
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(_("日期应在 1800 年至 2999 年之间"))


def reason_field(*, required: bool = True) -> forms.Field:
    """Why; it stays in the record."""
    return Words(
        label=_("原因"),
        max_length=300,
        required=required,
        help_text=_("会留在记录里。"),
        error_messages={"required": _("请写明原因，会留在记录里")},
    )


class FactForm(forms.Form):
    """What a fact says, since when, until when, by which document; its fields come from the fact's model."""

    use_required_attribute = False

    def __init__(
        self,
        sort: Sort,
        *args: Any,  # Any: a form's own
        owner: str,
        by: Actor,
        posts: list[PostName] | None = None,
        instead_of: Fact | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.sort, self.by, self.instead_of = sort, by, instead_of
        self.posts = {post.id: post for post in posts or []}
        said = fields_for(sort, owner, posts or [], by)
        self.said = list(said)
        self.fields.update(said)
        if instead_of is not None and "written_number" in self.fields:
            self.fields["written_number"].required = False
            self.fields["written_number"].help_text = _("不改号码就不填。")
        self.fields["since"] = Day(label=_("从哪天起"), required=False, help_text=_("不填则不限，或不详。"))
        self.fields["last"] = Day(label=_("到哪天止"), required=False, help_text=_("含当天；不填为未止。"))
        self.fields["document"] = Words(
            label=_("文号"), max_length=100, required=sort.model is models.Baseline
        )
        self.fields["document_date"] = Day(label=_("发文日期"), required=False)
        self.fields["reason"] = reason_field(required=instead_of is not None)

    def clean(self) -> dict[str, Any]:
        """Days in order; a number that is one and nobody else's."""
        cleaned = super().clean() or {}
        since, last = cleaned.get("since"), cleaned.get("last")
        if since and last and last < since:
            self.add_error("last", _("止日早于起日"))
        if self.sort.model is models.Membership and not self.errors:
            given = [name for name in ("person_id", "member_id") if cleaned.get(name)]
            if {"person_id", "member_id"} <= set(self.said) and len(given) != 1:
                self.add_error("person_id", _("会员是一个人或一个单位；请填其中一项"))
        if self.sort.model is models.Employment and not (
            cleaned.get("organisation_id") or cleaned.get("unit")
        ):
            self.add_error("unit", _("请填单位：登记簿里有的填上一项，没有的填名称"))
        votes, ballots = cleaned.get("votes_for"), cleaned.get("votes_of")
        if votes is not None and (ballots is None or votes > ballots):
            self.add_error("votes_for", _("得票不能多于票数；请核对两个数"))
        if self.errors:
            return cleaned
        if cleaned.get("written_number"):
            self._read_number(cleaned)
        elif isinstance(self.instead_of, models.IdentityDocument) and cleaned["kind"] != self.instead_of.kind:
            self.add_error(
                "written_number", _("改了种类，请重填号码")
            )  # what is sealed opens only as its kind
        if self.instead_of is not None and not self.errors and not self._changes():
            raise forms.ValidationError(_("没有改动；要改什么，请先改好再提交"))
        return cleaned

    def _changes(self) -> bool:
        if "sealed" in self.cleaned_data:
            return True
        return any(getattr(self.instead_of, name) != value for name, value in self.values().items())

    def _read_number(self, cleaned: dict[str, Any]) -> None:
        kind = DocumentKind(cleaned["kind"])
        try:
            cleaned["sealed"] = sealed_number(
                read_identity_document(cleaned["written_number"], kind, on=timezone.localdate())
            )
        except NotADocument as error:
            self.add_error("written_number", spoken(error.why))
            return
        cleaned["taken_by"] = find_by_document(cleaned["written_number"], kind, by=self.by)

    def values(self) -> dict[str, Any]:  # Any: the fact's own columns
        """The columns of the fact, once the form is valid. Raises NumberTaken."""
        given = self.cleaned_data
        values = {
            name: _blank(self.sort, name, given[name]) for name in self.said if name != "written_number"
        }
        if "sealed" in given:
            self._require_free(given["taken_by"])
            values |= given["sealed"]
        if "post_id" in values and self.sort.model is models.Appointment:
            values["one_seat"] = self.posts[values["post_id"]].one_seat
        if self.sort.model is models.PersonFact and self.sort.within in INTERVALS:
            low, high = interval_of(values["value"]) or (None, None)
            values |= {"low": low, "high": high}
        return {
            **dict(self.sort.fixed),
            **values,
            "valid": up_to_last(given["since"], given["last"]),
            "document": given["document"],
            "document_date": given["document_date"],
        }

    def _require_free(self, other: Person | None) -> None:
        ours = getattr(self.instead_of, "person_id", None) or self.initial.get("person_id")
        if other is not None and other.pk != ours:
            raise NumberTaken(other.pk)


def _blank(sort: Sort, name: str, value: Any) -> Any:  # Any: a column's own value
    """What stands for nothing in a column."""
    column = next(each for each in sort.model._meta.concrete_fields if each.attname == name)
    return ("" if not column.null else None) if value in (None, "") else value


def initial_of(fact: Fact, by: Actor) -> dict[str, Any]:  # Any: what fields show
    """A fact as its form shows it."""
    shown: dict[str, Any] = {}
    for column in fact._meta.concrete_fields:
        value = getattr(fact, column.attname)
        if column.related_model in (Person, Organisation):
            record: Any = column.related_model
            value = written(record, value, by)
        shown[column.attname] = value
    last = fact.valid.upper - timedelta(days=1) if fact.valid.upper else None
    return {**shown, "since": fact.valid.lower, "last": last, "reason": ""}


class EndForm(forms.Form):
    """The last day a fact holds, and why."""

    use_required_attribute = False

    last = Day(
        label=_("到哪天止"),
        help_text=_("含当天：7 月 1 日离任，填 6 月 30 日。"),
        error_messages={"required": _("请填日期")},
    )
    reason = reason_field()

    def __init__(self, *args: Any, since: date | None, **more: Any) -> None:  # Any: a form's own
        super().__init__(*args, **more)
        self.since = since

    def clean_last(self) -> date:
        """Not before it began."""
        last: date = self.cleaned_data["last"]
        if self.since is not None and last < self.since:
            raise forms.ValidationError(_("止日早于起日；如果从来没有这回事，请撤回"))
        return last


class ReasonForm(forms.Form):
    """Why."""

    use_required_attribute = False

    reason = reason_field()


class EraseForm(ReasonForm):
    """The words that confirm an erasure, and why."""

    confirmed = forms.CharField(
        label=_("为确认，请照写"), max_length=200, error_messages={"required": _("请照写，确认要清除的是谁")}
    )
    field_order = ["confirmed", "reason"]

    def __init__(self, *args: Any, words: str, **more: Any) -> None:  # Any: a form's own
        super().__init__(*args, **more)
        self.words = words
        self.fields["confirmed"].help_text = words

    def clean_confirmed(self) -> str:
        """Just these words."""
        confirmed: str = self.cleaned_data["confirmed"]
        if confirmed.strip() != self.words:
            raise forms.ValidationError(
                _("与要清除的人不符；请照写“%(words)s”"), params={"words": self.words}
            )
        return confirmed


class OrganisationAsked(forms.Form):
    """In which organisation the post is."""

    use_required_attribute = False

    def __init__(self, *args: Any, by: Actor, **more: Any) -> None:  # Any: a form's own
        super().__init__(*args, **more)
        self.fields["organisation"] = Reference(
            Organisation, by, label=_("在哪个单位"), error_messages={"required": _("请填单位")}
        )


def typed(form: forms.Form) -> Mapping[str, str]:
    """What was typed into a form, to go along to another one."""
    return {name: form.data.get(name, "") for name in form.fields}
