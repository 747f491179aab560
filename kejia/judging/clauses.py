"""From findings about bodies and organisations to the state of each clause of the document; pure, no database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kejia.norms.kinds import Modality, Outcome
from kejia.norms.law import Clause, Law, Norm
from kejia.norms.units import ClauseNorm, UnitNorm, judge_clauses, worst
from kejia.plain.text import Text

SHOWN_BODIES = 20
IN_HAND: frozenset[str] = frozenset()
"""Clauses that a programme keeps by its daily work; each is named by a story in tests/journeys that walks it."""
WORST_FIRST = (Outcome.NOT_MET, Outcome.CANNOT_TELL, Outcome.MET, Outcome.NOT_IN_FORCE)
NOBODY_ON_RECORD = Text(
    "登记中还没有这一款所说的机构或人员", "the register holds nobody yet of whom this speaks"
)
SOFT = Text(
    "一般应当、可以或趋势性的要求没有全部做到；是否另有理由，登记数据说明不了",
    "what should, may or tends to be is not so everywhere; whether there are reasons the register cannot tell",
)


class ClauseState(StrEnum):
    """Where a clause stands on a day."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_IN_FORCE = "not_in_force"
    IN_HAND = "in_hand"
    NOT_BUILT = "not_built"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a finding is about: an organisation, a body of it, a clause, or a name nobody bears."""

    organisation: int | None = None
    body: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What one norm found of one subject; the share is given where one was reckoned, 0 to 1, as fractions."""

    norm: str
    subject: Subject
    outcome: Outcome
    say: Text
    low: str = ""
    high: str = ""
    threshold: str = ""
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class NormCounts:
    """One norm of a clause: over how many subjects it came out how."""

    id: str
    name: Text
    modality: Modality
    outcome: Outcome
    met: int
    not_met: int
    cannot_tell: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a clause's state rests on: subjects counted by their worst finding, and some of them, the worst first."""

    met: int
    not_met: int
    cannot_tell: int
    norms: tuple[NormCounts, ...]
    bodies: tuple[Found, ...]
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class ClauseJudged:
    """One clause on a day."""

    clause: Clause
    state: ClauseState
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class BoundLine:
    """A line of a term: the norm it is, the body it binds, and the document it stands in."""

    norm: Norm
    organisation: int
    term: int
    document: str
    dated: date
    addressee: str = ""
    fact: int = 0
    """Its id on record; 0 for one that is only being tried."""

    @property
    def source(self) -> Text:
        """Where it stands, as printed under a verdict."""
        return Text(
            f"届次要求：{self.document}“{self.norm.quote}”",
            f"line of the term: {self.document}, “{self.norm.quote}”",
        )


@dataclass(frozen=True, slots=True)
class LineJudged:
    """A line of a term and what was found of its body."""

    line: BoundLine
    found: Found


@dataclass(frozen=True, slots=True)
class PlanJudged:
    """All clauses on a day; `names` are those of the organisations that the evidence shows."""

    law: Law
    on: date
    clauses: tuple[ClauseJudged, ...]
    names: Mapping[int, str] = field(default_factory=dict)
    lines: tuple[LineJudged, ...] = ()
    """The lines of terms; those that carry out no clause have no part in any clause's state."""
    unreadable: tuple[Found, ...] = ()
    """Lines of terms whose words mean nothing to us."""

    def find(self, clause: str) -> ClauseJudged:
        """The clause of an id; raises KeyError."""
        return {each.clause.id: each for each in self.clauses}[clause]


def judge_clauses_of(law: Law, on: date, found: Iterable[Found]) -> tuple[ClauseJudged, ...]:
    """The state of every clause, from what each norm in force found; a norm not in force need have found nothing."""
    by_norm: dict[str, list[Found]] = {}
    for each in found:
        by_norm.setdefault(each.norm, []).append(each)
    norms: dict[str, list[Norm | UnitNorm | ClauseNorm]] = {}
    for norm in law.all_norms:
        norms.setdefault(norm.clause, []).append(norm)
    for derived in law.unit_norms:
        if isinstance(derived, ClauseNorm):
            by_norm[derived.id] = _of_clauses(derived, on, norms, by_norm)
    return tuple(
        _judged(clause, on, norms.get(clause.id, ()), by_norm)
        for clause in law.clauses
        if not clause.is_heading
    )


