"""Asking whoever commands for what no flag said."""

import sys

from kejia.plain.text import Language, Text


def ask(question: Text, language: Language) -> str:
    """A line of the keyboard, or of what is piped in; the question goes where it is no output."""
    print(question.within(language), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
