"""One folder per matter of the plan: its manifest and its pages; programmes do not import one another."""
