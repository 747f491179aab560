"""Kejia: a federation of learned societies, its register, its rules, its services."""
