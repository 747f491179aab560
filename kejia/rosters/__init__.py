"""Reads real-life roster files into facts, and says what it could not read; no Django."""
