"""What is settled by document for a term: counting bases, lines of the term, baselines."""
