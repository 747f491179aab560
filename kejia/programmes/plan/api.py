"""The plan through the API."""

from django.http import HttpRequest
from ninja import Router, Schema

from kejia.programmes.plan.reads import read_plan

router = Router(tags=["plan"])


class KeptBy(Schema):
    """What keeps a clause, in both languages."""

    zh: str
    en: str


class ClauseOut(Schema):
    """One clause. `can_be_checked` says that a roster can be judged by it; it is no verdict."""

    id: str
    text: str
    kinds: list[str]
    kept_by: KeptBy
    norms: list[str]
    can_be_checked: bool


class PlanOut(Schema):
    """All clauses, in the order of the document."""

    id: str
    title: KeptBy
    published: str
    clauses: list[ClauseOut]


@router.get("/plan", response=PlanOut, summary="The plan's clauses and what keeps each", operation_id="plan")
def plan(request: HttpRequest) -> PlanOut:
    """The text clause by clause."""
    document = read_plan()
    return PlanOut(
        id=document.law.id,
        title=KeptBy(zh=document.law.title.zh, en=document.law.title.en),
        published=document.law.published.isoformat(),
        clauses=[
            ClauseOut(
                id=line.id,
                text=line.text,
                kinds=[kind.value for kind in line.kinds],
                kept_by=KeptBy(zh=line.kept_by.zh, en=line.kept_by.en),
                norms=[norm.id for norm in (*line.norms, *line.unit_norms)],
                can_be_checked=bool(line.norms),
            )
            for line in document.lines()
        ],
    )
