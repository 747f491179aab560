"""Organisations and bodies: who they are, who sits in them, how they stand to the plan, on any day."""
