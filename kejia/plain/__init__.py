"""Facts about text, days, shares and identifiers; imports nothing of ours and no Django."""
