"""Refusals of the register as sentences that say what to do, with the records and facts that stand in the way."""

from dataclasses import dataclass

from django.urls import reverse

from kejia.plain.text import Text
from kejia.programmes.records.record import lines_of
from kejia.register import actions, models
from kejia.register.access import NotAllowed
from kejia.register.actions import RegisterError, table_of
from kejia.register.identifying import NumberTaken
from kejia.register.models import Fact
from kejia.register.reads import find_organisation, find_person
from kejia.register.rivals import rivals_of
from kejia.trail.actor import Actor

SERVES = Text(
    "此人在这些日子已任此职。请核对起止；如要续任，请更正原来那条的止日",
    "this person holds this post on some of these days already: check the days; to prolong it, correct the last day of what is on record",
)
HELD = Text(
    "此岗位只设一人，这些日子已有人担任。请先结束其任职，或改起止日期",
    "this post has one holder, and somebody holds it on some of these days: end that appointment first, or change the days",
)
FULL = Text(
    "此岗位的席位在其中某些日子已满。请先结束一人的任职，或依文件更正席位数，或改起止日期",
    "every seat of this post is taken on some of these days: end somebody's appointment, correct the number of seats by its document, or change the days",
)
HEADCOUNT = Text(
    "此人在这些日子已以专职占用另一编制，一人只能占一个。请先结束那一任职，或改任职方式、占用编制",
    "this person draws on another full-time headcount on some of these days, and one is all: end that appointment first, or change capacity or headcount",
)
OVERLAPS = Text(
    "这些日子已登记有同一事项。请更正已登记的那条，或先结束它，或改起止日期",
    "the same thing is on record for some of these days: correct that, or end it first, or change the days",
)
TAKEN = Text(
    "这个号码登记在另一人名下。请核对号码；如是同一人，请合并两条记录",
    "another person has this number: check it; if the two are one person, merge the records",
)
MERGED = Text(
    "其中一条记录刚被并入另一条。请到保留的那条上登记",
    "one of these records was merged into another just now: enter it there",
)
ITSELF = Text(
    "单位不能与自己有这种关系。请改填对方单位",
    "an organisation cannot stand so to itself: name the other one",
)
UNKNOWN = Text(
    "登记簿的规则（{constraint}）不接受。请核对内容和起止日期",
    "a rule of the register ({constraint}) refuses this: check the content and the days",
)
NOT_YOURS = Text(
    "您现在的职务不能登记这条内容。请换用有此权限的职务，或请有权的人来登记",
    "the post you act under does not let you enter this: act under one that does, or ask somebody who may",
)
SENTENCES: dict[type[RegisterError], Text] = {
    actions.AlreadyServing: SERVES,
    actions.AlreadyHeld: HELD,
    actions.NoSeatLeft: FULL,
    actions.HeadcountTaken: HEADCOUNT,
    actions.MergedAway: MERGED,
    NumberTaken: TAKEN,
}
ENDS = (actions.AlreadyHeld, actions.HeadcountTaken)
"""Refusals that are mended by ending what stands in the way."""
BY_CONSTRAINT = {
    "document_of_one_person": TAKEN,
    "relation_not_to_itself": ITSELF,
}


@dataclass(frozen=True, slots=True)
class Way:
    """Where a refusal can be mended."""

    text: Text
    href: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What was refused, why and what to do, and the ways to do it."""

    why: Text
    ways: tuple[Way, ...] = ()


def refused(error: Exception, fact: Fact | None, *, by: Actor, instead_of: Fact | None = None) -> Refused:
    """A refusal for people. `fact` is what was to be written, `instead_of` what it was to replace."""
    if isinstance(error, NotAllowed):
        return Refused(NOT_YOURS)
    if isinstance(error, NumberTaken):
        return Refused(TAKEN, _ways_of_number(error.person, fact, by))
    if not isinstance(error, actions.Overlaps):
        return Refused(UNKNOWN.filled(constraint=type(error).__name__))
    why = SENTENCES.get(type(error)) or BY_CONSTRAINT.get(error.constraint)
    rivals = [] if fact is None else _rivals(fact, error.constraint, by, instead_of)
    if why is None:
        why = OVERLAPS if rivals else UNKNOWN.filled(constraint=error.constraint)
    ways = tuple(
        Way(
            Text("{what}：{says}（{days}）", "{what}: {says} ({days})").filled(
                what=line.sort.text, says=line.says, days=line.days
            ),
            reverse("records:end" if type(error) in ENDS else "records:correct", args=[line.table, line.id]),
        )
        for line in lines_of(rivals, by=by)
    )
    return Refused(why, ways + _ways_elsewhere(error, fact, by))


def _rivals(fact: Fact, constraint: str, by: Actor, instead_of: Fact | None) -> list[Fact]:
    before = instead_of.pk if instead_of is not None else None
    if constraint == "appointment_within_seats" and isinstance(fact, models.Appointment):
        seats = models.Seats.objects.filter(models.BELIEVED, post=fact.post_id, valid__overlap=fact.valid)
        return list(seats.order_by("valid")[:1])
    return rivals_of(fact, constraint, by=by, instead_of=before)


def _ways_elsewhere(error: actions.Overlaps, fact: Fact | None, by: Actor) -> tuple[Way, ...]:
    if isinstance(error, actions.NoSeatLeft) and isinstance(fact, models.Appointment | models.Seats):
        organisation = models.Post.objects.get(pk=fact.post_id).organisation_id
        address = reverse("records:record", args=["organisations", organisation])
        text = Text("看这个单位的任职", "the appointments of this organisation")
        return (Way(text, f"{address}?only={table_of(models.Appointment)}"),)
    if isinstance(error, actions.MergedAway) and fact is not None:
        return tuple(_ways_on(fact))
    return ()


def _ways_on(fact: Fact) -> list[Way]:
    ways = []
    for which, column, find in (
        ("people", "person_id", find_person),
        ("organisations", "organisation_id", find_organisation),
    ):
        id = getattr(fact, column, None)
        found = find(id) if id is not None else None
        if found is not None and found.pk != id:
            text = Text("到保留的 {id} 号记录", "the record that stays, no. {id}").filled(id=found.pk)
            ways.append(Way(text, reverse("records:record", args=[which, found.pk])))
    return ways


def _ways_of_number(other: int, fact: Fact | None, by: Actor) -> tuple[Way, ...]:
    ours = getattr(fact, "person_id", None)
    there = Way(
        Text("看 {id} 号人员", "person no. {id}").filled(id=other),
        reverse("records:record", args=["people", other]),
    )
    if ours is None or ours == other:
        return (there,)
    merge = Way(
        Text("与 {id} 号人员合并", "merge with person no. {id}").filled(id=other),
        reverse("records:merge", args=["people", ours, other]),
    )
    return (there, merge)


def told(
    begun: list[Fact], ended: list[Fact], *, by: Actor, aside: frozenset[str] = frozenset()
) -> list[Text]:
    """What changed of a record since somebody looked: what is no longer believed, and what is new."""
    lines = lines_of([*ended, *begun], by=by, aside=aside)
    return [
        (GONE if line.believed_until else NEW).filled(
            what=line.sort.text, says=line.says, days=line.days, who=line.by
        )
        for line in lines
    ]


NEW = Text("新：{what} {says}（{days}），{who}登记", "new: {what} {says} ({days}), entered by {who}")
GONE = Text("不再算数：{what} {says}（{days}）", "no longer believed: {what} {says} ({days})")
