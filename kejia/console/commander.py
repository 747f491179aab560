"""Whoever commands the machine: as the trail names them, and asked for what no flag said."""

import getpass
import os
import sys

from kejia.plain.text import Language, Text
from kejia.trail.actor import Actor


def whoever_commands() -> Actor:
    """The user of the system who gave the command."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        user = str(os.getuid())
    return Actor("console", user, user, "")


def ask(question: Text, language: Language) -> str:
    """A line of the keyboard, or of what is piped in; the question goes where it is no output."""
    print(question.within(language), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
