"""The ways out: one module a channel, each with the same inner shape (`Gateway`)."""
