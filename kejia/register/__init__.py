"""Organisations, posts, headcount, people, appointments, memberships; two times on every fact."""
