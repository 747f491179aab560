"""Folding of typed text: full-width to half-width, spaces out, without touching rare characters."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u3000]+")


def folded(text: str) -> str:
    """NFKC (full-width digits, letters and brackets become half-width), outer spaces gone.

    Compatibility ideographs are left as typed: NFKC would turn some people's characters into others.
    """
    if text.isascii():
        return text.strip()
    out = "".join(c if _is_ideograph(c) else unicodedata.normalize("NFKC", c) for c in text)
    return _SPACES.sub(" ", out).strip()


def squeezed(text: str) -> str:
    """Folded, with every space gone: `姓  名` as `姓名`."""
    return _SPACES.sub("", folded(text))


def _is_ideograph(character: str) -> bool:
    point = ord(character)
    return 0x3400 <= point <= 0x9FFF or 0xE000 <= point <= 0xFAFF or point >= 0x20000
