"""The plan's marks, for those inside: judged once for a day, a moment of knowledge and a state of the register."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from kejia.judging.clauses import WORST_FIRST, ClauseJudged, PlanJudged, Subject
from kejia.judging.plan import judge_plan
from kejia.judging.plan_json import subject_text
from kejia.norms.kinds import Modality, Outcome
from kejia.plain.moments import UnusableMoment, read_known
from kejia.plain.text import Text
from kejia.programmes.plan.reads import read_plan
from kejia.register.kinds import Right
from kejia.register.settled import NotSettled
from kejia.register.version import register_version
from kejia.wings.visitor import sees_all

KEPT_FOR = 24 * 3600
"""Seconds; what is outdated is asked for under another key and falls out."""


class CannotShow(Exception):
    """The marks that were asked for cannot be shown; carries the sentence that says why."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


@dataclass(frozen=True, slots=True)
class When:
    """The day judged, and by whose knowledge; as written in the address, empty for today."""

    on: str = ""
    known: str = ""


def shows_marks(request: HttpRequest) -> bool:
    """Whether the visitor sees the plan's marks, which speak of all organisations."""
    return sees_all(request, Right.SEE)


def read_live(when: When) -> PlanJudged:
    """The plan judged. Raises CannotShow for a day or moment that cannot be asked for."""
    on = read_day(when.on)
    try:
        known = read_known(when.known, timezone.now())
        return judged(on, known)
    except UnusableMoment as error:
        raise CannotShow(error.say) from error
    except NotSettled as error:
        moment = timezone.localtime(error.settled).isoformat(sep=" ", timespec="seconds")
        raise CannotShow(
            Text(
                f"还有更早开始的写入没有结束，目前只能回答到 {moment} 为止所知的情况，请稍后再试",
                f"a write from before is still running; for now what was known can be told up to {moment}, try again later",
            )
        ) from error


def judged(on: date, known: datetime | None) -> PlanJudged:
    """The plan judged, from the cache where the register has not changed since. Raises NotSettled."""
    law = read_plan().law
    moment = known.timestamp() if known else "now"
    key = f"plan-and-lines:{law.id}:{on}:{moment}:{register_version()}"
    found = cache.get(key)
    if found is None:
        plan = judge_plan(law, on, known)
        found = (plan.clauses, plan.names, plan.lines, plan.unreadable)
        cache.set(key, found, KEPT_FOR)
    return PlanJudged(law, on, *found)


def read_day(written: str) -> date:
    """The day of an address, today where it names none. Raises CannotShow."""
    if not written:
        return timezone.localdate()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CannotShow(
            Text(
                f"日期请写成 2018-05-01 的样子，不是“{written}”",
                f"write a day like 2018-05-01, not {written!r}",
            )
        ) from None


@dataclass(frozen=True, slots=True)
class BarLine:
    """One norm of a clause as a bar: of how many it is kept for sure, of how many it may be."""

    name: Text
    modality: Modality
    state: str
    kept: int
    of: int
    """Bodies that keep it, of how many; of one body alone, its people."""
    low: str
    high: str
    threshold: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body in the evidence."""

    name: Text
    state: str
    say: Text
    href: str = ""
    """Its own page on that day; empty where the finding is about no organisation."""


def bars(judged: ClauseJudged) -> list[BarLine]:
    """A bar for every norm of the clause that is in force; of one body alone, its own share."""
    evidence = judged.evidence
    if evidence is None:
        return []
    lines = []
    for norm in evidence.norms:
        of = norm.met + norm.not_met + norm.cannot_tell
        if norm.outcome is Outcome.NOT_IN_FORCE or not of:
            continue
        own = [each for each in evidence.bodies if each.norm == norm.id and each.low]
        if of == 1 and own:
            low, high, threshold = own[0].low, own[0].high, own[0].threshold
            kept, of = own[0].numerator or 0, own[0].denominator or 0
        else:
            kept = norm.met
            low, high = f"{norm.met}/{of}", f"{norm.met + norm.cannot_tell}/{of}"
            threshold = "1" if norm.modality is Modality.MUST else ""
        lines.append(BarLine(norm.name, norm.modality, norm.outcome.value, kept, of, low, high, threshold))
    return lines


def bodies(plan: PlanJudged, judged: ClauseJudged, when: When) -> list[BodyLine]:
    """Up to 20 bodies, the worst first, each with the way to its page."""
    if judged.evidence is None:
        return []
    return [
        BodyLine(
            subject_text(plan, each.subject),
            each.outcome.value,
            each.say,
            address_of(each.subject, plan.on, when),
        )
        for each in judged.evidence.bodies
    ]


def term_lines(plan: PlanJudged, when: When) -> list[BodyLine]:
    """The lines of terms, the worst first, each with the way to its body."""
    found = [*(each.found for each in plan.lines), *plan.unreadable]
    found.sort(key=lambda each: WORST_FIRST.index(each.outcome))
    return [
        BodyLine(
            subject_text(plan, each.subject),
            each.outcome.value,
            each.say,
            address_of(each.subject, plan.on, when),
        )
        for each in found
    ]


def address_of(subject: Subject, on: date, when: When) -> str:
    """The page of an organisation or of its body, on the day judged and by the same knowledge."""
    if subject.organisation is None:
        return ""
    days = {"on": on.isoformat(), **({"known": when.known} if when.known else {})}
    if subject.body:
        return f"{reverse('federation:body', args=[subject.organisation, subject.body])}?{urlencode(days)}"
    return f"{reverse('federation:organisation', args=[subject.organisation])}?{urlencode(days)}"
