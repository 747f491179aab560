"""The key that other sites check our statements of identity with. OpenID Connect asks for RSA; nothing else here uses it."""

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

BITS = 3072


def new_identity_key() -> str:
    """A new private key as PEM, for a private file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
