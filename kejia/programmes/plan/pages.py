"""The page of the plan, and the panel of one clause."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kejia.programmes.plan.filters import Filter, read_filter
from kejia.programmes.plan.kinds import Kind
from kejia.programmes.plan.reads import Article, Line, Plan, norm_lines, read_plan
from kejia.wings.context import find_address
from kejia.wings.marks import State
from kejia.wings.words import dated, spoken

SHOWN_STATES = (State.CHECKABLE, State.COMPUTED, State.NOT_BUILT)


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with its address, for the strip and the text."""

    line: Line
    query: str
    faded: bool

    @property
    def href(self) -> str:
        """The address that opens the clause and goes to it."""
        return f"{self.query}#{self.line.anchor}"

    @property
    def id(self) -> str:
        """The clause's id."""
        return self.line.id

    @property
    def state(self) -> str:
        """The state's name, for the style sheet."""
        return self.line.state.value

    @property
    def say(self) -> str:
        """The state in words."""
        return spoken(self.line.state.text)


@dataclass(frozen=True, slots=True)
class Rows:
    """An article as rows."""

    number: int
    heading: str
    lines: tuple[Row, ...]

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that the filter lets through."""
        return tuple(row for row in self.lines if not row.faded)


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The text with its clauses; `?clause=4.1` opens one, and alone is sent where htmx asks for the panel."""
    document = read_plan()
    current = None
    if "clause" in request.GET:
        current = document.find_line(request.GET["clause"])
        if current is None:
            raise Http404
    chosen = read_filter(request.GET, document)
    if current is not None and _asks_for_panel(request):
        response = render(request, "plan/panel.html", _panel(current, chosen))
    else:
        response = render(request, "plan/plan.html", _page(document, chosen, current))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _asks_for_panel(request: HttpRequest) -> bool:
    asked = request.headers.get
    return asked("HX-Request") == "true" and asked("HX-Target", "").startswith("slot-")


def _panel(line: Line, chosen: Filter) -> dict[str, Any]:
    return {
        "current": line,
        "norms": norm_lines(line),
        "close_href": f"{chosen.query()}#{line.anchor}",
        "check_href": find_address("check"),
    }


def _page(document: Plan, chosen: Filter, current: Line | None) -> dict[str, Any]:
    counts = Counter(line.state for line in document.lines())
    rows = {article.number: _rows(article, chosen, current) for article in document.articles()}
    sections = [
        (section.title, [rows[article.number] for article in section.articles])
        for section in document.sections
    ]
    shown = sum(len(article.shown) for article in rows.values())
    return {
        "law": document.law,
        "published": dated(document.law.published),
        "since": dated(document.law.since),
        "preamble": () if chosen else document.preamble,
        "sections": [(title, articles) for title, articles in sections if any(a.shown for a in articles)],
        "articles": list(rows.values()),
        "article_count": sum(1 for article in rows.values() if article.heading),
        "total": sum(counts.values()),
        "shown": shown,
        "chosen": chosen,
        "counts": [
            (state, counts[state], chosen.query(state="" if chosen.state is state else state.value))
            for state in SHOWN_STATES
        ],
        "kinds": [(kind.value, spoken(kind.text)) for kind in Kind],
        **(
            _panel(current, chosen)
            if current is not None
            else {"current": None, "check_href": find_address("check")}
        ),
    }


def _rows(article: Article, chosen: Filter, current: Line | None) -> Rows:
    lines = tuple(
        Row(line, chosen.query(clause=line.id), not chosen.shows(line) and line is not current)
        for line in article.lines
    )
    return Rows(article.number, article.heading, lines)
