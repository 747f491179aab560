"""Which PostgreSQL the program talks to: the one that DATABASE_URL names, else the embedded one."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from kejia.postgres.server import Server
from kejia.site.folders import VAR

OLDEST_POSTGRESQL = 15
HOST_AND_PORT = re.compile(r"(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>\d+))?")


class DatabaseAddressUnclear(ValueError):
    """DATABASE_URL does not name a PostgreSQL database."""


def embedded() -> Server:
    """The server that comes with the program; its data lie in var/postgres."""
    return Server(VAR / "postgres")


def connection_from(url: str) -> dict[str, object]:
    """Django's connection settings for `postgresql://user:password@host:port/name?option=value`.

    The host may be a socket folder, as `?host=/folder` or percent-encoded in its place.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    # not parts.hostname, which would put a socket folder into lower case
    where = HOST_AND_PORT.fullmatch(parts.netloc.rpartition("@")[2])
    if parts.scheme not in ("postgresql", "postgres") or not name or where is None:
        raise DatabaseAddressUnclear(
            "DATABASE_URL 应写作 postgresql://用户:密码@主机:端口/库名 · "
            "DATABASE_URL should read postgresql://user:password@host:port/name"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(where["host"]).strip("[]"),
        "PORT": options.pop("port", "") or where["port"] or "",
        "OPTIONS": dict(options),
    }


def connection(environment: Mapping[str, str]) -> dict[str, object]:
    """The connection settings that this environment asks for; the embedded server need not run yet."""
    return connection_from(environment.get("DATABASE_URL") or embedded().url)
