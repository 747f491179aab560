"""Text as a workbook's cell may hold it: no program takes it for a formula, for markup, or for a broken file."""

import re

LONGEST = 32_767
"""What a cell holds, in UTF-16 units; longer text is cut."""

_FORMULA = re.compile("\\s*[=+\\-@]|[\t\r]")
_TO_LOOK_AT = re.compile("^\\s*[=+\\-@]|[\x00-\x09\x0b-\x1f\ufffe\uffff\ud800-\udfff]|^<r>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could read a formula: = + - @, tab, return.

    The roster's reader takes the apostrophe off again.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def cell_text(text: str) -> str:
    """Neutral, and such that the file stays whole: no control characters, no half characters, not too long."""
    if len(text) <= LONGEST // 2 and not _TO_LOOK_AT.search(text):
        return text
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
    text = neutral(_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(text) > LONGEST // 2:
        text = text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    if text.startswith("<r>") and text.endswith("</r>"):
        return f"{text} "  # the writer would take it for ready-made markup
    return text
