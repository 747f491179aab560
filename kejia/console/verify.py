"""`kejia verify`: whether the trail is as it was sealed, and what is not."""

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kejia.console.database import NoDatabase, opened_database
from kejia.plain.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from kejia.trail.findings import Report

WHOLE, BROKEN, CANNOT = 0, 1, 2
CRASHED = Text(
    "程序出错，没有核对完（{error}）；设 KEJIA_DEBUG=1 可看详情，并请告诉维护者",
    "the program failed and verified nothing ({error}); KEJIA_DEBUG=1 shows more, please tell the maintainers",
)
"""A fault of ours must not look like a verdict: Python's own exit code for it would be 1, "broken"."""
HEAD = re.compile(r"(?P<size>[0-9]{1,18}):(?P<root>[0-9a-fA-F]{64})")


class CannotVerify(RuntimeError):
    """There is nothing to verify, or no way to it; says why and what to do."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


def main(arguments: Sequence[str]) -> int:
    """Verify, or print the newest head; 0 whole, 1 broken, 2 when it could not be done."""
    given = _parser().parse_args(arguments)
    language: Language = given.lang
    try:
        noted = _together([head for text in given.head for head in read_heads(text)])
        with opened_database():
            if given.export_head:
                return _export(given.json)
            return _verify(noted, given.json, language)
    except (CannotVerify, NoDatabase) as error:
        return _refuse(error.say.within(language), given.json)
    except Exception as error:
        if os.environ.get("KEJIA_DEBUG"):
            raise
        return _refuse(CRASHED.filled(error=f"{type(error).__name__}: {error}").within(language), given.json)


def read_heads(text: str) -> list[tuple[int, bytes]]:
    """The heads that were noted: SIZE:ROOT itself, or a file that holds one on each line."""
    if match := HEAD.fullmatch(text):
        return [_head(match)]
    try:
        lines = Path(text).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CannotVerify(Text(f"读不到“{text}”：{why}", f"cannot read {text}: {why}")) from error
    heads = []
    for number, line in enumerate(map(str.strip, lines), 1):
        if line and not line.startswith("#"):
            if not (match := HEAD.fullmatch(line)):
                raise CannotVerify(
                    Text(
                        f"{text} 第 {number} 行应为 大小:根值（kejia verify --export-head 的输出）",
                        f"{text}, line {number}: should read SIZE:ROOT, as kejia verify --export-head prints it",
                    )
                )
            heads.append(_head(match))
    if not heads:
        raise CannotVerify(Text(f"“{text}”中没有封存点", f"there is no head in {text}"))
    return heads


def _together(heads: list[tuple[int, bytes]]) -> dict[int, bytes]:
    noted: dict[int, bytes] = {}
    for size, root in heads:
        if noted.setdefault(size, root) != root:
            raise CannotVerify(
                Text(
                    f"给出了两个大小为 {size} 而根值不同的封存点",
                    f"two heads of size {size} with different roots",
                )
            )
    return noted


def _head(match: re.Match[str]) -> tuple[int, bytes]:
    size = int(match["size"])
    if size == 0:
        raise CannotVerify(
            Text(
                "大小为 0 的封存点什么也证明不了",
                "a head of size 0 proves nothing: note one after the first act",
            )
        )
    return size, bytes.fromhex(match["root"])


def _export(as_json: bool) -> int:
    from kejia.trail.reads import find_newest_head  # inner import: needs Django set up

    head = find_newest_head()
    if head is None:
        raise CannotVerify(Text("还没有封存过任何记录", "nothing has been sealed yet"))
    if as_json:
        print(json.dumps({"size": head.size, "root": bytes(head.root).hex(), "at": head.at.isoformat()}))
    else:
        print(head)
    return WHOLE


def _verify(noted: dict[int, bytes], as_json: bool, language: Language) -> int:
    from kejia.trail.verifying import verify  # inner import: needs Django set up

    report = verify(noted)
    if as_json:
        print(json.dumps(report.as_json(language), ensure_ascii=False))
    else:
        _print(report, language)
    return WHOLE if report.whole else BROKEN


def _print(report: "Report", language: Language) -> None:
    def say(zh: str, en: str) -> None:
        print(Text(zh, en).within(language))

    for fault in report.faults:
        print(f"✕ {fault.say.within(language)}")
    if more := report.fault_count - len(report.faults):
        say(f"  ……另有 {more} 处", f"  ... and {more} more")
    for caution in report.cautions:
        print(f"· {caution.say.within(language)}")
    root = f"{report.size}:{report.root}" if report.root else str(report.size)
    say(
        f"已封存 {report.size} 条记录，核对 {report.heads} 个封存点；尚未封存 {report.unsealed} 条",
        f"{report.size} entries sealed, {report.heads} heads compared; {report.unsealed} not sealed yet",
    )
    if report.heads_not_checked:
        say(
            f"{report.heads_not_checked} 个封存点因缺少记录无法核对",
            f"{report.heads_not_checked} heads could not be compared, for want of entries",
        )
    if report.whole:
        say(f"✓ 操作记录完整  {root}", f"✓ the trail is whole  {root}")
        if not report.noted:
            say(
                "  最新的记录若连同封存点一起被删除，只有与另存的封存点核对（--head）才能发现",
                "  newest entries deleted with their head show only against a head noted elsewhere (--head)",
            )
    else:
        say(
            f"✕ 操作记录被改动：{report.fault_count} 处",
            f"✕ the trail was tampered with: {report.fault_count} found",
        )


def _refuse(message: str, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    print(message, file=sys.stderr)
    return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kejia verify",
        description="核对操作记录是否完整 / whether the trail is as it was sealed. "
        "退出码 exit code: 0 完整 whole, 1 被改动 broken, 2 无法核对 could not be done.",
    )
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="FILE|SIZE:ROOT",
        help="与另存的封存点核对，可多次给出 / compare with a head noted earlier; may be given again",
    )
    parser.add_argument(
        "--export-head",
        action="store_true",
        help="打印最新的封存点，请另存他处 / print the newest head, to be kept elsewhere",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    return parser
