"""Looks at what must be different where others than the person at this machine use the installation."""

import os
from collections.abc import Iterator

from kejia.console.findings import Finding, ill, well
from kejia.messages.gateways import GatewaysUnclear, read_gateways
from kejia.plain.text import Text

LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def examine_production() -> Iterator[Finding]:
    """Each setting that a public installation needs."""
    yield _database()
    yield _asked(
        "KEJIA_SECRET_KEY",
        Text("密钥没有由环境变量给出", "the secret key is not given by the environment"),
        Text("KEJIA_SECRET_KEY=（50 个以上随机字符）", "KEJIA_SECRET_KEY=(50 random characters or more)"),
    )
    yield _asked(
        "KEJIA_FIELD_KEY",
        Text(
            "证件号码的密钥没有单独给出：SECRET_KEY 一换，已存的号码就打不开了",
            "identity numbers have no key of their own: once the secret key changes, those kept do not open any more",
        ),
        Text(
            "KEJIA_FIELD_KEY=1:（32 个以上随机字符），再执行 kejia manage reseal",
            "KEJIA_FIELD_KEY=1:(32 random characters or more), then kejia manage reseal",
        ),
    )
    yield _hosts()
    yield _asked(
        "KEJIA_HTTPS",
        Text("没有要求 HTTPS", "HTTPS is not required"),
        Text(
            "KEJIA_HTTPS=1；在代理之后另设 KEJIA_BEHIND_PROXY=1",
            "KEJIA_HTTPS=1, and KEJIA_BEHIND_PROXY=1 behind a proxy",
        ),
    )
    yield _asked(
        "KEJIA_RUN_BY",
        Text("页脚没有写明主办单位", "the foot of the pages does not say who runs this"),
        Text("KEJIA_RUN_BY=单位名称", "KEJIA_RUN_BY=name of the body"),
    )
    yield _asked(
        "KEJIA_ADDRESS",
        Text(
            "外发的消息里没有链接：不知道本站的网址",
            "letters carry no links: the site's address is not given",
        ),
        Text("KEJIA_ADDRESS=https://对外的域名", "KEJIA_ADDRESS=https://the name that visitors use"),
    )
    yield _gateways()
    yield _debug()


def _database() -> Finding:
    if os.environ.get("DATABASE_URL"):
        return well("production.database", "使用指定的数据库", "a database of its own is named")
    return ill(
        "production.database",
        Text(
            "内嵌数据库只供本机试用，不用于正式运行",
            "the embedded database is for this machine alone, not for production",
        ),
        Text(
            "DATABASE_URL=postgresql://用户:密码@主机/库名（PostgreSQL 15 或更新）",
            "DATABASE_URL=postgresql://user:password@host/name (PostgreSQL 15 or newer)",
        ),
    )


def _asked(name: str, lacking: Text, mend: Text) -> Finding:
    id = f"production.{name.removeprefix('KEJIA_').lower()}"
    if os.environ.get(name, "") not in ("", "0"):
        return well(id, f"{name} 已设置", f"{name} is set")
    return ill(id, lacking, mend)


def _hosts() -> Finding:
    hosts = {word.strip() for word in os.environ.get("KEJIA_HOSTS", "").split(",") if word.strip()}
    mend = Text("KEJIA_HOSTS=对外的域名", "KEJIA_HOSTS=the name that visitors use")
    if "*" in hosts:
        return ill("production.hosts", Text("KEJIA_HOSTS 不能是 *", "KEJIA_HOSTS must not be *"), mend)
    if hosts - LOCAL:
        return well(
            "production.hosts", f"域名 {', '.join(sorted(hosts))}", f"host names {', '.join(sorted(hosts))}"
        )
    return ill("production.hosts", Text("没有设置对外的域名", "no host name for visitors is set"), mend)


def _gateways() -> Finding:
    """Whether codes and messages leave, and whether the outbox, which shows them to everybody, is off."""
    id = "production.gateways"
    if os.environ.get("KEJIA_OUTBOX", "") not in ("", "0"):
        return ill(
            id,
            Text(
                "验证码和消息不往外发，谁都看得到", "codes and messages are not sent, and everybody sees them"
            ),
            Text("去掉 KEJIA_OUTBOX", "unset KEJIA_OUTBOX"),
        )
    try:
        found = read_gateways(os.environ)
    except GatewaysUnclear as error:
        zh, _, en = str(error).partition(" · ")
        return ill(id, Text("外发渠道的设置不能用", "a gateway's settings cannot be used"), Text(zh, en))
    named = [name for name, gateway in found.items() if gateway]
    if found["sms"] or found["email"]:
        return well(id, f"外发渠道 {', '.join(named)}", f"gateways {', '.join(named)}")
    return ill(
        id,
        Text(
            "短信和邮件都没有接通，验证码发不出去", "neither SMS nor mail goes out, so no sign-in code does"
        ),
        Text("设置 KEJIA_SMS_URL 或 KEJIA_SMTP", "set KEJIA_SMS_URL or KEJIA_SMTP"),
    )


def _debug() -> Finding:
    if os.environ.get("KEJIA_DEBUG", "") in ("", "0"):
        return well("production.debug", "调试已关闭", "debugging is off")
    return ill(
        "production.debug",
        Text("调试已打开，出错时会泄露内部信息", "debugging is on: errors show the inside to visitors"),
        Text("去掉 KEJIA_DEBUG", "unset KEJIA_DEBUG"),
    )
