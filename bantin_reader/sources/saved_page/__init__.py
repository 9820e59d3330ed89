"""HTML pages as a portal shows them and a browser saves them."""

from bantin_reader.sources.saved_page.reading import SavedPages

__all__ = ["SavedPages"]
