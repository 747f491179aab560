"""A WeCom of our own for the tests: a real server that answers as the documented interface does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

CORP, SECRET, TOKEN = "ww1234567890abcdef", "corp-secret", "token-of-the-application"


class WeCom:
    """Who scanned: a code for each, good once."""

    def __init__(self) -> None:
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.url = ""

    def scanned_by(self, code: str, member: str) -> None:
        """A member scans the code of the sign-in page; an outsider is one without a number."""
        self.codes[code] = {"userid": member} if member else {"openid": "outsider"}

    def answer(self, path: str, asked: dict[str, str]) -> dict[str, object]:
        """As the interface does: refusals come with status 200 and a number."""
        self.asked.append(path)
        if path == "/cgi-bin/gettoken":
            if (asked.get("corpid"), asked.get("corpsecret")) != (CORP, SECRET):
                return {"errcode": 40001, "errmsg": "invalid credential"}
            return {"errcode": 0, "errmsg": "ok", "access_token": TOKEN, "expires_in": 7200}
        if asked.get("access_token") != TOKEN:
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        found = self.codes.pop(asked.get("code", ""), None)
        if path != "/cgi-bin/auth/getuserinfo" or found is None:
            return {"errcode": 40029, "errmsg": "invalid code"}
        return {"errcode": 0, "errmsg": "ok", **found}


@contextmanager
def wecom() -> Iterator[WeCom]:
    """The server, on a free port of this machine."""
    here = WeCom()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = json.dumps(here.answer(parts.path, asked)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
