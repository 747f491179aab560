"""Lists into the register, and lists out of it."""
