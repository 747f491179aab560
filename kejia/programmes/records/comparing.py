"""A fact that was changed since somebody opened it: what they saw, what it says now, and what they typed."""

from dataclasses import dataclass

from django import forms
from django.utils.dateparse import parse_date

from kejia.plain.text import Text
from kejia.programmes.records.forms import FactForm
from kejia.programmes.records.wording import column_text, columns_of, names_for, word_of
from kejia.register.models import Fact
from kejia.register.periods import shown, up_to_last
from kejia.trail.actor import Actor
from kejia.wings.words import spoken

MORE = ("valid", "document", "document_date")
WHOSE = ("person_id", "organisation_id", "post_id")
"""Columns that go without saying where nobody changed or typed them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One column of a fact, three times; `typed` is None where nothing was typed."""

    label: Text
    opened: Text
    now: Text | None
    typed: str | None
    changed: bool


def rows(opened: Fact, now: Fact | None, form: forms.Form | None, *, by: Actor) -> list[Row]:
    """Column by column; those that nobody says anything in are left out."""
    names = names_for([opened] + ([now] if now is not None else []), by=by)
    found = []
    for column in (*columns_of(type(opened)), *MORE):
        if (
            column in WHOSE
            and (now is None or getattr(now, column) == getattr(opened, column))
            and not _field(form, column)
        ):
            continue
        before = word_of(opened, column, names)
        after = word_of(now, column, names) if now is not None else None
        typed = None if form is None else _typed(form, column)
        if before.zh or (after and after.zh) or typed:
            changed = after is not None and after != before
            found.append(Row(column_text(type(opened), column), before, after, typed, changed))
    return found


def _typed(form: forms.Form, column: str) -> str | None:
    if not isinstance(form, FactForm) or not form.is_bound:
        return None
    if column == "valid":
        return _days_as_typed(form)
    field = _field(form, column)
    if field is None:
        return None
    written = str(form.data.get(column, "")).strip()
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(written, written))  # type: ignore[arg-type]  # pairs of words
    return written


def _field(form: forms.Form | None, column: str) -> forms.Field | None:
    return None if form is None else form.fields.get(column)


def _days_as_typed(form: forms.Form) -> str:
    since, last = (parse_date(form.data.get(name, "").strip()) for name in ("since", "last"))
    return spoken(shown(up_to_last(since, last))) if last is None or since is None or since <= last else ""
