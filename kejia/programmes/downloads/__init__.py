"""Handing out files, apart from the pages and never as something a browser would run."""
