"""The page of the plan, and the panel of one clause."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kejia.judging.clauses import ClauseState, PlanJudged
from kejia.programmes.plan.filters import TODAY, Filter, read_filter
from kejia.programmes.plan.kinds import Kind
from kejia.programmes.plan.live import CannotShow, When, bars, bodies, read_live, shows_marks, term_lines
from kejia.programmes.plan.reads import Article, Line, Plan, norm_lines, read_plan
from kejia.wings.context import find_address
from kejia.wings.marks import State, word_of
from kejia.wings.words import dated, spoken

SHOWN_LINES = 20
PUBLIC_STATES = (State.CHECKABLE, State.COMPUTED, State.NOT_BUILT)


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with its state and its address, for the strip and the text."""

    line: Line
    state: str
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
    def say(self) -> str:
        """The state in words."""
        return spoken(word_of(self.state))


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; `live` is None for the public, and where the marks cannot be shown."""

    document: Plan
    chosen: Filter
    current: Line | None
    live: PlanJudged | None
    problem: str = ""
    inside: bool = False

    def state(self, line: Line) -> str:
        """The mark of a clause."""
        return line.state.value if self.live is None else self.live.find(line.id).state.value


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The text with its clauses; `?clause=4.1` opens one, and alone is sent where htmx asks for the panel."""
    document = read_plan()
    current = None
    if "clause" in request.GET:
        current = document.find_line(request.GET["clause"])
        if current is None:
            raise Http404
    asked = _asked(request, document, current)
    status = 400 if asked.problem else 200
    if asked.current is not None and _asks_for_panel(request):
        response = render(request, "plan/panel.html", _panel(asked, asked.current), status=status)
    else:
        response = render(request, "plan/plan.html", _page(asked), status=status)
    patch_vary_headers(response, ["HX-Request"])
    if asked.inside:
        response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest, document: Plan, current: Line | None) -> Asked:
    if not shows_marks(request):
        chosen = read_filter(request.GET, document, [*State], TODAY)
        return Asked(document, chosen, current, None)
    when = When(request.GET.get("on", "").strip(), request.GET.get("known", "").strip())
    try:
        live, problem = read_live(when), ""
    except CannotShow as error:
        live, problem, when = None, spoken(error.say), TODAY
    states = [*State] if live is None else [*ClauseState]
    return Asked(document, read_filter(request.GET, document, states, when), current, live, problem, True)


def _asks_for_panel(request: HttpRequest) -> bool:
    asked = request.headers.get
    return asked("HX-Request") == "true" and asked("HX-Target", "").startswith("slot-")


def _panel(asked: Asked, line: Line) -> dict[str, Any]:
    judged = asked.live.find(line.id) if asked.live else None
    return {
        "current": line,
        "current_state": asked.state(line),
        "norms": norm_lines(line),
        "judged": judged,
        "bars": bars(judged) if judged else (),
        "bodies": bodies(asked.live, judged, asked.chosen.when) if asked.live and judged else (),
        "close_href": f"{asked.chosen.query()}#{line.anchor}",
        "check_href": find_address("check"),
    }


def _page(asked: Asked) -> dict[str, Any]:
    document, chosen, current = asked.document, asked.chosen, asked.current
    counts = Counter(asked.state(line) for line in document.lines())
    rows = {article.number: _rows(article, asked) for article in document.articles()}
    sections = [
        (section.title, [rows[article.number] for article in section.articles])
        for section in document.sections
    ]
    states = [s.value for s in ClauseState] if asked.live else [s.value for s in PUBLIC_STATES]
    return {
        "law": document.law,
        "published": dated(document.law.published),
        "since": dated(document.law.since),
        "preamble": () if chosen else document.preamble,
        "sections": [(title, articles) for title, articles in sections if any(a.shown for a in articles)],
        "articles": list(rows.values()),
        "article_count": sum(1 for article in rows.values() if article.heading),
        "total": sum(counts.values()),
        "shown": sum(len(article.shown) for article in rows.values()),
        "chosen": chosen,
        "counts": [
            (state, spoken(word_of(state)), counts[state], _narrowed(chosen, state))
            for state in states
            if asked.live is None or counts[state]
        ],
        "kinds": [(kind.value, spoken(kind.text)) for kind in Kind],
        "current": None,
        "term_lines": term_lines(asked.live, chosen.when)[:SHOWN_LINES] if asked.live else (),
        "term_line_count": len(asked.live.lines) + len(asked.live.unreadable) if asked.live else 0,
        "check_href": find_address("check"),
        **_dates(asked),
        **(_panel(asked, current) if current is not None else {}),
    }


def _narrowed(chosen: Filter, state: str) -> str:
    return chosen.query(state="" if chosen.state == state else state)


def _dates(asked: Asked) -> dict[str, Any]:
    """The pair of dates in the top bar and the form that changes them, for those inside."""
    if not asked.inside:
        return {"inside": False}
    when = asked.chosen.when
    on = asked.live.on if asked.live else timezone.localdate()
    all_href = Filter(when=when).query()
    return {
        "inside": True,
        "live": asked.live is not None,
        "problem": asked.problem,
        "on": on.isoformat(),
        "known": when.known,
        "all_href": all_href,
    }


def _rows(article: Article, asked: Asked) -> Rows:
    lines = []
    for line in article.lines:
        state = asked.state(line)
        faded = not asked.chosen.shows(line, state) and line is not asked.current
        lines.append(Row(line, state, asked.chosen.query(clause=line.id), faded))
    return Rows(article.number, article.heading, tuple(lines))
