"""How much may be tried, how often, and what follows. Every number of sign-in that could be disputed stands here."""

from datetime import timedelta

CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=5)
TRIES_FOR_A_CODE = 5
"""Wrong entries of one code before it is void."""

ANOTHER_CODE_AFTER = timedelta(seconds=60)
CODES_AN_HOUR = 5
CODES_A_DAY = 10
"""To one phone or mailbox."""
CODES_AN_HOUR_FROM_ONE_PLACE = 60
"""From one network address: an office behind one address has many people."""

FAILURES = 5
WITHIN = timedelta(minutes=15)
LOCKED_FOR = timedelta(minutes=15)
"""So many failures for one phone, mailbox or account within that time lock it for this long; the right code in between
starts the count anew. Passkeys go on working, for they cannot be guessed."""
FAILURES_FROM_ONE_PLACE = 100
"""Within the same time from one network address, for whatever account."""

REGISTER_WITHIN = timedelta(minutes=30)
"""From the proof of an address to the end of the registration form."""
