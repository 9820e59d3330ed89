"""The HTML of an article for programs that know neither our style sheet nor our address, such as feed readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urljoin

from bantin_reader.model.article import Article
from bantin_reader.model.body_figures import render_figures
from bantin_reader.model.picture import Figure

LINK = re.compile(r'<a ((?:[\w-]++="[^"]*+" ?+)++)>')
HREF = re.compile(r'(?<![\w-])href="([^"]*+)"')


def standalone_html(article: Article, address: str, picture_url: Callable[[str], str]) -> str:
    """The lead figure and the body, with absolute URLs. `address` is that of the article's page; `picture_url` makes
    that of a rendition from its name."""

    def show(figure: Figure) -> str:
        return _figure(figure, picture_url)

    lead = show(article.figure) + "\n" if article.figure else ""
    return lead + with_absolute_links(render_figures(article.body, show), address)


def with_absolute_links(html: str, address: str) -> str:
    """Clean HTML of the page at `address`, with absolute URLs in its links; those within the article lead there too."""
    return LINK.sub(lambda link: _absolute_link(link, address), html)


def _figure(figure: Figure, picture_url: Callable[[str], str]) -> str:
    parts = []
    if picture := figure.picture:
        width = picture.middle_width
        source = escape(picture_url(picture.rendition_name(width, "jpg")))
        alt = escape(figure.alt or figure.caption)
        parts.append(f'<img src="{source}" alt="{alt}" width="{width}" height="{picture.height_at(width)}">')
    if figure.caption:
        parts.append(f"<figcaption>{escape(figure.caption)}</figcaption>")
    return f"<figure>{''.join(parts)}</figure>" if parts else ""


def _absolute_link(link: re.Match[str], address: str) -> str:
    return HREF.sub(lambda href: f'href="{escape(_absolute(address, unescape(href[1])))}"', link[0])


def _absolute(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:  # such as http://[
        return url
