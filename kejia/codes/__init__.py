"""Dated tables of public codes: divisions, disciplines, industries; no Django, no database."""
