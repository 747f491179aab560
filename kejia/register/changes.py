"""What became of a fact since somebody opened it: the belief that holds now, and who changed it when."""

from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db.models import Q
from django.utils import timezone

from kejia.plain.text import Text
from kejia.register.actions import table_of
from kejia.register.models import BELIEVED, Fact, Replacement
from kejia.register.naming import acted_as_text
from kejia.trail.actor import Actor
from kejia.trail.models import Entry
from kejia.trail.reads import entries_of_subject

F_ = TypeVar("F_", bound=Fact)

READER = Actor("system", "register", "登记簿", "")
"""Whoever corrects a fact may know who did so before; the trail as a whole is not opened by that."""
CORRECTED = Text(
    "您打开之后，{who}已于{when}更正了这条内容；请按现在的内容再改",
    "since you opened this, {who} corrected it at {when}; look at what it says now and change that",
)
MERGED = Text(
    "您打开之后，{who}已于{when}合并了两条记录，这条内容随之改变；请按现在的内容再改",
    "since you opened this, {who} merged two records at {when}, and this changed with it; look at what it says now and change that",
)
UNMERGED = Text(
    "您打开之后，{who}已于{when}撤销了两条记录的合并，这条内容随之改变；请按现在的内容再改",
    "since you opened this, {who} undid a merge of two records at {when}, and this changed with it; look at what it says now and change that",
)
WITHDRAWN = Text(
    "您打开之后，{who}已于{when}撤回了这条内容；如仍需要，请重新登记",
    "since you opened this, {who} withdrew it at {when}; enter it again if it is still needed",
)
SOMEBODY = Text("有人", "somebody")


class Change(NamedTuple):
    """The last change of a fact: what is believed now (None: nothing any more), who did it, and the sentence about it."""

    now: Fact | None
    who: str
    when: datetime
    says: Text


def current_of(fact: F_) -> F_ | None:
    """The belief that replaced a fact, through any number of changes; itself while it is believed; None if withdrawn.

    Where its days were divided, the part with the first days.
    """
    model = type(fact)
    followed, _ = _followed(fact)
    return model._default_manager.filter(BELIEVED, pk__in=followed).order_by("valid").first()


def find_change(fact: Fact) -> Change | None:
    """What happened to a fact since it was opened; None while it is believed as it is."""
    model, label = type(fact), fact._meta.label_lower
    latest = model._default_manager.get(pk=fact.pk)
    if latest.known.upper is None:
        return None
    followed, links = _followed(fact)
    now = model._default_manager.filter(BELIEVED, pk__in=followed).order_by("valid").first()
    if now is None:
        latest = model._default_manager.filter(pk__in=followed).order_by("-pk")[0]
        entry = _last(Q(act="withdrew"), (label, str(latest.pk))) or (
            _last(Q(act="undid"), latest.batch) if latest.batch else None
        )
        return _change(None, WITHDRAWN, entry, latest.known.upper)
    link = next((link for link in links if link.became == now.pk and link.merge), None)
    if link is not None and link.merge is not None:
        text, act = (MERGED, "merged") if link.side else (UNMERGED, "undid_merge")
        entry = _last(Q(act=act, details__merge=link.merge.pk), link.merge.leaving)
        return _change(now, text, entry, now.known.lower)
    return _change(now, CORRECTED, _last(Q(), (label, str(now.pk))), now.known.lower)


def _followed(fact: Fact) -> tuple[list[int], list[Replacement]]:
    """Ids of the fact and of all that came after it, and what led from one to the next, the latest first."""
    ids, waiting, links = [fact.pk], [fact.pk], list[Replacement]()
    while waiting:
        found = Replacement.objects.filter(table=table_of(type(fact)), fact__in=waiting, became__isnull=False)
        step = list(found.select_related("merge").order_by("-pk"))
        waiting = [link.became for link in step if link.became is not None and link.became not in ids]
        ids += waiting
        links = step + links
    return ids, links


def _last(which: Q, subject: "Fact | tuple[str, str] | object") -> Entry | None:
    return entries_of_subject(subject, by=READER).filter(which).order_by("-id").first()  # type: ignore[arg-type]


def _change(now: Fact | None, text: Text, entry: Entry | None, when: datetime) -> Change:
    name, post = (entry.actor_name, entry.acted_as) if entry else ("", "")
    who = Text(name, name) if name else SOMEBODY
    if post:
        acted = acted_as_text(post)
        who = Text(f"{who.zh}（{acted.zh}）", f"{who.en} ({acted.en})")
    shown = timezone.localtime(when).strftime("%Y-%m-%d %H:%M")
    return Change(now, name, when, text.filled(who=who, when=shown))
