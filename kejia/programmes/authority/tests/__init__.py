"""Tests of the pages on authority."""
