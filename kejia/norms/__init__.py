"""Reads law/, writes the tally query, turns tallies into verdicts and says why; no Django, no connection."""
