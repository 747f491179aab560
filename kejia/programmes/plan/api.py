"""The plan through the API."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from kejia.judging.plan_json import evidence_json
from kejia.programmes.plan.live import CannotShow, When, read_live, shows_marks
from kejia.programmes.plan.reads import Line, read_plan

router = Router(tags=["plan"])


class KeptBy(Schema):
    """What keeps a clause, in both languages."""

    zh: str
    en: str


class NormOut(Schema):
    """One rule of a clause: over how many bodies it came out how."""

    id: str
    name: str
    modality: Literal["must", "should", "may", "trend"]
    state: str
    met: int
    not_met: int
    cannot_tell: int


class BodyOut(Schema):
    """What one rule says of one body or organisation; a share of people comes with its figures, as fractions."""

    organisation: int | None
    body: str | None
    name: str
    norm: str
    state: str
    say: str
    numerator: int | None
    denominator: int | None
    low: str | None
    high: str | None
    threshold: str | None


class EvidenceOut(Schema):
    """What a state rests on: bodies counted by their worst finding, and up to 20 of them, the worst first."""

    met: int
    not_met: int
    cannot_tell: int
    why: str | None
    norms: list[NormOut]
    bodies: list[BodyOut]


class ClauseOut(Schema):
    """One clause. `can_be_checked` says that a roster can be judged by it; it is no verdict.

    `state` and `evidence` are there only where the installation shows inside matters.
    """

    id: str
    text: str
    kinds: list[str]
    kept_by: KeptBy
    norms: list[str]
    can_be_checked: bool
    state: Literal["met", "not_met", "cannot_tell", "not_in_force", "in_hand", "not_built"] | None = None
    evidence: EvidenceOut | None = None


class PlanOut(Schema):
    """All clauses, in the order of the document."""

    id: str
    title: KeptBy
    published: str
    clauses: list[ClauseOut]


class Refusal(Schema):
    """Why there is no answer, and what to do."""

    error: str


@router.get(
    "/plan",
    response={200: PlanOut, 422: Refusal},
    summary="The plan's clauses and what keeps each",
    operation_id="plan",
    exclude_unset=True,
)
def plan(request: HttpRequest, on: str = "", known: str = "", lang: Literal["zh", "en"] = "zh") -> Any:
    """The text clause by clause; inside, with the state of each `on` a day, as `known` by the end of another."""
    document = read_plan()
    live: dict[str, dict[str, Any]] = {}
    if shows_marks(request):
        try:
            judged = read_live(When(on.strip(), known.strip()))
        except CannotShow as error:
            return Status(422, Refusal(error=error.say.within(lang)))
        live = {
            each.clause.id: {"state": each.state.value, "evidence": evidence_json(judged, each, lang)}
            for each in judged.clauses
        }
    return Status(
        200,
        {
            "id": document.law.id,
            "title": {"zh": document.law.title.zh, "en": document.law.title.en},
            "published": document.law.published.isoformat(),
            "clauses": [_clause(line) | live.get(line.id, {}) for line in document.lines()],
        },
    )


def _clause(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "text": line.text,
        "kinds": [kind.value for kind in line.kinds],
        "kept_by": {"zh": line.kept_by.zh, "en": line.kept_by.en},
        "norms": [norm.id for norm in (*line.norms, *line.unit_norms)],
        "can_be_checked": bool(line.norms),
    }
