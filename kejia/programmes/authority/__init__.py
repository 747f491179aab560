"""Who may do what, because of which post; stand-ins, hand-overs, invitations, claims, countersigning."""
