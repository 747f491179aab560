"""Likely duplicates, merging two records side by side, and undoing it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kejia.plain.text import Text
from kejia.programmes.records.access import actor_of, inside
from kejia.programmes.records.actions import ChangedMeanwhile, merge_as_seen, undo_as_seen
from kejia.programmes.records.forms import ReasonForm
from kejia.programmes.records.merging import CONTRADICTS, NOT_CHOSEN, beside, read_choices
from kejia.programmes.records.pages import A_PAGE, CHANGED, REFUSED
from kejia.programmes.records.record import get_record, lines_of, titles_of, which_of
from kejia.programmes.records.refusals import Refused, refused, told
from kejia.programmes.records.seeing import read_opened, seen_of
from kejia.programmes.records.undoing import foreseen, link_to_merge_of, outcome_of
from kejia.register import actions
from kejia.register.cards import LARGEST_ID
from kejia.register.duplicates import Duplicate, likely_duplicate_organisations, likely_duplicates
from kejia.register.histories import Record
from kejia.register.kinds import Side
from kejia.register.merging import AlreadyMerged, Contradictory, Unresolved
from kejia.register.models import Merge
from kejia.register.unmerging import AlreadyUndone, MergedOn
from kejia.trail.actor import Actor

MOST = 1_000
"""Pairs that are looked for; with more, those merged make room for the next."""
CANNOT = Text(
    "这两条记录不能合并：单位的类别不同。类别变了就是另一个单位，请用“并入”“更名自”等关系登记",
    "these two cannot be merged: they are of different kinds, and what becomes another kind is another organisation; enter how one came of the other as a relation",
)
ITSELF = Text("这是同一条记录，不需要合并", "this is one record already")
CHANGED_CONFLICTS = Text(
    "要选的各项与您打开时不同了；已选的都保留着，请看新的各项",
    "the conflicts are no longer those you saw; your choices are kept, look at the new ones",
)
MERGED_ON = Text(
    "保留的一条后来又被并入 {id} 号。请先撤销那一次合并，再撤销这一次",
    "the record that stayed was itself merged into no. {id} since: undo that merge first, then this one",
)


@inside
@never_cache
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one, surest first; each leads to its merge."""
    by = actor_of(request)
    which = "organisations" if request.GET.get("of") == "organisations" else "people"
    find = likely_duplicates if which == "people" else likely_duplicate_organisations
    found = find(by=by, limit=MOST)
    written = request.GET.get("page", "1")
    last = max(1, -(-len(found) // A_PAGE))
    page = min(
        max(1, int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 1), last
    )
    context = {
        "which": which,
        "pairs": _pairs(which, found[(page - 1) * A_PAGE : page * A_PAGE], by),
        "of": len(found),
        "perhaps_more": len(found) == MOST,
        "page": page,
        "last": last,
    }
    return render(request, "records/duplicates.html", context)


def _pairs(which: str, found: Sequence[Duplicate], by: Actor) -> list[tuple[Any, Any, Any]]:
    titles = titles_of(which, {id for each in found for id in (each.one, each.other)}, by=by)
    return [(titles[each.other], titles[each.one], each.reasons) for each in found]


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, which: str, leaving: int, staying: int) -> HttpResponse:
    """Two records side by side: choose, confirm, merge. Whatever is refused, the choices are kept."""
    by = actor_of(request)
    one, other = get_record(which, leaving), get_record(which, staying)
    titles = titles_of(which, [leaving, staying], by=by)
    context: dict[str, Any] = {
        "which": which,
        "leaving": titles[leaving],
        "staying": titles[staying],
        "record": other,
    }
    if (stopped := _stopped(one, other)) is not None:
        return render(request, "records/cannot_merge.html", {**context, "refused": stopped}, status=REFUSED)
    chosen, otherwise = read_choices(request.POST)
    form = ReasonForm(request.POST or None)
    faults: dict[str, Text] = {}
    status = 200
    if request.method == "POST" and request.POST.get("step") != "back":
        status = REFUSED
        sure = request.POST.get("step") == "merge"
        if form.is_valid():
            try:
                answer = _go_on(request, one, other, form, sure=sure, by=by)
            except ChangedMeanwhile as error:
                status = CHANGED
                context["told"] = told(error.begun, error.ended, by=by)
            except Unresolved as error:
                faults = dict.fromkeys(error.open_keys, NOT_CHOSEN)
                chosen = {key: side for key, side in chosen.items() if key not in error.idle_choices}
                context["why"] = CHANGED_CONFLICTS if error.idle_choices else None
            except Contradictory as error:
                faults = dict.fromkeys(error.keys, CONTRADICTS)
            except AlreadyMerged:
                return redirect("records:merge", which, leaving, staying)
            except actions.Overlaps as error:
                context["refused"] = refused(error, None, by=by)
            else:
                if isinstance(answer, HttpResponse):
                    return answer
                return render(request, "records/confirm_merge.html", {**context, **answer})
    shown = beside(one, other, chosen, by=by, faults=faults)
    context |= {"form": form, "beside": shown, "otherwise": otherwise or "", "faults": len(faults)}
    context |= seen_of(one, other, by=by)
    return render(request, "records/merge.html", context, status=status)


def _go_on(
    request: HttpRequest, one: Record, other: Record, form: ReasonForm, *, sure: bool, by: Actor
) -> HttpResponse | dict[str, Any]:
    """What merging would do, said before it is done; with `sure`, done. Raises what merging raises."""
    chosen, otherwise = read_choices(request.POST)
    seen, opened = read_opened(request)
    reason = form.cleaned_data["reason"]
    if sure:
        made = merge_as_seen(
            one,
            into=other,
            choices=chosen,
            otherwise=otherwise,
            reason=reason,
            seen=seen,
            opened=opened,
            by=by,
        )
        return redirect("records:merged", made.pk)
    shown = beside(one, other, chosen, by=by)
    open_keys = [] if otherwise else [each.key for each in shown.choices if not each.chosen]
    keys = {each.key for each in shown.choices}
    idle = [] if shown.more else sorted(set(chosen) - keys)
    if open_keys or idle or (shown.more and not otherwise):
        raise Unresolved(open_keys, idle)
    sides = [each.chosen or (otherwise or Side.STAYING).value for each in shown.choices]
    left = sides.count(Side.LEAVING.value) + (shown.more if otherwise is Side.LEAVING else 0)
    return {
        "beside": shown,
        "left": left,
        "right": shown.of - left,
        "kept": sorted({f"choice-{key}": side.value for key, side in chosen.items()}.items()),
        "otherwise": otherwise or "",
        "reason": reason,
        "seen": seen,
        "opened": request.POST.get("opened", ""),
    }


def _stopped(one: Record, other: Record) -> Refused | None:
    """Why these two are not merged at all."""
    for each in (one, other):
        if each.merged_into_id is not None:
            return link_to_merge_of(each)
    if one.pk == other.pk:
        return Refused(ITSELF)
    if getattr(one, "kind", None) != getattr(other, "kind", None):
        return Refused(CANNOT)
    return None


@inside
@never_cache
@require_safe
def merged(request: HttpRequest, id: int) -> HttpResponse:
    """What a merge did, and the way to undo it; once undone, what came of that."""
    by, found = actor_of(request), get_merge(id)
    return render(request, "records/merged.html", {**_about(found, by), **outcome_of(found, by=by)})


@inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, id: int) -> HttpResponse:
    """Undoing a merge: what will happen is said, a reason asked, and it is done as it was seen."""
    by, found = actor_of(request), get_merge(id)
    if found.undone_at is not None:
        return redirect("records:merged", found.pk)
    form = ReasonForm(request.POST or None)
    context = _about(found, by)
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            seen, opened = read_opened(request)
            try:
                undo_as_seen(found, reason=form.cleaned_data["reason"], seen=seen, opened=opened, by=by)
            except ChangedMeanwhile as error:
                status = CHANGED
                context["told"] = told(error.begun, error.ended, by=by)
            except AlreadyUndone:
                return redirect("records:merged", found.pk)
            except MergedOn:
                pass  # said below, for whoever only looks too
            else:
                return redirect("records:merged", found.pk)
    staying = found.staying
    staying.refresh_from_db()
    if staying.merged_into_id is not None:
        context["refused"] = link_to_merge_of(staying, MERGED_ON)
        return render(request, "records/cannot_merge.html", context, status=REFUSED)
    expected = foreseen(found)
    context |= {
        "form": form,
        "restored": expected.restored,
        "stays": lines_of(expected.stays, by=by),
        "stays_of": expected.stays_of,
        **seen_of(staying, by=by),
    }
    return render(request, "records/undo.html", context, status=status)


def get_merge(id: int) -> Merge:
    """A merge by its id. Raises Http404."""
    found = Merge.objects.filter(pk=id).first() if 0 < id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def _about(found: Merge, by: Actor) -> dict[str, Any]:
    which = which_of(found.leaving)
    titles = titles_of(which, [found.leaving.pk, found.staying.pk], by=by)
    return {
        "merge": found,
        "which": which,
        "leaving": titles[found.leaving.pk],
        "staying": titles[found.staying.pk],
    }
