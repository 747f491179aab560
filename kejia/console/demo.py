"""`kejia demo`: load the invented federation into an empty register, or remove it again."""

import argparse
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from kejia.console.acting import CannotDo, Outcome, act
from kejia.plain.text import LANGUAGES, Text
from kejia.trail.actor import whoever_commands

if TYPE_CHECKING:
    from kejia.register.demonstration import Invented

LOADED = Text(
    "演示数据已载入，用时 {seconds} 秒：{people} 人，{organisations} 个单位，{facts} 条事实。人物、文号和所述情况均为虚构；"
    "kejia demo --remove 全部删除。\n"
    "要看内部页面：用 KEJIA_INSIDE=1 KEJIA_OUTBOX=1 make run 启动，打开 /account/sign-in/，选一位演示人员登录（只在不对外发送的安装上可以）",
    "the demo is loaded, in {seconds} s: {people} people, {organisations} organisations, {facts} facts. People, documents "
    "and what is said are invented; kejia demo --remove deletes all of it.\n"
    "For the inside pages: start with KEJIA_INSIDE=1 KEJIA_OUTBOX=1 make run, open /account/sign-in/ and sign in as one of the "
    "demo's people (only where nothing is sent out)",
)
REMOVED = Text(
    "演示数据已全部删除，用时 {seconds} 秒：{rows} 行。操作记录保留",
    "the demo is removed, in {seconds} s: {rows} rows. The trail stays",
)
ALREADY = Text("演示数据已经载入过，未作改动", "the demo is loaded already; nothing was changed")
NONE = Text("没有演示数据可删除", "there is no demo to remove")
NOT_EMPTY = Text(
    "登记簿里已有内容，演示数据只能载入空的登记簿；请另建一个安装再试（设 KEJIA_VAR 或 DATABASE_URL）",
    "the register holds something already, and the demo goes into an empty one only; use another installation "
    "(KEJIA_VAR or DATABASE_URL)",
)
MERGED = Text(
    "演示数据与其他记录合并过（合并 {merges}），请先撤销这些合并",
    "records of the demo and others were merged (merges {merges}): undo these first",
)
NOT_HERE = Text(
    "找不到演示数据：它随源代码提供，不在安装包里；请在源代码目录中安装后再试",
    "the demo is not here: it comes with the source code, not with the package; install from the source folder",
)


def main(arguments: Sequence[str]) -> int:
    """Load or remove; 0 done, or nothing to do, 2 when it could not be done."""
    given = _parser().parse_args(arguments)
    return act(_remove if given.remove else _load, given)


def _load() -> Outcome:
    from kejia.register.demonstration import (  # inner import: needs Django set up
        AlreadyLoaded,
        NotEmpty,
        load_demo,
    )

    begun = time.monotonic()
    make = _invented()
    try:
        loaded = load_demo(make(), by=whoever_commands())
    except AlreadyLoaded:
        return ALREADY, {"loaded": False}
    except NotEmpty as error:
        raise CannotDo(NOT_EMPTY) from error
    seconds = f"{time.monotonic() - begun:.1f}"
    identities = {name: loaded.written[name] for name in ("person", "organisation", "post")}
    facts = sum(loaded.written.values()) - sum(identities.values())
    said = LOADED.filled(
        seconds=seconds, people=identities["person"], organisations=identities["organisation"], facts=facts
    )
    return said, {"loaded": True, "seconds": seconds, "written": loaded.written, "digest": loaded.digest}


def _remove() -> Outcome:
    from kejia.register.demonstration import (  # inner import: needs Django set up
        MergedWithDemo,
        NoDemo,
        remove_demo,
    )

    begun = time.monotonic()
    try:
        removed = remove_demo(by=whoever_commands())
    except NoDemo:
        return NONE, {"removed": {}}
    except MergedWithDemo as error:
        raise CannotDo(MERGED.filled(merges=", ".join(map(str, error.merges)))) from error
    seconds = f"{time.monotonic() - begun:.1f}"
    return REMOVED.filled(seconds=seconds, rows=sum(removed.values())), {
        "removed": removed,
        "seconds": seconds,
    }


def _invented() -> "Callable[[], Invented]":
    """The federation of the source folder's `demo`, which is no part of the package."""
    try:
        module = import_module("demo.federation")
    except ModuleNotFoundError as error:
        if error.name not in ("demo", "demo.federation"):
            raise
        raise CannotDo(NOT_HERE) from error
    make: Callable[[], Invented] = module.federation
    return make


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kejia demo",
        description="载入虚构的科协系统供试用，只载入空的登记簿 / load an invented federation to try things out, into an "
        "empty register only. 退出码 exit code: 0 完成 done, 2 未能完成 could not be done.",
    )
    parser.add_argument("--remove", action="store_true", help="把演示数据全部删除 / remove all of the demo")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    return parser
