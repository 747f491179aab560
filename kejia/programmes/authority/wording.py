"""Grounds and refusals in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from kejia.plain.text import Text
from kejia.register.actions import AlreadyHeld, AlreadyServing, NoSeatLeft, Overlaps
from kejia.register.authority import claiming, countersigning, handing_over, inviting, standing_in
from kejia.register.authority.asking import Grounds
from kejia.register.kinds import OfficeKind
from kejia.register.naming import organisations_by_id, people_by_id
from kejia.trail.actor import Actor

READER = Actor("system", "authority", "职权页", "职权")
"""Names what a visitor may be told; whether they may was asked before."""
NO_NAME = Text("（姓名未登记）", "(no name on record)")
REFUSALS: dict[type[Exception], Text] = {
    standing_in.NotThatLong: Text("代理从今天或以后开始，要有最后一天，最长 90 天。", "It begins today or later, has a last day, and lasts 90 days at most."),
    standing_in.NotTheHolder: Text("那一天您不担任这个岗位。", "You do not hold this post on that day."),
    handing_over.NotOpen: Text("这个码已经过期，或已有人接了。请交出的人重新出示。", "This code is over, or somebody took it. Ask its holder to show a new one."),
    handing_over.NotTheHolder: Text("今天才任职的岗位不能当天交接；代理人也不能交接。", "A post begun today is not handed over the same day, nor by a stand-in."),
    inviting.NotOpen: Text("这个邀请已经用过、收回或过期。请向邀请您的单位再要一个。", "This invitation was used, taken back or is over. Ask who invited you for another."),
    inviting.NoName: Text("请写被邀请人的姓名。", "Write the name of whom you invite."),
    claiming.AlreadyClaimed: Text("这个账号或这个人已经认领过，或有认领在等待确认。", "The account or the person is claimed already, or a claim waits."),
    claiming.NoReason: Text("不确认的，请写明理由。", "A refusal needs its reason."),
    claiming.NotOpen: Text("这项认领已经有人处理过。", "Somebody has decided this claim."),
    countersigning.NoReason: Text("请写明事由。", "Say what it is for."),
    countersigning.NotOpen: Text("已经有人答复，或已超过 24 小时。请申请人重新申请。", "It was answered, or its 24 hours are over. It has to be asked for again."),
    AlreadyServing: Text("此人已经担任这个岗位。", "This person holds the post already."),
    AlreadyHeld: Text("这个岗位只有一席，已有人担任；请先办理卸任，或由现任交接。", "The post has one seat and a holder; end that first, or have it handed over."),
    NoSeatLeft: Text("这个岗位没有空席。", "The post has no free seat."),
    Overlaps: Text("这些日子里已有同样的登记。", "The same is on record for some of these days."),
}  # fmt: skip
CAUGHT = tuple(REFUSALS)


def refusal(error: Exception) -> Text:
    """Why not, and what to do."""
    return next(text for kind, text in REFUSALS.items() if isinstance(error, kind))


@dataclass(frozen=True)
class Ground:
    """One ground as pages show it."""

    person: int
    name: str
    post: str
    right: Text
    scope: Text
    since: date | None
    last: date | None
    document: str
    holder: str
    """For whom one stands in."""


def shown(grounds: list[Grounds]) -> list[Ground]:
    """Grounds with the names of people and organisations."""
    people = people_by_id({id for each in grounds for id in (each.person, each.holder) if id}, by=READER)
    organisations = organisations_by_id({each.organisation for each in grounds}, by=READER)
    return [
        Ground(
            each.person,
            people[each.person].name or f"{each.person}",
            f"{organisations[each.organisation].name}{each.title or OfficeKind[each.office.upper()].text.zh}",
            each.right.text,
            each.scope.text,
            each.since,
            each.until - timedelta(days=1) if each.until else None,
            each.document,
            people[each.holder].name if each.holder else "",
        )
        for each in grounds
    ]
