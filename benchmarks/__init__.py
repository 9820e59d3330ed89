"""Measurements side by side in one run, written into docs/performance.md; started by targets of the Makefile."""
