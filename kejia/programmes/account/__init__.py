"""Signing in and registering, and what belongs to one's own account."""
