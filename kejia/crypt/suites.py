"""The sets of algorithms, one behind the other's shape. No Django here.

A set's number is stored with what it made, so that old values read on after another set was chosen. A number is never
given to another set.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

WIDTH = 32
"""Bytes of every hash, keyed digest and derived key: columns and the trail's tree count on it."""
NONCE_BYTES, TAG_BYTES = 12, 16


class CannotDecrypt(Exception):
    """The bytes, what they are bound to, or the key are not those of the encryption."""


class RunningHash(Protocol):
    """A hash over what comes piece by piece."""

    def update(self, data: bytes, /) -> object:
        """The next piece."""

    def digest(self) -> bytes:
        """Over all pieces; nothing may follow."""


class Suite(Protocol):
    """One set of algorithms: of 256 bits wherever a length shows. A password machine is put in by another of these."""

    @property
    def name(self) -> str:
        """As the setting writes it."""

    @property
    def number(self) -> int:
        """As values keep it, 1 to 255."""

    @property
    def hash_name(self) -> str:
        """As the trail, digests and papers write its hash: "sha256"."""

    def __hash__(self) -> int:
        """A set is a key of caches: each is there once."""

    def hash(self, data: bytes) -> bytes:
        """32 bytes."""

    def new_hash(self) -> RunningHash:
        """The same hash, piece by piece."""

    def keyed(self, key: bytes, data: bytes) -> bytes:
        """The keyed digest (HMAC), 32 bytes."""

    def derive(self, key: bytes, label: bytes) -> bytes:
        """A key of 32 bytes for one purpose."""

    def encrypt(self, key: bytes, content: bytes, bound_to: bytes) -> bytes:
        """Nonce, ciphertext, tag, under a derived key; decrypts only together with what it is bound to."""

    def decrypt(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        """The content again. Raises CannotDecrypt."""


class ShaAes:
    """SHA-256, HMAC-SHA-256, HKDF, AES-256-GCM: the default."""

    name, number, hash_name = "sha256_aes", 1, "sha256"

    def hash(self, data: bytes) -> bytes:
        """SHA-256."""
        return sha256(data).digest()

    def new_hash(self) -> RunningHash:
        """SHA-256, piece by piece."""
        return sha256()

    def keyed(self, key: bytes, data: bytes) -> bytes:
        """HMAC-SHA-256."""
        return hmac.digest(key, data, sha256)

    def derive(self, key: bytes, label: bytes) -> bytes:
        """HKDF with SHA-256."""
        return HKDF(algorithm=hashes.SHA256(), length=WIDTH, salt=None, info=label).derive(key)

    def encrypt(self, key: bytes, content: bytes, bound_to: bytes) -> bytes:
        """AES-256-GCM."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, content, bound_to)

    def decrypt(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        """AES-256-GCM. Raises CannotDecrypt."""
        try:
            return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
        except (InvalidTag, ValueError) as error:
            raise CannotDecrypt from error


class _Sm3:
    """SM3, piece by piece."""

    def __init__(self) -> None:
        self.context = hashes.Hash(hashes.SM3())

    def update(self, data: bytes) -> None:
        """The next piece."""
        self.context.update(data)

    def digest(self) -> bytes:
        """Over all pieces."""
        return self.context.finalize()


class Sm3Sm4:
    """SM3 (GB/T 32905), HMAC-SM3, HKDF with SM3, SM4 (GB/T 32907) in GCM under the first half of the derived key."""

    name, number, hash_name = "sm3_sm4", 2, "sm3"
    key_bytes = 16

    def hash(self, data: bytes) -> bytes:
        """SM3."""
        running = _Sm3()
        running.update(data)
        return running.digest()

    def new_hash(self) -> RunningHash:
        """SM3, piece by piece."""
        return _Sm3()

    def keyed(self, key: bytes, data: bytes) -> bytes:
        """HMAC-SM3."""
        mac = HMAC(key, hashes.SM3())
        mac.update(data)
        return mac.finalize()

    def derive(self, key: bytes, label: bytes) -> bytes:
        """HKDF with SM3."""
        return HKDF(algorithm=hashes.SM3(), length=WIDTH, salt=None, info=label).derive(key)

    def encrypt(self, key: bytes, content: bytes, bound_to: bytes) -> bytes:
        """SM4-GCM."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        encryptor = Cipher(algorithms.SM4(key[: self.key_bytes]), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound_to)
        return nonce + encryptor.update(content) + encryptor.finalize() + encryptor.tag

    def decrypt(self, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        """SM4-GCM. Raises CannotDecrypt."""
        if len(sealed) < NONCE_BYTES + TAG_BYTES:
            raise CannotDecrypt
        nonce, content, tag = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:-TAG_BYTES], sealed[-TAG_BYTES:]
        decryptor = Cipher(algorithms.SM4(key[: self.key_bytes]), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(bound_to)
        try:
            return decryptor.update(content) + decryptor.finalize()
        except InvalidTag as error:
            raise CannotDecrypt from error


SHA_AES: Suite = ShaAes()
SM3_SM4: Suite = Sm3Sm4()
BUILT_IN: tuple[Suite, ...] = (SHA_AES, SM3_SM4)


def equal(one: bytes, other: bytes) -> bool:
    """Whether two digests are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)
