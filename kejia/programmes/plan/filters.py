"""Which clauses a visitor asked to see, and for which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from kejia.programmes.plan.kinds import Kind
from kejia.programmes.plan.live import When
from kejia.programmes.plan.reads import Line, Plan

TODAY = When()


@dataclass(frozen=True, slots=True)
class Filter:
    """By article, state and kind; what is None does not narrow. `when` goes along and narrows nothing."""

    article: int | None = None
    state: str | None = None
    kind: Kind | None = None
    when: When = TODAY

    def __bool__(self) -> bool:
        return any(part is not None for part in (self.article, self.state, self.kind))

    def shows(self, line: Line, state: str) -> bool:
        """Whether a clause in this state is among those asked for."""
        return (
            (self.article is None or line.id.partition(".")[0] == str(self.article))
            and (self.state is None or state == self.state)
            and (self.kind is None or self.kind in line.kinds)
        )

    def query(self, **more: str) -> str:
        """This choice as the query of an address; `more` is added, an empty value takes one away."""
        given = {
            "article": self.article,
            "state": self.state,
            "kind": self.kind,
            "on": self.when.on,
            "known": self.when.known,
        } | more
        kept = {name: str(value) for name, value in given.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else "?"


def read_filter(query: QueryDict, plan: Plan, states: Iterable[str], when: When) -> Filter:
    """The filter of an address; a value that names nothing does not narrow."""
    article, state, kind = (query.get(name, "") for name in ("article", "state", "kind"))
    numbers = {str(a.number): a.number for a in plan.articles()}
    return Filter(
        article=numbers.get(article),
        state=state if state in set(states) else None,
        kind=Kind(kind) if kind in set(Kind) else None,
        when=when,
    )
