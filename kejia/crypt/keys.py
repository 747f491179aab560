"""The installation's keys, by number: the first of KEJIA_FIELD_KEY seals, all open; key 0 comes from its secret."""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kejia.crypt.suites import Suite

SHORTEST_KEY = 32
"""Characters of a key in the environment."""
HIGHEST = 254
"""255 marks how a sealed value begins."""


def current_key() -> int:
    """The number of the key that seals."""
    return next(iter(all_keys()))


def all_keys() -> dict[int, str]:
    """All keys by number, the current one first."""
    return _read_keys(tuple(settings.KEJIA_FIELD_KEYS), settings.SECRET_KEY)


@lru_cache(maxsize=256)
def derived(suite: Suite, key: str, label: bytes) -> bytes:
    """The key that one set of algorithms uses for one purpose."""
    return suite.derive(key.encode(), label)


@lru_cache(maxsize=8)
def _read_keys(written: tuple[str, ...], secret: str) -> dict[int, str]:
    keys: dict[int, str] = {}
    for word in written:
        number, colon, key = word.partition(":")
        fits = colon and number.isdecimal() and 1 <= int(number) <= HIGHEST and len(key) >= SHORTEST_KEY
        if not fits:
            raise ImproperlyConfigured(
                "KEJIA_FIELD_KEY: 应写作 编号:密钥（编号 1 至 254，密钥至少 32 个字符），多个用逗号隔开，现用的在前 · "
                "write NUMBER:KEY (1 to 254, 32 characters or more), separated by commas, the current one first"
            )
        if keys.setdefault(int(number), key) != key:
            raise ImproperlyConfigured(f"KEJIA_FIELD_KEY: 编号 {number} 用了两次 · {number} is given twice")
    return {**keys, 0: secret}