def _in_force(norm: Norm | UnitNorm | ClauseNorm, on: date) -> bool:
    return norm.since <= on if isinstance(norm, ClauseNorm) else norm.version_on(on) is not None


def _outcomes(norm: Norm | UnitNorm | ClauseNorm, on: date, found: Sequence[Found]) -> list[Outcome]:
    if not _in_force(norm, on):
        return [Outcome.NOT_IN_FORCE]
    return [each.outcome for each in found] or [Outcome.CANNOT_TELL]


def _of_clauses(
    norm: ClauseNorm,
    on: date,
    norms: Mapping[str, Sequence[Norm | UnitNorm | ClauseNorm]],
    by_norm: Mapping[str, Sequence[Found]],
) -> list[Found]:
    if not _in_force(norm, on):
        return []
    found = []
    for clause in norm.all_of:
        outcomes = [
            outcome
            for each in norms.get(clause, ())
            if each.modality is Modality.MUST
            for outcome in _outcomes(each, on, by_norm.get(each.id, ()))
        ]
        outcome = judge_clauses(norm, on, outcomes)
        found.append(Found(norm.id, Subject(body=clause), outcome, outcome.text))
    return found


def _judged(
    clause: Clause,
    on: date,
    norms: Sequence[Norm | UnitNorm | ClauseNorm],
    by_norm: Mapping[str, Sequence[Found]],
) -> ClauseJudged:
    if not norms:
        state = ClauseState.IN_HAND if clause.id in IN_HAND else ClauseState.NOT_BUILT
        return ClauseJudged(clause, state)
    deciding = [norm for norm in norms if norm.modality is Modality.MUST] or list(norms)
    outcomes = [each for norm in deciding for each in _outcomes(norm, on, by_norm.get(norm.id, ()))]
    outcome, why = worst(outcomes), None
    if outcome is Outcome.NOT_MET and deciding[0].modality is not Modality.MUST:
        outcome, why = Outcome.CANNOT_TELL, SOFT
    elif outcome is Outcome.CANNOT_TELL and not any(by_norm.get(norm.id) for norm in deciding):
        why = NOBODY_ON_RECORD
    return ClauseJudged(clause, ClauseState(outcome.value), _evidence(norms, deciding, on, by_norm, why))


def _evidence(
    norms: Sequence[Norm | UnitNorm | ClauseNorm],
    deciding: Sequence[Norm | UnitNorm | ClauseNorm],
    on: date,
    by_norm: Mapping[str, Sequence[Found]],
    why: Text | None,
) -> Evidence:
    of_subject: dict[Subject, list[Outcome]] = {}
    for norm in deciding:
        for each in by_norm.get(norm.id, ()):
            of_subject.setdefault(each.subject, []).append(each.outcome)
    counts = Counter(worst(outcomes) for outcomes in of_subject.values())
    lines = []
    for norm in norms:
        found = by_norm.get(norm.id, ())
        per = Counter(each.outcome for each in found)
        lines.append(
            NormCounts(norm.id, norm.name, norm.modality, worst(_outcomes(norm, on, found)),
                       per[Outcome.MET], per[Outcome.NOT_MET], per[Outcome.CANNOT_TELL])
        )  # fmt: skip
    binding = {norm.id for norm in deciding}
    everyone = [each for norm in norms for each in by_norm.get(norm.id, ())]
    everyone.sort(key=lambda each: (WORST_FIRST.index(each.outcome), each.norm not in binding))
    return Evidence(
        counts[Outcome.MET],
        counts[Outcome.NOT_MET],
        counts[Outcome.CANNOT_TELL],
        tuple(lines),
        tuple(everyone[:SHOWN_BODIES]),
        why,
    )
