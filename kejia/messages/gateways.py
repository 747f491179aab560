"""Which gateways this installation has, as the environment says. Read before Django is set up."""

from collections.abc import Mapping
from typing import TypedDict
from urllib.parse import parse_qsl, unquote, urlsplit


class GatewaysUnclear(ValueError):
    """A setting of a gateway cannot be used; says which and how it should read."""


class Mail(TypedDict):
    """KEJIA_SMTP and KEJIA_MAIL_FROM."""

    host: str
    port: int
    sender: str
    user: str
    password: str
    tls: bool
    starttls: bool


class Sms(TypedDict):
    """KEJIA_SMS_URL, KEJIA_SMS_SECRET, KEJIA_SMS_REMEMBERS."""

    url: str
    secret: str
    remembers: int
    """Seconds."""


class Wecom(TypedDict):
    """KEJIA_WECOM_CORP, KEJIA_WECOM_AGENT, KEJIA_WECOM_SECRET, KEJIA_WECOM_URL."""

    corp: str
    agent: int
    secret: str
    url: str


class Gateways(TypedDict):
    """What is there of each channel."""

    email: Mail | None
    sms: Sms | None
    wecom: Wecom | None


def read_gateways(environment: Mapping[str, str]) -> Gateways:
    """The gateways that an environment names. Raises GatewaysUnclear."""
    return Gateways(email=_mail(environment), sms=_sms(environment), wecom=_wecom(environment))


def _mail(environment: Mapping[str, str]) -> Mail | None:
    written = environment.get("KEJIA_SMTP", "")
    if not written:
        return None
    parts = urlsplit(written)
    sender = environment.get("KEJIA_MAIL_FROM", "")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or "@" not in sender:
        raise GatewaysUnclear(
            "KEJIA_SMTP 应写作 smtp://用户:密码@主机:587?starttls=1 或 smtps://…，KEJIA_MAIL_FROM 写发件地址 · "
            "KEJIA_SMTP should read smtp://user:password@host:587?starttls=1 or smtps://..., "
            "and KEJIA_MAIL_FROM the address it is from"
        )
    tls = parts.scheme == "smtps"
    return Mail(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
        starttls=dict(parse_qsl(parts.query)).get("starttls", "") not in ("", "0"),
    )


def _sms(environment: Mapping[str, str]) -> Sms | None:
    url = environment.get("KEJIA_SMS_URL", "")
    if not url:
        return None
    secret = environment.get("KEJIA_SMS_SECRET", "")
    remembers = environment.get("KEJIA_SMS_REMEMBERS", "0")
    if not url.startswith(("https://", "http://")) or not secret or not remembers.isdecimal():
        raise GatewaysUnclear(
            "KEJIA_SMS_URL 应是网址，并有 KEJIA_SMS_SECRET；KEJIA_SMS_REMEMBERS 是秒数 · "
            "KEJIA_SMS_URL should be an address, with KEJIA_SMS_SECRET; KEJIA_SMS_REMEMBERS is in seconds"
        )
    return Sms(url=url, secret=secret, remembers=int(remembers))


def _wecom(environment: Mapping[str, str]) -> Wecom | None:
    corp = environment.get("KEJIA_WECOM_CORP", "")
    if not corp:
        return None
    agent, secret = environment.get("KEJIA_WECOM_AGENT", ""), environment.get("KEJIA_WECOM_SECRET", "")
    if not agent.isdecimal() or not secret:
        raise GatewaysUnclear(
            "有 KEJIA_WECOM_CORP 就要有 KEJIA_WECOM_AGENT（数字）和 KEJIA_WECOM_SECRET · "
            "KEJIA_WECOM_CORP needs KEJIA_WECOM_AGENT, a number, and KEJIA_WECOM_SECRET"
        )
    url = environment.get("KEJIA_WECOM_URL", "https://qyapi.weixin.qq.com").rstrip("/")
    return Wecom(corp=corp, agent=int(agent), secret=secret, url=url)
