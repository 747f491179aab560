"""Hands facts to the norms: the one place that sees both a roster (or the register) and the law."""
