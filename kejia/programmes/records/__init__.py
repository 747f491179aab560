"""The register in the browser: a record with its whole history, every act upon it, duplicates and merging."""
