"""Which set of algorithms this installation uses: the setting KEJIA_ALGORITHMS, the first one named.

The built-in sets always read what they once made; others (`package.module:suite`) as long as they are named.
"""

from functools import lru_cache
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kejia.crypt.suites import BUILT_IN, Suite


class UnknownSuite(Exception):
    """A value was made by a set of algorithms that this installation does not have."""


def current() -> Suite:
    """The set that new values are made with."""
    return _known(tuple(settings.KEJIA_ALGORITHMS))[0]


def known() -> tuple[Suite, ...]:
    """All sets that values can be read by, the current one first."""
    return _known(tuple(settings.KEJIA_ALGORITHMS))


def numbered(number: int) -> Suite:
    """The set a value names. Raises UnknownSuite."""
    for suite in known():
        if suite.number == number:
            return suite
    raise UnknownSuite(f"no set of algorithms has the number {number}: name it in KEJIA_ALGORITHMS")


def by_hash(name: str) -> Suite:
    """The set whose hash a value names. Raises UnknownSuite."""
    try:
        return _by_hash(tuple(settings.KEJIA_ALGORITHMS))[name]
    except KeyError:
        raise UnknownSuite(f"no set of algorithms hashes by {name}: name it in KEJIA_ALGORITHMS") from None


def named_digest(content: bytes) -> str:
    """The hash of some bytes as papers and the trail write it: "sha256:ab12..."."""
    suite = current()
    return f"{suite.hash_name}:{suite.hash(content).hex()}"


@lru_cache(maxsize=8)
def _by_hash(written: tuple[str, ...]) -> dict[str, Suite]:
    return {suite.hash_name: suite for suite in reversed(_known(written))}


@lru_cache(maxsize=8)
def _known(written: tuple[str, ...]) -> tuple[Suite, ...]:
    built_in = {suite.name: suite for suite in BUILT_IN}
    chosen = [built_in.get(word) or _loaded(word) for word in written]
    found = list(dict.fromkeys([*chosen, *BUILT_IN]))
    if len({suite.number for suite in found}) < len(found):
        raise ImproperlyConfigured("KEJIA_ALGORITHMS: 编号重复 · two sets of algorithms have one number")
    return tuple(found)


def _loaded(word: str) -> Suite:
    module, colon, name = word.partition(":")
    try:
        if colon:
            suite: Suite = getattr(import_module(module), name)
            return suite
    except (ImportError, AttributeError) as error:
        raise ImproperlyConfigured(f"KEJIA_ALGORITHMS: {word}: {error}") from error
    raise ImproperlyConfigured(
        f"KEJIA_ALGORITHMS: 没有“{word}”；可写 {'、'.join(s.name for s in BUILT_IN)} 或 模块:名称 · "
        f"no {word}; write {', '.join(s.name for s in BUILT_IN)} or module:name"
    )
