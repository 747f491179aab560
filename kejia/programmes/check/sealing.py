"""Seals what is kept so that only who holds the link can read it; the site keeps neither link nor key."""

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class WrongToken(Exception):
    """The token does not open this seal."""


def new_token() -> str:
    """192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


def address_of(token: str) -> bytes:
    """What a kept check is found by: a digest from which the token cannot be had."""
    return hashlib.sha256(b"kejia kept check address\0" + token.encode()).digest()


def seal(content: bytes, token: str) -> bytes:
    """The content sealed by AES-256-GCM under a key that only the token yields."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key(token)).encrypt(nonce, content, None)


def unseal(sealed: bytes, token: str) -> bytes:
    """The content again. Raises WrongToken, also where a byte was changed."""
    try:
        return AESGCM(_key(token)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except (InvalidTag, ValueError) as error:
        raise WrongToken from error


def _key(token: str) -> bytes:
    return hashlib.sha256(b"kejia kept check key\0" + token.encode()).digest()
