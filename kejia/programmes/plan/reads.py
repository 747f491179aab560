"""The plan as a page needs it: its sections, articles and clauses, what keeps each, and what can be checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kejia.norms.kinds import Level
from kejia.norms.law import LAW_FOLDER, PLAN, Clause, Law, Norm, load_law
from kejia.norms.sentences import line_text
from kejia.norms.unit_sentences import addressee_text, norm_line_text
from kejia.norms.units import ClauseNorm, UnitNorm
from kejia.plain.text import Text
from kejia.programmes.plan.kinds import Kind, kind_text, read_kind
from kejia.wings.marks import State


@dataclass(frozen=True, slots=True)
class Line:
    """One clause; `number` is its place in the article."""

    id: str
    text: str
    kinds: tuple[Kind, ...]
    kind_texts: tuple[Text, ...]
    kept_by: Text
    norms: tuple[Norm, ...]
    """The rules a roster can be judged by."""
    unit_norms: tuple[UnitNorm | ClauseNorm, ...] = ()
    """The rules that only the register can answer."""

    @property
    def state(self) -> State:
        """What may be said of it before anything was judged."""
        if self.norms:
            return State.CHECKABLE
        return State.COMPUTED if self.unit_norms else State.NOT_BUILT

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"clause-{self.id.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its heading and its clauses. Article 0 states the aims and has no heading of its own."""

    number: int
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the printed document."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole document."""

    law: Law
    preamble: tuple[str, ...]
    sections: tuple[Section, ...]

    def articles(self) -> Iterator[Article]:
        """All articles in order."""
        for section in self.sections:
            yield from section.articles

    def lines(self) -> Iterator[Line]:
        """All clauses in order."""
        for article in self.articles():
            yield from article.lines

    def find_line(self, clause: str) -> Line | None:
        """The clause of an id."""
        return next((line for line in self.lines() if line.id == clause), None)


@cache
def read_plan() -> Plan:
    """The plan in force, read once a process."""
    law = load_law(LAW_FOLDER / PLAN)
    articles = tuple(_articles(law))
    firsts = [int(section["first_article"]) for section in law.sections] + [len(articles)]
    sections = tuple(
        Section(str(section["title"]), articles[first:after])
        for section, (first, after) in zip(law.sections, pairwise(firsts), strict=True)
    )
    return Plan(law, _preamble(sections[0].title), sections)


def _articles(law: Law) -> Iterator[Article]:
    clauses = law.clauses
    headings = [clause for clause in clauses if clause.is_heading]
    for heading in headings:
        number = heading.id.partition(".")[0]
        lines = [_line(c, law) for c in clauses if c.id.partition(".")[0] == number and not c.is_heading]
        yield Article(int(number), heading.text if number != "0" else "", tuple(lines))


def _line(clause: Clause, law: Law) -> Line:
    return Line(
        id=clause.id,
        text=clause.text,
        kinds=tuple(read_kind(written)[0] for written in clause.kinds),
        kind_texts=tuple(kind_text(written) for written in clause.kinds),
        kept_by=clause.kept_by,
        norms=tuple(norm for norm in law.norms if norm.clause == clause.id),
        unit_norms=tuple(norm for norm in law.unit_norms if norm.clause == clause.id),
    )


def _preamble(first_section: str) -> tuple[str, ...]:
    """What stands between the title and the first section."""
    source = (LAW_FOLDER / PLAN / "source.txt").read_text(encoding="utf-8")
    paragraphs = [p.strip() for p in source.partition(first_section)[0].split("\n")]
    return tuple(p for p in paragraphs if p)[1:]


@dataclass(frozen=True, slots=True)
class NormLine:
    """A norm as the panel shows it."""

    norm: Norm | UnitNorm | ClauseNorm
    addressee: Text
    line: Text
    since: str


def norm_lines(line: Line) -> list[NormLine]:
    """The norms of a clause, each with its newest line in words."""
    return [*(_norm_line(norm) for norm in line.norms), *(_unit_norm_line(norm) for norm in line.unit_norms)]


def _norm_line(norm: Norm) -> NormLine:
    since, line = norm.versions[-1]
    body = norm.body.text
    level = norm.level.text
    addressee = body if norm.level is Level.ANY else Text(f"{level.zh}{body.zh}", f"{level.en} {body.en}")
    words = line_text(line, norm.measure) if line is not None else Text("已停止施行", "no longer in force")
    return NormLine(norm, addressee, words, since.isoformat())


def _unit_norm_line(norm: UnitNorm | ClauseNorm) -> NormLine:
    since = norm.since if isinstance(norm, ClauseNorm) else norm.versions[-1][0]
    return NormLine(norm, addressee_text(norm), norm_line_text(norm), since.isoformat())
