"""`kejia manage letters`: what went out or would have, what failed, and handing a failed letter over once more."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kejia.messages.actions import send_again
from kejia.messages.models import Letter
from kejia.messages.reads import failed_letters, newest_letters
from kejia.trail.actor import whoever_commands

A_LIST = 50


class Command(BaseCommand):
    """The newest letters, or the failed ones."""

    help = "Letters: the newest, those that failed (--failed), one once more (--again N)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to show, or what to send again."""
        parser.add_argument("--failed", action="store_true", help="dead letters and those in doubt")
        parser.add_argument("--again", type=int, metavar="N", help="hand letter N over once more")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        """Print them, one a line."""
        again: int | None = options["again"]
        if again is not None:
            if not send_again(again, by=whoever_commands()):
                raise CommandError(
                    f"信件 {again} 没有失败，或是验证码，不能重发 · letter {again} did not fail, or is a code"
                )
            self.stdout.write(f"信件 {again} 重发 · letter {again} goes out once more")
            return
        for letter in (failed_letters() if options["failed"] else newest_letters())[:A_LIST]:
            self.stdout.write(_as_json(letter) if options["json"] else _as_line(letter))


def _as_line(letter: Letter) -> str:
    state, trouble = letter.standing.text, letter.trouble
    line = f"{letter.pk}  {letter.due_at:%Y-%m-%d %H:%M}  {letter.channel}  {letter.masked}  {state.zh} {state.en}"
    if trouble.zh:
        line += f"  {trouble.zh} · {trouble.en}"
    if letter.shown:
        line += "\n    " + str(letter.shown["words"]).replace("\n", "\n    ")
    return line


def _as_json(letter: Letter) -> str:
    said = {
        "id": letter.pk,
        "channel": letter.channel,
        "state": letter.state,
        "tries": letter.tries,
        "due_at": letter.due_at.isoformat(),
        "to": letter.masked,
        "trouble": {"zh": letter.trouble_zh, "en": letter.trouble_en},
        "shown": letter.shown,
    }
    return json.dumps(said, ensure_ascii=False)
