"""Who signs in: accounts, their codes, sessions, suspension and technical roles. No domain words, no pages."""
