"""`kejia init`: begin the register of a real association, empty but for itself and its first administrator."""

import argparse
from collections.abc import Mapping, Sequence

from kejia.console.acting import CannotDo, Outcome, act
from kejia.console.asking import ask
from kejia.plain.text import LANGUAGES, Text
from kejia.trail.actor import whoever_commands

ASKED = {
    "name": Text("科协名称：", "Name of the association: "),
    "level": Text("级别（省级、市级、县级、乡级）：", "Level (province, city, county, township): "),
    "division": Text("行政区划代码（如 370100）：", "Code of its division (as 370100): "),
    "administrator": Text("第一位管理员姓名：", "Name of the first administrator: "),
}
"""What is asked where no flag says it, in this order."""
BEGUN = Text(
    "已建立：{name}（单位编号 {association}），第一位管理员{administrator}（人员编号 {person}）。\n"
    "接着在“导入导出”页面依次导入：1 单位名单，2 人员名单，3 任职名单，4 身份认定（设 KEJIA_INSIDE=1 后可见；每一种都有模板）。\n"
    "管理员在 /account/ 注册账号后，执行：kejia manage claim --account 手机号 --person {person}；之后登录即可办理。",
    "begun: {name} (organisation {association}), first administrator {administrator} (person {person}).\n"
    "Now import on the page Import, export, in this order: 1 organisations, 2 people, 3 appointments, 4 standing "
    "(shown with KEJIA_INSIDE=1; each has a template).\n"
    "Once the administrator has registered at /account/: kejia manage claim --account PHONE --person {person}; then sign in.",
)
NOT_EMPTY = Text(
    "登记簿里已有内容，没有改动；如是演示数据，先执行 kejia demo --remove",
    "the register holds something already, nothing was changed; if it is the demo, run kejia demo --remove first",
)


def main(arguments: Sequence[str]) -> int:
    """Begin; 0 done, 2 when it could not be done."""
    given = _parser().parse_args(arguments)

    def begin() -> Outcome:
        _require_empty()
        return _begin({name: getattr(given, name) or ask(ASKED[name], given.lang) for name in ASKED})

    return act(begin, given, several=True)


def _require_empty() -> None:
    """Before anything is asked; `begin_association` looks again."""
    from kejia.register.orphans import holds_anything  # inner import: needs Django set up

    if holds_anything():
        raise CannotDo(NOT_EMPTY)


def _begin(answers: Mapping[str, str]) -> Outcome:
    from kejia.register.beginning import (  # inner import: needs Django set up
        CannotBegin,
        NotEmpty,
        begin_association,
    )

    try:
        begun = begin_association(
            name=answers["name"],
            level=answers["level"],
            division=answers["division"],
            administrator=answers["administrator"],
            by=whoever_commands(),
        )
    except NotEmpty as error:
        raise CannotDo(NOT_EMPTY) from error
    except CannotBegin as error:
        raise CannotDo(*error.faults) from error
    ids = {"association": begun.association.pk, "person": begun.administrator.pk}
    return BEGUN.filled(**ids, name=answers["name"], administrator=answers["administrator"]), ids


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kejia init",
        description="在空的登记簿里建立一个真实的科协；没有给出的项会逐一询问 / begin the register of a real association; "
        "what no flag says is asked. 退出码 exit code: 0 完成 done, 2 未能完成 could not be done.",
    )
    for name, question in ASKED.items():
        says = f"{question.zh.rstrip('：')} / {question.en.rstrip(': ')}"
        parser.add_argument(f"--{name}", default="", help=says)
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    return parser
