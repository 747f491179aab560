"""WeCom (企业微信) by its message API. An address is a member's id there.

WeCom knows no keys, but refuses to deliver the same words to the same member twice within a time it is told, at most
four hours. Every letter's words carry the link of its message, so that equal words are the same letter.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.core.cache import cache

from kejia.messages.channels.outcome import Outcome, later, refused, sent, unsure
from kejia.messages.channels.web import Answer, NoAnswer, NotReached, ask
from kejia.messages.composing import Composed

SAME_WORDS = timedelta(hours=4)
TOKEN_ENDED = (40014, 42001)
BUSY = (-1, 45009, 45033)
"""The system is busy; too many calls; too many at once."""
LONGEST = 2048
"""Bytes of the words of a message; what goes beyond is cut by WeCom."""


class NoToken(Exception):
    """WeCom gave no token: nothing was sent."""


@dataclass(frozen=True)
class WecomGateway:
    """An application of the corporation's WeCom that may write to its members."""

    corp: str
    agent: int
    secret: str
    url: str = "https://qyapi.weixin.qq.com"

    @property
    def remembers(self) -> timedelta:
        """For how long the same words are not delivered twice."""
        return SAME_WORDS

    def hand_over(self, letter: Composed) -> Outcome:
        """Hand it over; a token that has ended is fetched anew once."""
        try:
            found = self._send(letter, self._token())
            if found.get("errcode") in TOKEN_ENDED:
                found = self._send(letter, self._token(fresh=True))
        except (NotReached, NoToken) as error:
            return later(error)
        except NoAnswer as error:
            return unsure(error)
        code = found.get("errcode")
        if code == 0 and not found.get("invaliduser"):
            return sent(str(found.get("msgid", "")))
        if code in BUSY or code in TOKEN_ENDED:
            return later(code)
        if not isinstance(code, int):
            return unsure("errcode")
        return refused(found.get("errmsg") if code else "invaliduser")

    def _send(self, letter: Composed, token: str) -> dict[str, object]:
        body = {
            "touser": letter.address,
            "msgtype": "text",
            "agentid": self.agent,
            "text": {"content": words(letter)},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": int(SAME_WORDS.total_seconds()),
        }
        url = f"{self.url}/cgi-bin/message/send?{urlencode({'access_token': token})}"
        return _ask("POST", url, json.dumps(body, ensure_ascii=False).encode()).json()

    def _token(self, *, fresh: bool = False) -> str:
        name = f"letters.wecom.{self.corp}.{self.agent}"
        kept: str | None = None if fresh else cache.get(name)
        if kept:
            return kept
        query = urlencode({"corpid": self.corp, "corpsecret": self.secret})
        try:
            found = _ask("GET", f"{self.url}/cgi-bin/gettoken?{query}").json()
        except NoAnswer as error:
            raise NoToken("gettoken") from error
        token = found.get("access_token")
        if not isinstance(token, str) or not token:
            raise NoToken(f"gettoken {found.get('errcode')}")
        cache.set(name, token, max(60, int(found.get("expires_in", 7200)) - 300))
        return token


def _ask(method: str, url: str, body: bytes | None = None) -> Answer:
    return ask(method, url, body, {"Content-Type": "application/json; charset=utf-8"})


def words(letter: Composed) -> str:
    """Subject, text and links within WeCom's length; the text is cut, the links are not."""
    ends = [letter.link]
    if letter.stop:
        ends.append(f"停发：{letter.stop}" if letter.language == "zh" else f"stop: {letter.stop}")
    end = "\n".join(filter(None, ends))
    start = f"{letter.subject}\n{letter.text}"
    room = LONGEST - len(end.encode()) - 1
    if len(start.encode()) > room:
        start = start.encode()[: room - 3].decode(errors="ignore") + "…"
    return "\n".join(filter(None, [start, end]))
