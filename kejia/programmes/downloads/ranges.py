"""Which bytes of a file a browser asks for (RFC 9110, 14): one range, or the whole."""

import re

RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,15})-(?P<last>[0-9]{0,15})")


class NotSatisfiable(Exception):
    """The range begins beyond the end of the file."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte asked for; None for the whole, also where the header is not one plain range.

    Raises NotSatisfiable.
    """
    match = RANGE.fullmatch(header.strip())
    if match is None or (not match["first"] and not match["last"]):
        return None
    if not match["first"]:
        length = int(match["last"])
        if length == 0:
            raise NotSatisfiable
        return max(0, size - length), size - 1
    first, last = int(match["first"]), int(match["last"]) if match["last"] else size - 1
    if first >= size:
        raise NotSatisfiable
    return None if last < first else (first, min(last, size - 1))
