"""SMS by a generic HTTP gateway: a signed POST of JSON. README.md describes it for whoever puts one before a provider.

    POST <url>
    Content-Type: application/json
    Idempotency-Key: <key>
    X-Kejia-Time: <seconds since 1970>
    X-Kejia-Signature: hex HMAC-SHA256 over "<time>\\n<key>\\n<body>"
    {"to": "+86...", "text": "..."}

2xx has taken it over (`id` in its JSON is the receipt); 408, 425, 429 and 503 have not, for now; other 4xx never will.
"""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import timedelta

from kejia.messages.channels.outcome import NO_MEMORY, Outcome, later, refused, sent, unsure
from kejia.messages.channels.web import NoAnswer, NotReached, ask
from kejia.messages.composing import Composed

NOT_NOW = (408, 425, 429, 503)


@dataclass(frozen=True)
class SmsGateway:
    """The gateway and the secret it shares with us; `remembers` as its operator promises, none by default."""

    url: str
    secret: str
    remembers: timedelta = NO_MEMORY

    def hand_over(self, letter: Composed) -> Outcome:
        """Hand it over under its key."""
        body = json.dumps({"to": letter.address, "text": words(letter)}, ensure_ascii=False).encode()
        moment = str(int(time.time()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": letter.key,
            "X-Kejia-Time": moment,
            "X-Kejia-Signature": signature(self.secret, moment, letter.key, body),
        }
        try:
            answer = ask("POST", self.url, body, headers)
        except NotReached as error:
            return later(error)
        except NoAnswer as error:
            return unsure(error)
        if 200 <= answer.status < 300:
            return sent(str(answer.json().get("id", "")))
        if answer.status in NOT_NOW:
            return later(answer.status)
        return refused(answer.status) if 400 <= answer.status < 500 else unsure(answer.status)


def signature(secret: str, moment: str, key: str, body: bytes) -> str:
    """What the gateway computes too, and compares."""
    said = moment.encode() + b"\n" + key.encode() + b"\n" + body
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()


def words(letter: Composed) -> str:
    """A code in full; of anything else what it is about and where to read it, for an SMS passes many hands."""
    if letter.secret:
        return letter.text
    parts = [letter.subject, letter.link]
    if letter.stop:
        parts.append(f"退订 {letter.stop}" if letter.language == "zh" else f"stop: {letter.stop}")
    return " ".join(filter(None, parts))
