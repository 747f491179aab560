"""The facts of a record through the API; inside matters, not there for outsiders."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Schema, Status

from kejia.plain.text import Language, Text
from kejia.programmes.records.access import actor_of, is_inside
from kejia.programmes.records.record import PAST, Line, find_record, groups, title_of
from kejia.programmes.records.wording import columns_of
from kejia.register.cards import LARGEST_ID
from kejia.register.reads import records_of

router = Router(tags=["records"])
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
A_GROUP = 200
NOTHING = Text("没有这条记录，或没有这类事项", "there is no such record, or no such kind of fact")


class Refusal(Schema):
    """Why there is no answer."""

    error: str


class RecordFact(Schema):
    """One version of a fact. `until` is its last day, `known_until` null while it is believed.

    `values` are the columns as the register keeps them; numbers of documents are masked.
    """

    id: int
    sort: str
    name: str
    says: str
    values: dict[str, Any]
    since: str | None
    until: str | None
    known_from: str
    known_until: str | None
    document: str
    document_date: str | None
    reason: str
    recorded_by: str


class RecordGroup(Schema):
    """The facts of one kind: up to 200 a page of those believed, of how many; with `past`, the last 30 of those before."""

    table: str
    name: str
    of: int
    facts: list[RecordFact]
    past_of: int
    past: list[RecordFact]


class RecordOut(Schema):
    """A person or an organisation, and all that is said of it; `ids` are those that lead to it, its own among them."""

    id: int
    ids: list[int]
    name: str
    groups: list[RecordGroup]


@router.get(
    "/records/{which}/{id}",
    response={200: RecordOut, 404: Refusal, 422: Refusal},
    summary="The facts of a person or an organisation",
    operation_id="record",
)
def record(
    request: HttpRequest,
    which: Literal["people", "organisations"],
    id: Id,
    only: str = "",
    page: PageNumber = 1,
    past: bool = False,
    lang: Literal["zh", "en"] = "zh",
) -> Any:
    """All facts, or `only` those of one table, of which later pages can be asked for."""
    try:
        if not is_inside(request):
            raise Http404
        by = actor_of(request)
        found = find_record(which, id, by=by)
        shown = groups(found, by=by, only=only, page=page, limit=A_GROUP, past=PAST if past else 0)
    except Http404:
        return Status(404, Refusal(error=NOTHING.within(lang)))
    answer = {
        "id": found.pk,
        "ids": records_of(found),
        "name": title_of(found, by=by).name.within(lang),
        "groups": [
            {
                "table": group.table,
                "name": group.text.within(lang),
                "of": group.of,
                "facts": [_fact(line, lang) for line in group.lines],
                "past_of": group.past_of,
                "past": [_fact(line, lang) for line in group.past],
            }
            for group in shown
        ],
    }
    return Status(200, answer)


def _fact(line: Line, lang: Language) -> dict[str, Any]:
    fact = line.fact
    since, last = line.first_and_last
    return {
        "id": line.id,
        "sort": line.sort.slug,
        "name": line.sort.text.within(lang),
        "says": line.says.within(lang),
        "values": {column: getattr(fact, column) for column in columns_of(type(fact))},
        "since": since.isoformat() if since else None,
        "until": last.isoformat() if last else None,
        "known_from": line.known_from.isoformat() if line.known_from else "",
        "known_until": line.believed_until.isoformat() if line.believed_until else None,
        "document": line.document,
        "document_date": line.document_date or None,
        "reason": line.reason,
        "recorded_by": line.by.within(lang),
    }
