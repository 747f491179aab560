"""One way to write a value as bytes, so that its hash can be computed again: JSON by RFC 8785, without fractions."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""What may be written; a day, a range or a share goes in as text."""

SIMPLE = {str, bool, type(None)}
"""Written as they are, and most of what there is: looked at first."""

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps."""


class CannotBeWritten(ValueError):
    """The value holds something for which there is no single way to write it; says what and where."""


def canonical(value: Plain) -> bytes:
    """No spaces, members in the order of their names' UTF-16 units, UTF-8, numbers whole."""
    text = WRITER.encode(_ordered(value, "value"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise CannotBeWritten(f"character {error.start} of {text[:40]!r} is half of one") from None


def read(text: str) -> object:
    """What a JSON text holds; a whole number written as 1.0 is whole, a fraction is refused."""
    return READER.decode(text)


def _ordered(value: object, where: str) -> object:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise CannotBeWritten(f"{where}: {value} is too large a number, write it as text")
        return int(value)
    if isinstance(value, Mapping):
        return {
            name: each if (each := value[name]).__class__ in SIMPLE else _ordered(each, f"{where}.{name}")
            for name in _names(value, where)
        }
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_ordered(each, f"{where}[{place}]") for place, each in enumerate(value)]
    raise CannotBeWritten(
        f"{where}: {type(value).__name__} has no single way to be written, write it as text"
    )


def _names(value: Mapping[str, object], where: str) -> list[str]:
    for name in value:
        if not isinstance(name, str):
            raise CannotBeWritten(f"{where}: the name {name!r} is no text")
    return sorted(value) if all(map(str.isascii, value)) else sorted(value, key=_utf16)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def _whole(text: str) -> int:
    number = Decimal(text)  # a float would take 1.0000000000000000001 for whole
    if number != number.to_integral_value():
        raise CannotBeWritten(f"{text[:20]} is a fraction, write it as text")
    return _bounded(f"{number:.0f}")


def _bounded(text: str) -> int:
    if len(text) > 17:
        raise CannotBeWritten(f"{text[:20]}... is too large a number, write it as text")
    return int(text)


def _refuse(text: str) -> int:
    raise CannotBeWritten(f"{text} is no number")


WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
READER = json.JSONDecoder(parse_float=_whole, parse_int=_bounded, parse_constant=_refuse)
