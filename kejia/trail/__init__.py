"""Who did what, when, under which post: append-only, a tree by RFC 6962, verifiable."""
