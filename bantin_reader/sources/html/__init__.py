"""HTML pages as a portal shows them and a browser saves them."""

from bantin_reader.sources.html.reader import HtmlPageParser

__all__ = ["HtmlPageParser"]
