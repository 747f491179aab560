"""`kejia doctor`: what is wrong with this installation, and how to mend it."""

import json
import sys
from collections.abc import Iterator

from kejia.console.examine_production import examine_production
from kejia.console.findings import Finding, ill
from kejia.plain.text import Language, Text

USAGE = """kejia doctor [--production] [--database] [--lang zh|en] [--json]
检查安装有什么问题、怎样修好；退出码 0 没有问题，1 有问题。
  --database    只检查数据库，并列出它缺什么
  --production  另外检查正式运行所需的设置
Says what is wrong with this installation and how to mend it; exit code 0: nothing, 1: something.
  --database    looks at the database alone and says what it lacks
  --production  looks at what production needs besides"""


def main(arguments: list[str]) -> int:
    """Print what was found; 1 if anything is ill, 2 for an unknown option."""
    words = list(arguments)
    language: Language = "zh"
    if "--lang" in words:
        at = words.index("--lang")
        asked = words[at + 1 : at + 2]
        if asked not in (["zh"], ["en"]):
            return _refuse()
        language = "en" if asked == ["en"] else "zh"
        del words[at : at + 2]
    if set(words) & {"-h", "--help"}:
        print(USAGE)
        return 0
    if set(words) - {"--production", "--database", "--json"}:
        return _refuse()
    found = examine(production="--production" in words, database_alone="--database" in words)
    return _print_json(list(found), language) if "--json" in words else _print(found, language)


def _refuse() -> int:
    print(USAGE, file=sys.stderr)
    return 2


def examine(*, production: bool, database_alone: bool) -> Iterator[Finding]:
    """Everything asked for, in the order in which it is best mended; a missing package does not end it early."""
    try:
        if not database_alone:
            from kejia.console.examine_installation import examine_installation  # inner import: may be broken

            yield from examine_installation()
        from kejia.console.examine_database import examine_database  # inner import: may be broken

        yield from examine_database()
    except ImportError as lacking:
        yield ill(
            "packages",
            Text(f"缺少 Python 包：{lacking.name}", f"a Python package is missing: {lacking.name}"),
            Text("执行 make setup", "run make setup"),
        )
    if production:
        yield from examine_production()


def _print(found: Iterator[Finding], language: Language) -> int:
    faults = 0
    for finding in found:
        print(finding.line(language), flush=True)
        faults += finding.state == "ill"
    if language == "en":
        print(f"\n{faults} to mend" if faults else "\nAll is well")
    else:
        print(f"\n有 {faults} 处需要处理" if faults else "\n一切正常")
    return 1 if faults else 0


def _print_json(found: list[Finding], language: Language) -> int:
    healthy = all(finding.state != "ill" for finding in found)
    print(
        json.dumps(
            {"ok": healthy, "findings": [each.as_json(language) for each in found]}, ensure_ascii=False
        )
    )
    return 0 if healthy else 1
