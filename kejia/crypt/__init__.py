"""Hashes, keyed digests, encryption and signatures, chosen by a setting; nobody else loads such a library."""
