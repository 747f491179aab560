"""Every sentence of templates and pages has its English: nothing missing, empty, doubtful or with other placeholders.

Sentences stand in Chinese in the source; the English is in locale/en/LC_MESSAGES/django.po.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LAZY = ("gettext_lazy", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy")
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {name: DEFAULT_KEYWORDS.get(name.removesuffix("_lazy")) for name in LAZY} | DEFAULT_KEYWORDS
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")
Key = tuple[str | None, str]
"""Context and sentence."""


def sentences_of_python(source: str) -> Iterator[tuple[int, Key]]:
    """Line and sentence of every call of a gettext function."""
    calls: Any = extract_python(  # Any: the stubs give another order than what comes
        io.BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"}
    )
    for line, function, said, _ in calls:
        arguments = said if isinstance(said, list | tuple) else [said]
        words = [word for word in arguments if isinstance(word, str)]
        if not words:
            continue
        if "pgettext" in function and len(words) > 1:
            yield line, (words[0], words[1])
        else:
            yield line, (None, words[0])


def sentences_of_template(source: str) -> Iterator[tuple[int, Key]]:
    """The same for a template, which Django turns into something that reads like Python."""
    likened = templatize(source)
    yield from sentences_of_python("\n".join(line.lstrip() for line in likened.splitlines()))


def collect(root: Path) -> dict[Key, str]:
    """Every sentence of the pages, with one place where it stands."""
    found: dict[Key, str] = {}
    for file in sorted((root / "kejia").rglob("*")):
        if "tests" in file.parts or "static" in file.parts:
            continue
        if file.suffix == ".html" or (file.suffix == ".txt" and "templates" in file.parts):
            sentences = sentences_of_template(file.read_text())
        elif file.suffix == ".py":
            sentences = sentences_of_python(file.read_text())
        else:
            continue
        for line, key in sentences:
            found.setdefault(key, f"{file.relative_to(root)}:{line}")
    return found


def faults(wanted: dict[Key, str], catalogue: polib.POFile) -> list[str]:
    """One line for each sentence whose English is not as it should be."""
    entries: dict[Key, polib.POEntry] = {
        (entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete
    }
    said = []
    for key, place in wanted.items():
        entry = entries.get(key)
        if entry is None:
            said.append(f"{place}: no English for {key[1]!r}")
        elif entry.fuzzy:
            said.append(f"{place}: doubtful (fuzzy) English for {key[1]!r}")
        else:
            said.extend(f"{place}: {fault} {key[1]!r}" for fault in _faults_of(entry))
    return said


def _faults_of(entry: polib.POEntry) -> Iterator[str]:
    asked = set(PLACEHOLDER.findall(entry.msgid))
    for text in list(entry.msgstr_plural.values()) or [entry.msgstr]:
        given = set(PLACEHOLDER.findall(text))
        if not text:
            yield "empty English for"
        elif given - asked - set(PLACEHOLDER.findall(entry.msgid_plural)):
            yield "the English has a placeholder that is not in"
        elif asked - given and not entry.msgid_plural:
            yield "the English lacks a placeholder of"


def main() -> int:
    """Print the faults; 1 if there are any."""
    settings.configure(USE_I18N=True)
    wanted = collect(ROOT)
    said = faults(wanted, polib.pofile(str(CATALOGUE), encoding="utf-8"))
    print("\n".join([*said, f"{len(wanted)} sentences, {len(said)} without good English"]))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
