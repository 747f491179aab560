"""Seals what is kept so that only who holds the link can read it; the site keeps neither link nor key.

The address a kept check is found by is a hash of its link: the set of algorithms that made the address made the seal.
"""

import secrets

from kejia.crypt.choosing import current, known
from kejia.crypt.suites import CannotDecrypt, Suite


class WrongToken(Exception):
    """The token does not open this seal."""


def new_token() -> str:
    """192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


def address_of(token: str, suite: Suite | None = None) -> bytes:
    """What a kept check is found by: a digest from which the token cannot be had."""
    return (suite or current()).hash(b"kejia kept check address\0" + token.encode())


def addresses_of(token: str) -> list[bytes]:
    """Where a check may have been kept, under whichever algorithms."""
    return [address_of(token, suite) for suite in known()]


def seal(content: bytes, token: str) -> bytes:
    """The content sealed under a key that only the token yields."""
    return current().encrypt(_key(token, current()), content, b"")


def unseal(sealed: bytes, token: str, address: bytes) -> bytes:
    """The content again, found at an address. Raises WrongToken, also where a byte was changed."""
    for suite in known():
        if address_of(token, suite) == address:
            try:
                return suite.decrypt(_key(token, suite), sealed, b"")
            except CannotDecrypt as error:
                raise WrongToken from error
    raise WrongToken


def _key(token: str, suite: Suite) -> bytes:
    return suite.hash(b"kejia kept check key\0" + token.encode())
