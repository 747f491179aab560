"""How somebody wants to be written to: kinds by channels, and hours."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from kejia.messages.kinds import Channel, MessageKind, Pace
from kejia.messages.timing import Hours
from kejia.wings.words import spoken

Paces = Sequence[tuple[MessageKind, dict[Channel, Pace]]]


class Row(NamedTuple):
    """One kind and its fields, one a channel."""

    kind: MessageKind
    fields: list[tuple[Channel, BoundField]]


def _time(label: Any, initial: time) -> forms.TimeField:  # Any: a lazy sentence
    return forms.TimeField(
        label=label,
        initial=initial,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("请填时间"), "invalid": _("请写成 22:00 的样子")},
    )


class PreferencesForm(forms.Form):
    """Its fields follow from the kinds this installation declares."""

    use_required_attribute = False

    def __init__(self, paces: Paces, hours: Hours, data: Any = None) -> None:  # Any: Django's own
        super().__init__(data)
        self.paces = [(kind, chosen) for kind, chosen in paces if _has_choice(kind)]
        for kind, chosen in self.paces:
            for channel in Channel:
                self.fields[_name(kind, channel)] = forms.ChoiceField(
                    label=f"{spoken(kind.text)} · {spoken(channel.text)}",
                    choices=[(pace.value, spoken(pace.text)) for pace in _offered(kind, channel)],
                    initial=chosen[channel].value,
                    widget=forms.Select(
                        attrs={
                            "aria-label": f"{spoken(kind.text)} · {spoken(channel.text)}",
                            "class": "form-select",
                        }
                    ),
                )
        self.fields["quiet_from"] = _time(_("免打扰从"), hours.quiet_from)
        self.fields["quiet_until"] = _time(_("到"), hours.quiet_until)
        self.fields["digest_at"] = _time(_("每日汇总时间"), hours.digest_at)

    def rows(self) -> Iterator[Row]:
        """The table of kinds and channels."""
        for kind, _chosen in self.paces:
            yield Row(kind, [(channel, self[_name(kind, channel)]) for channel in Channel])

    def chosen(self) -> dict[tuple[MessageKind, Channel], Pace]:
        """What was chosen, of a valid form."""
        return {
            (kind, channel): Pace(self.cleaned_data[_name(kind, channel)])
            for kind, _chosen in self.paces
            for channel in Channel
        }

    def hours(self) -> Hours:
        """The hours, of a valid form."""
        data = self.cleaned_data
        return Hours(data["quiet_from"], data["quiet_until"], data["digest_at"])


def _has_choice(kind: MessageKind) -> bool:
    """Whether there is anything to settle; a trial, say, always goes out everywhere at once."""
    return any(len(_offered(kind, channel)) > 1 for channel in Channel)


def _name(kind: MessageKind, channel: Channel) -> str:
    return f"{kind.name}-{channel.value}"


def _offered(kind: MessageKind, channel: Channel) -> list[Pace]:
    """What may be chosen: what is urgent waits for no digest, what is a duty goes out where it always does."""
    offered = [Pace.AT_ONCE] if kind.urgent else [Pace.AT_ONCE, Pace.DIGEST]
    if kind.may_be_stopped or kind.pace_on(channel) == Pace.OFF:
        offered.append(Pace.OFF)
    return offered
