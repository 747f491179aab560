"""Sealing of what is not to be read from the tables: set of algorithms and key by number, nonce, ciphertext, tag.

A sealed value begins with 255, the number of the set and the number of the key. What was sealed before the sets had
numbers begins with its key's number (0 to 254) and is AES-256-GCM; it opens as before.
"""

from dataclasses import dataclass

from kejia.crypt.choosing import UnknownSuite, current, known, numbered
from kejia.crypt.keys import all_keys, current_key, derived
from kejia.crypt.suites import SHA_AES, CannotDecrypt, Suite

MARK = 255


class CannotOpen(Exception):
    """What is sealed does not open: its key or algorithms are no longer set, or the bytes were changed."""


def key_of(sealed: bytes) -> int:
    """The number of the key a value was sealed under."""
    return sealed[2] if sealed[0] == MARK else sealed[0]


def suite_of(sealed: bytes) -> Suite:
    """The set of algorithms a value was sealed by. Raises UnknownSuite."""
    return numbered(sealed[1]) if sealed[0] == MARK else SHA_AES


def is_current(sealed: bytes) -> bool:
    """Whether a value would be sealed the same way today, as to key and algorithms."""
    return sealed[:3] == _head()


@dataclass(frozen=True)
class Sealer:
    """Seals for one purpose ("kejia.register"): its keys open nothing of another's."""

    purpose: str

    def seal(self, content: bytes, *, bound_to: bytes) -> bytes:
        """Opens only together with what it is bound to."""
        suite = current()
        key = self._key(suite, all_keys()[current_key()], "seal")
        return _head() + suite.encrypt(key, content, bound_to)

    def open(self, sealed: bytes, *, bound_to: bytes) -> bytes:
        """The content again. Raises CannotOpen."""
        if len(sealed) < 3:
            raise CannotOpen("nothing is sealed")
        number, keys = key_of(sealed), all_keys()
        if number not in keys:
            raise CannotOpen(f"key {number} is not among KEJIA_FIELD_KEY")
        try:
            suite = suite_of(sealed)
            rest = sealed[3:] if sealed[0] == MARK else sealed[1:]
            return suite.decrypt(self._key(suite, keys[number], "seal"), rest, bound_to)
        except UnknownSuite as error:
            raise CannotOpen(str(error)) from error
        except CannotDecrypt as error:
            raise CannotOpen("the bytes were changed, or the key under this number is another") from error

    def digest_of(self, text: str) -> bytes:
        """The keyed digest under the current algorithms and key."""
        return self.digests_of(text)[0]

    def digests_of(self, text: str) -> list[bytes]:
        """The digests a text may have been entered under, the current one first."""
        return [
            suite.keyed(self._key(suite, key, "digest"), text.encode())
            for suite in known()
            for key in all_keys().values()
        ]

    def _key(self, suite: Suite, key: str, use: str) -> bytes:
        return derived(suite, key, f"{self.purpose}.{use}".encode())


def _head() -> bytes:
    return bytes([MARK, current().number, current_key()])
