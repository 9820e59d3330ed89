"""Rendered pages kept in memory."""
