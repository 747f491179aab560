"""Cookies and passwords as an installation behind HTTPS has them."""

import json
import os
import subprocess
import sys
from pathlib import Path

ASKED = (
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "KEJIA_SIGN_IN_LOG_DAYS",
    "KEJIA_OUTBOX",
)


def settings_with(project: Path, **environment: str) -> dict[str, object]:
    script = (
        "import json; from kejia.site import settings;"
        f"print(json.dumps({{name: getattr(settings, name, None) for name in {ASKED!r}}}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, object] = json.loads(run.stdout)
    return found


def test_under_https_cookies_are_bound_to_the_host_and_to_https(project: Path) -> None:
    assert settings_with(project, KEJIA_HTTPS="1", KEJIA_SIGN_IN_LOG_DAYS="10") == {
        "SESSION_COOKIE_NAME": "__Host-kejia_session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "KEJIA_SIGN_IN_LOG_DAYS": 183,
        "KEJIA_OUTBOX": False,
    }


def test_the_outbox_comes_with_debugging_or_by_name_alone(project: Path) -> None:
    assert settings_with(project, KEJIA_OUTBOX="1")["KEJIA_OUTBOX"] is True
    assert settings_with(project, KEJIA_DEBUG="1")["KEJIA_OUTBOX"] is True
