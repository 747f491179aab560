"""`kejia <command> ...`: finds the command and hands it the rest; loads nothing else."""

import sys
from importlib import import_module

from kejia.plain.text import Text

COMMANDS: dict[str, tuple[str, Text]] = {
    "check": ("kejia.console.check", Text("按方案核对一份名册", "judge a roster by the plan")),
    "plan": (
        "kejia.console.plan",
        Text("方案逐条在某日是否做到", "where every clause of the plan stands on a day"),
    ),
    "run": ("kejia.console.run", Text("启动数据库、网站和后台任务", "start database, site and worker")),
    "worker": ("kejia.console.worker", Text("只运行后台任务", "the worker alone")),
    "doctor": (
        "kejia.console.doctor",
        Text("检查安装有什么问题、怎样修好", "what is wrong here, and how to mend it"),
    ),
    "verify": (
        "kejia.console.verify",
        Text("核对操作记录是否完整、有无改动", "whether the trail is whole and untouched"),
    ),
    "demo": (
        "kejia.console.demo",
        Text("载入或删除虚构的演示数据", "load an invented federation, or remove it"),
    ),
    "init": (
        "kejia.console.init",
        Text("建立一个真实科协的登记簿", "begin the register of a real association"),
    ),
    "recover": (
        "kejia.console.recover",
        Text("紧急情况下给一个人 24 小时权限", "in an emergency, give one person a right for 24 hours"),
    ),
    "manage": ("kejia.console.manage", Text("Django 的管理命令", "Django's management commands")),
    "translations": (
        "kejia.console.translations",
        Text("把译文编译成程序所读的格式", "compile the translations"),
    ),
}


def usage() -> str:
    """What can be asked, in both languages."""
    lines = ["科家 Kejia", "", "用法 usage: kejia <命令 command> ...", ""]
    for name, (_, says) in COMMANDS.items():
        lines.append(f"  {name:<13} {says.zh} · {says.en}")
    lines += ["", "kejia <命令> --help 说明一个命令 · kejia <command> --help explains one command"]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; 2 when there is no such command."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if words else 2
    if words[0] not in COMMANDS:
        print(f"没有这个命令 no such command: {words[0]}\n\n{usage()}", file=sys.stderr)
        return 2
    command = import_module(COMMANDS[words[0]][0])
    code: int = command.main(words[1:])
    return code
