"""The components of the look as template tags; `/gallery/` shows each, README.md lists them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.utils.safestring import SafeString

from kejia.norms.kinds import Modality
from kejia.wings import shares
from kejia.wings.marks import SHAPES, word_of
from kejia.wings.words import citation, spoken

register = template.Library()
register.filter("spoken", spoken)


@register.filter
def cited(clause: str) -> str:
    """A clause's id as it is cited on the page."""
    return spoken(citation(clause))


@register.filter
def modality(value: str) -> str:
    """How strongly a norm binds, in words."""
    return spoken(Modality(value).text)


@register.inclusion_tag("wings/mark.html")
def mark(verdict: str, *, word: bool = True, pill: bool = False) -> dict[str, Any]:
    """A verdict or state: its shape, and its word beside it (for screen readers only, with `word=False`)."""
    return {
        "verdict": str(verdict),
        "shape": SHAPES[verdict],
        "say": spoken(word_of(verdict)),
        "word": word,
        "pill": pill,
    }


@register.inclusion_tag("wings/share_bar.html")
def share_bar(
    label: str,
    low: shares.Given,
    high: shares.Given,
    threshold: shares.Given = None,
    numerator: int | None = None,
    denominator: int | None = None,
    *,
    line: str = "",
    say: str = "",
    verdict: str = "",
    ceiling: bool = False,
) -> dict[str, Any]:
    """A share against its line: sure part filled, unsure part hatched, the line a tick; figures at the right.

    `line` puts the line into words (不低于65%), `say` is the one sentence below.
    """
    return {
        "label": label,
        "bar": shares.bar(low, high, threshold, ceiling=ceiling),
        "numerator": numerator,
        "denominator": denominator,
        "line": line,
        "say": say,
        "verdict": str(verdict),
    }


@register.inclusion_tag("wings/verdict_panel.html")
def verdict_panel(
    finding: Mapping[str, Any],
    *,
    title: str = "",
    line: str = "",
    basis: str = "",
    on: str = "",
) -> dict[str, Any]:
    """One finding as the API gives it: verdict, clause, quote, figures, what would mend it, reading."""
    return {"finding": finding, "title": title, "line": line, "basis": basis, "on": on}


@register.inclusion_tag("wings/clause_strip.html")
def clause_strip(articles: Iterable[object], current: str = "") -> dict[str, Any]:
    """All clauses as small marks by article.

    Each article has `number` and `lines`, each line `id`, `state`, `say`, `href`, `faded`.
    """
    return {"articles": articles, "current": current}


@register.inclusion_tag("wings/person.html")
def person(name: str, unit: str = "", say: str = "", *, href: str = "") -> dict[str, Any]:
    """A person in one line: name, where from, and what is open about them."""
    return {"name": name, "unit": unit, "say": say, "href": href}


@register.inclusion_tag("wings/empty.html")
def empty(what: str, act: str = "", *, href: str = "") -> dict[str, Any]:
    """What will be here, and the one act that fills it."""
    return {"what": what, "act": act, "href": href}


@register.inclusion_tag("wings/refusal.html")
def refusal(what: str, why: str, who: str = "") -> dict[str, Any]:
    """What was refused, why (rule and date), who can help."""
    return {"what": what, "why": why, "who": who}


@register.inclusion_tag("wings/date_pair.html")
def date_pair(on: str, known: str = "") -> dict[str, Any]:
    """The day a page holds for, and the day by whose knowledge; the second is today where it is empty."""
    return {"on": on, "known": known}


@register.inclusion_tag("wings/crumbs.html")
def crumbs(*steps: str) -> dict[str, Any]:
    """The way to this page: words and addresses in turn; the last is the page itself, without address."""
    pairs = [(steps[i], steps[i + 1] if i + 1 < len(steps) else "") for i in range(0, len(steps), 2)]
    return {"steps": pairs}


@register.inclusion_tag("wings/progress.html")
def progress(done: int, total: int, say: str) -> dict[str, Any]:
    """A line of progress: what is done of how much."""
    return {"done": done, "total": total, "say": say}


@register.inclusion_tag("wings/field.html")
def field(bound: BoundField, *, filled_from: str = "", optional: bool = True) -> dict[str, Any]:
    """A form's field: label above, help below, what is wrong in words, where a value came from.

    `optional=False` leaves out "may be left blank", where one of several fields is needed.
    """
    widget = bound.field.widget
    return {
        "bound": bound,
        "control": _control(bound),
        "grouped": isinstance(widget, RadioSelect),
        "single_check": isinstance(widget, CheckboxInput),
        "filled_from": filled_from,
        "optional": optional and not bound.field.required,
    }


def _control(bound: BoundField) -> SafeString:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect):
        return bound.as_widget()  # a class would land on the box around the choices too
    if isinstance(widget, CheckboxInput):
        look = "form-check-input"
    elif isinstance(widget, Select):
        look = "form-select"
    else:
        look = "form-control"
    return bound.as_widget(attrs={"class": look})
