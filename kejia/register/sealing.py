"""Sealing of numbers that identify people: AES-GCM under a key with a number, and a keyed digest to find them by.

The first byte of what is sealed is the key's number, so that keys can change while what is sealed stays readable:
the first of KEJIA_FIELD_KEYS seals, all of them open. Key 0 comes from the installation's secret.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12
SHORTEST_KEY = 32
"""Characters of a key in the environment."""
SEAL_LABEL, DIGEST_LABEL = b"kejia.register.seal", b"kejia.register.digest"


class CannotOpen(Exception):
    """What is sealed does not open: its key is no longer set, or the bytes were changed."""


def current_key() -> int:
    """The number of the key that seals."""
    return next(iter(_keys()))


def key_of(sealed: bytes) -> int:
    """The number of the key a value was sealed under."""
    return sealed[0]


def seal(text: str, *, bound_to: bytes) -> bytes:
    """Key number, nonce and ciphertext; opens only together with what it is bound to."""
    number = current_key()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([number]) + nonce + _aes(_keys()[number]).encrypt(nonce, text.encode(), bound_to)


def open_sealed(sealed: bytes, *, bound_to: bytes) -> str:
    """The text again. Raises CannotOpen."""
    keys = _keys()
    if not sealed or key_of(sealed) not in keys:
        raise CannotOpen(
            f"key {key_of(sealed)} is not among KEJIA_FIELD_KEY" if sealed else "nothing is sealed"
        )
    nonce, text = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return _aes(keys[key_of(sealed)]).decrypt(nonce, text, bound_to).decode()
    except InvalidTag as error:
        raise CannotOpen("the bytes were changed, or the key under this number is another") from error


def digest_of(text: str) -> bytes:
    """HMAC-SHA-256 under the digest key that belongs to the current key."""
    return hmac.digest(_derived(_keys()[current_key()], DIGEST_LABEL), text.encode(), hashlib.sha256)


def digests_of(text: str) -> list[bytes]:
    """The digests a text may have been entered under: one for each key, the current one first."""
    keys = _keys().values()
    return [hmac.digest(_derived(key, DIGEST_LABEL), text.encode(), hashlib.sha256) for key in keys]


def _keys() -> dict[int, str]:
    """All keys by number, the current one first."""
    return _read_keys(tuple(settings.KEJIA_FIELD_KEYS), settings.SECRET_KEY)


@lru_cache(maxsize=8)
def _read_keys(written: tuple[str, ...], secret: str) -> dict[int, str]:
    keys: dict[int, str] = {}
    for word in written:
        number, colon, key = word.partition(":")
        if not colon or not number.isdecimal() or not 1 <= int(number) <= 255 or len(key) < SHORTEST_KEY:
            raise ImproperlyConfigured(
                "KEJIA_FIELD_KEY: 应写作 编号:密钥（编号 1 至 255，密钥至少 32 个字符），多个用逗号隔开，现用的在前 · "
                "write NUMBER:KEY (1 to 255, 32 characters or more), separated by commas, the current one first"
            )
        if keys.setdefault(int(number), key) != key:
            raise ImproperlyConfigured(f"KEJIA_FIELD_KEY: 编号 {number} 用了两次 · {number} is given twice")
    return {**keys, 0: secret}


@lru_cache(maxsize=64)
def _derived(key: str, label: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label).derive(key.encode())


@lru_cache(maxsize=64)
def _aes(key: str) -> AESGCM:
    return AESGCM(_derived(key, SEAL_LABEL))
