"""Which clauses a visitor asked to see."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from kejia.programmes.plan.kinds import Kind
from kejia.programmes.plan.reads import Line, Plan
from kejia.wings.marks import State


@dataclass(frozen=True, slots=True)
class Filter:
    """By article, state and kind; what is None does not narrow."""

    article: int | None = None
    state: State | None = None
    kind: Kind | None = None

    def __bool__(self) -> bool:
        return any(part is not None for part in (self.article, self.state, self.kind))

    def shows(self, line: Line) -> bool:
        """Whether a clause is among those asked for."""
        return (
            (self.article is None or line.id.partition(".")[0] == str(self.article))
            and (self.state is None or line.state is self.state)
            and (self.kind is None or self.kind in line.kinds)
        )

    def query(self, **more: str) -> str:
        """This choice as the query of an address; `more` is added, an empty value takes one away."""
        given = {"article": self.article, "state": self.state, "kind": self.kind} | more
        kept = {name: str(value) for name, value in given.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else "?"


def read_filter(query: QueryDict, plan: Plan) -> Filter:
    """The filter of an address; a value that names nothing does not narrow."""
    article, state, kind = (query.get(name, "") for name in ("article", "state", "kind"))
    numbers = {str(a.number): a.number for a in plan.articles()}
    return Filter(
        article=numbers.get(article),
        state=State(state) if state in set(State) else None,
        kind=Kind(kind) if kind in set(Kind) else None,
    )
