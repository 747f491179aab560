"""The inbox: what one is told, and how one wants to be written to."""
