"""Signatures that others can check without our secret: Ed25519, its number stored in front.

The private key is derived from the installation's secret, so there is no file to lose; another secret is another signer.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from kejia.crypt.keys import derived
from kejia.crypt.suites import SHA_AES

ED25519 = 1
"""The number of the algorithm; SM2 takes 2 once a maintained library has it (docs/security.md)."""


def sign(message: bytes, *, purpose: str) -> bytes:
    """The signature over a message for one purpose; one purpose's signature says nothing for another."""
    return bytes([ED25519]) + _private(settings.SECRET_KEY).sign(_framed(message, purpose))


def public_key() -> bytes:
    """What others check our signatures with: the algorithm's number and 32 bytes."""
    return bytes([ED25519]) + _private(settings.SECRET_KEY).public_key().public_bytes_raw()


def is_signed(message: bytes, signature: bytes, *, purpose: str, by: bytes) -> bool:
    """Whether the holder of a public key signed this message for this purpose."""
    if signature[:1] != bytes([ED25519]) or by[:1] != bytes([ED25519]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(by[1:]).verify(signature[1:], _framed(message, purpose))
    except (InvalidSignature, ValueError):
        return False
    return True


def _framed(message: bytes, purpose: str) -> bytes:
    return purpose.encode() + b"\0" + message


@lru_cache(maxsize=4)
def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derived(SHA_AES, secret, b"kejia.crypt.signing"))
