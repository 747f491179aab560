"""Looks at what is installed on this machine: Python, packages, built files, law, secret, port, disk, browser."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import Requirement

from kejia.console.chromium import find_chromium
from kejia.console.findings import Finding, ill, well
from kejia.console.run import find_blocker
from kejia.console.translations import find_stale
from kejia.norms.law import LAW_FOLDER, UnusableLaw, load_law
from kejia.plain.text import Text
from kejia.site.folders import FRONT, LOCALE, ROOT, VAR

SETUP = Text("执行 make setup", "run make setup")
SMALLEST_DISK = 1024**3


def examine_installation() -> Iterator[Finding]:
    """Everything that can be seen without the database."""
    yield _python()
    yield _packages()
    yield _front()
    yield _translations()
    yield from _laws()
    yield _secret()
    yield _port()
    yield _disk()
    yield _browser()


def _python() -> Finding:
    name = f"Python {'.'.join(map(str, sys.version_info[:3]))}"  # make refuses what is older than 3.11
    return well("python", name, name)


def locked_packages(lock: str) -> Iterator[Requirement]:
    """The packages that a lock asks for on this machine."""
    for line in re.findall(r"^([\w.-]+(?:\[[\w,]+\])?==[^\\\n]+)", lock, flags=re.MULTILINE):
        asked = Requirement(line.strip())
        if asked.marker is None or asked.marker.evaluate():
            yield asked


def _packages() -> Finding:
    wrong = []
    count = 0
    for asked in locked_packages((ROOT / "requirements" / "base.txt").read_text()):
        count += 1
        try:
            have = version(asked.name)
        except PackageNotFoundError:
            have = "–"
        if have not in asked.specifier:
            wrong.append(f"{asked} ({have})")
    if not wrong:
        return well(
            "packages", f"{count} 个 Python 包与锁定清单一致", f"{count} Python packages are as the lock says"
        )
    names = ", ".join(wrong[:5])
    return ill(
        "packages",
        Text(
            f"{len(wrong)} 个 Python 包与锁定清单不符：{names}",
            f"{len(wrong)} Python packages differ from the lock: {names}",
        ),
        SETUP,
    )


def _front() -> Finding:
    missing = [name for name in ("app.css", "app.js") if not (FRONT / name).exists()]
    if not missing:
        return well("front", "样式与脚本已生成", "styles and scripts are built")
    names = ", ".join(missing)
    return ill(
        "front",
        Text(f"样式与脚本尚未生成：{names}", f"styles and scripts are not built: {names}"),
        Text("执行 make front", "run make front"),
    )


def _translations() -> Finding:
    stale = [str(source.relative_to(LOCALE)) for source in find_stale(LOCALE)]
    if not stale:
        return well("translations", "译文已编译", "translations are compiled")
    return ill(
        "translations",
        Text(
            f"译文未编译或已过期：{', '.join(stale)}", f"translations not compiled or old: {', '.join(stale)}"
        ),
        Text("执行 kejia translations", "run kejia translations"),
    )


def _laws() -> Iterator[Finding]:
    folders = sorted(file.parent for file in LAW_FOLDER.glob("*/law.yaml"))
    if not folders:
        yield ill(
            "law",
            Text(f"{LAW_FOLDER} 中没有法规文件夹", f"there is no law folder in {LAW_FOLDER}"),
            Text("重新取得项目文件", "get the project's files again"),
        )
    for folder in folders:
        try:
            law = load_law(folder)
        except UnusableLaw as fault:
            yield ill(
                f"law.{folder.name}",
                Text(f"law/{folder.name} 无法读取：{fault}", f"law/{folder.name} cannot be read: {fault}"),
                Text("按提示改正该文件，或恢复原文件", "correct the file it names, or restore it"),
            )
        else:
            count = len(law.all_norms)
            yield well(
                f"law.{folder.name}",
                f"law/{folder.name}：{count} 条规则",
                f"law/{folder.name}: {count} norms",
            )


def _secret() -> Finding:
    file = VAR / "secret"
    if os.environ.get("KEJIA_SECRET_KEY"):
        return well("secret", "密钥取自环境变量", "the secret key comes from the environment")
    if not file.exists():
        return well("secret", "密钥将在首次启动时生成", "the secret key will be made at the first start")
    rights = file.stat().st_mode & 0o777
    if rights & 0o077:
        return ill(
            "secret",
            Text(
                f"其他用户可以读取密钥 {file}（权限 {rights:o}）",
                f"others may read the secret {file} ({rights:o})",
            ),
            Text(
                "删除该文件后重新启动，会生成新密钥", "delete the file and start again: a new secret is made"
            ),
        )
    return well("secret", "密钥已生成，仅本用户可读", "the secret key is there, for this user alone")


def _port() -> Finding:
    port = int(os.environ.get("PORT") or 8000)
    blocker = find_blocker(port)
    if blocker is None:
        return well("port", f"端口 {port} 可用", f"port {port} is free")
    if (VAR / "run" / "web.json").exists():
        return well("port", f"端口 {port} 由科家使用", f"port {port} is used by Kejia")
    return ill(
        "port",
        Text(
            f"端口 {port} 被其他程序占用（{blocker}）", f"port {port} is held by another program ({blocker})"
        ),
        Text(f"换一个端口：PORT={port + 1} make run", f"take another: PORT={port + 1} make run"),
    )


def _disk() -> Finding:
    folder = next(step for step in (VAR, *VAR.parents) if step.exists())
    free = shutil.disk_usage(folder).free
    size = f"{free / 1024**3:.1f} GB"
    if free >= SMALLEST_DISK:
        return well("disk", f"磁盘剩余 {size}", f"{size} of disk are free")
    return ill(
        "disk",
        Text(f"{folder} 所在磁盘只剩 {size}", f"only {size} are free on the disk of {folder}"),
        Text("清理磁盘，至少留出 1 GB", "make room, at least 1 GB"),
    )


def _browser() -> Finding:
    found = find_chromium()
    if found:
        return well("browser", f"测试用浏览器 {found}", f"browser for the tests: {found}")
    say = Text("没有 Chromium，只影响浏览器测试", "there is no Chromium, which only the browser tests need")
    mend = Text(
        "sudo apt-get install chromium fonts-noto-cjk", "sudo apt-get install chromium fonts-noto-cjk"
    )
    return Finding("browser", "note", say, mend)
