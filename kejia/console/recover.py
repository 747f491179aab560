"""`kejia recover`: give one person one right for some hours, when nobody is left who could."""

import argparse
from collections.abc import Sequence

from kejia.console.acting import CannotDo, Outcome, act
from kejia.console.asking import ask
from kejia.plain.moments import HERE
from kejia.plain.text import LANGUAGES, Text
from kejia.trail.actor import whoever_commands

GIVEN = Text(
    "已给人员 {person}“{right}”的权限，到 {until} 自行失效；已写入操作记录",
    "person {person} may {right} until {until}, when that ends by itself; it stands in the trail",
)
NOBODY = Text(
    "没有编号为 {person} 的人员；请核对编号（人员页面或导出的名单里有）",
    "there is no person {person}; check the id (it stands on the person's page and in lists taken out)",
)
HOURS = Text("时长应为 1 至 24 小时", "from 1 to 24 hours")
WHY = Text("原因：", "Why: ")
REASON = Text("没有写明原因，未作改动", "no reason was given, nothing was changed")
RIGHT = Text(
    "没有“{right}”这种权限；可给的权限：{rights}", "there is no right {right}; these can be given: {rights}"
)


def main(arguments: Sequence[str]) -> int:
    """Give the right; 0 done, 2 when it could not be done."""
    given = _parser().parse_args(arguments)
    return act(
        lambda: _give(given.person, given.right, given.hours, given.reason or ask(WHY, given.lang)), given
    )


def _give(person: int, right: str, hours: int, reason: str) -> Outcome:
    from kejia.register.authority.countersigning import EMERGENCIES  # inner import: needs Django set up
    from kejia.register.rights import (  # inner import: the same
        NoReason,
        NoSuchPerson,
        NotThatLong,
        give_emergency_right,
    )

    which = next((each for each in EMERGENCIES if right in (each.value, each.text.zh)), None)
    if which is None:
        names = Text(
            "、".join(f"{each.value}（{each.text.zh}）" for each in EMERGENCIES),
            ", ".join(f"{each.value} ({each.text.en})" for each in EMERGENCIES),
        )
        raise CannotDo(RIGHT.filled(right=right, rights=names))
    try:
        given = give_emergency_right(person, which, hours=hours, reason=reason, by=whoever_commands())
    except NoSuchPerson as error:
        raise CannotDo(NOBODY.filled(person=person)) from error
    except NotThatLong as error:
        raise CannotDo(HOURS) from error
    except NoReason as error:
        raise CannotDo(REASON) from error
    until = given.until.astimezone(HERE)
    said = GIVEN.filled(person=given.person_id, right=which.text, until=until.strftime("%Y-%m-%d %H:%M"))
    return said, {
        "person": given.person_id,
        "right": which.value,
        "until": until.isoformat(timespec="seconds"),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kejia recover",
        description="紧急情况下从主机给一个人一项权限，最长 24 小时，写入操作记录 / in an emergency, give one person one right "
        "from the machine itself, for 24 hours at most; it stands in the trail. "
        "退出码 exit code: 0 完成 done, 2 未能完成 could not be done.",
    )
    parser.add_argument("--person", type=int, required=True, metavar="ID", help="人员编号 / the person's id")
    parser.add_argument(
        "--right",
        default="write",
        metavar="NAME",
        help="权限：write（登记和更正） / write: enter and correct facts",
    )
    parser.add_argument("--hours", type=int, default=24, help="时长，1 至 24 小时 / from 1 to 24 hours")
    parser.add_argument(
        "--reason", default="", help="原因，没有给出就会询问 / why; asked where it is not given"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    return parser
