"""Caches rendered pages in memory."""
