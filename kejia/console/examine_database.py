"""Looks at the database: whether it answers, what it lacks, whether its structure is up to date."""

import os
from collections.abc import Iterator

import psycopg

from kejia.console.findings import Finding, ill, well
from kejia.plain.text import Text
from kejia.postgres.cluster import ServerFailed
from kejia.postgres.server import Server
from kejia.site.database import OLDEST_POSTGRESQL, DatabaseAddressUnclear, connection_from, embedded

EXTENSIONS = ("btree_gist",)


def examine_database() -> Iterator[Finding]:
    """All that can be told of the database; the embedded one is started for as long as that takes."""
    url = os.environ.get("DATABASE_URL")
    if url:
        yield from _examine(url)
        return
    server = embedded()
    if not server.data.exists():
        yield well(
            "database",
            "内嵌数据库将在首次启动时建立",
            "the embedded database will be made at the first start",
        )
        return
    ours = not server.answers()
    try:
        server.start()
        yield from _examine(server.url)
    except ServerFailed as failure:
        yield ill("database", Text(str(failure), str(failure)), _advice(server))
    finally:
        if ours:
            server.stop()


def _advice(server: Server) -> Text:
    return Text(f"查看 {server.log}", f"see {server.log}")


def _examine(url: str) -> Iterator[Finding]:
    try:
        connection_from(url)
        connection = psycopg.connect(url, connect_timeout=5)
    except (DatabaseAddressUnclear, psycopg.Error) as failure:
        yield ill(
            "database",
            Text(
                f"数据库连接失败：{str(failure).strip()}",
                f"no connection to the database: {str(failure).strip()}",
            ),
            Text(
                "检查 DATABASE_URL、数据库是否启动、用户名与密码",
                "check DATABASE_URL, whether the server runs, and user and password",
            ),
        )
        return
    with connection:
        yield _version(connection)
        yield _encoding(connection)
        yield from _extensions(connection)
        yield _rights(connection)
    yield _migrations()


def _one(connection: psycopg.Connection[tuple[object, ...]], query: str, *values: object) -> object:
    row = connection.execute(query.encode(), values or None).fetchone()
    return row[0] if row else None


def _version(connection: psycopg.Connection[tuple[object, ...]]) -> Finding:
    have = connection.info.server_version
    name = f"PostgreSQL {have // 10000}.{have % 10000}"
    if have // 10000 >= OLDEST_POSTGRESQL:
        return well("database.version", name, name)
    return ill(
        "database.version",
        Text(f"{name} 太旧", f"{name} is too old"),
        Text(
            f"使用 PostgreSQL {OLDEST_POSTGRESQL} 或更新版本", f"use PostgreSQL {OLDEST_POSTGRESQL} or newer"
        ),
    )


def _encoding(connection: psycopg.Connection[tuple[object, ...]]) -> Finding:
    have = str(_one(connection, "SHOW server_encoding"))
    if have == "UTF8":
        return well("database.encoding", "编码 UTF8", "encoding UTF8")
    return ill(
        "database.encoding",
        Text(f"数据库编码是 {have}", f"the database's encoding is {have}"),
        Text("用 ENCODING 'UTF8' 重建数据库", "make the database anew with ENCODING 'UTF8'"),
    )


def _extensions(connection: psycopg.Connection[tuple[object, ...]]) -> Iterator[Finding]:
    for name in EXTENSIONS:
        if _one(connection, "SELECT 1 FROM pg_available_extensions WHERE name = %s", name):
            yield well(f"database.{name}", f"扩展 {name} 可用", f"extension {name} is available")
        else:
            yield ill(
                f"database.{name}",
                Text(f"缺少扩展 {name}", f"extension {name} is missing"),
                Text(
                    "在数据库服务器上安装 postgresql-contrib",
                    "install postgresql-contrib on the database's server",
                ),
            )


def _rights(connection: psycopg.Connection[tuple[object, ...]]) -> Finding:
    user, name = connection.info.user, connection.info.dbname
    can = _one(
        connection,
        "SELECT has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege('public', 'CREATE')",
    )
    if can:
        return well("database.rights", f"用户 {user} 可以建表", f"user {user} may create tables")
    return ill(
        "database.rights",
        Text(f"用户 {user} 无权在 {name} 中建表", f"user {user} may not create tables in {name}"),
        Text(f"ALTER DATABASE {name} OWNER TO {user}", f"ALTER DATABASE {name} OWNER TO {user}"),
    )


def _migrations() -> Finding:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kejia.site.settings")
    import django  # inner import: slow, and a broken package must not hide what was found before
    from django.db import connection  # inner import: slow
    from django.db.migrations.executor import MigrationExecutor  # inner import: slow

    django.setup()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if not waiting:
        return well("database.structure", "数据库结构是最新的", "the database's structure is up to date")
    return ill(
        "database.structure",
        Text(f"数据库结构差 {len(waiting)} 步", f"the database's structure is {len(waiting)} steps behind"),
        Text(
            "执行 kejia manage migrate（make run 会自动执行）", "run kejia manage migrate (make run does it)"
        ),
    )
