"""Absolute addresses, as readers and other sites know them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from flask import request, url_for
from werkzeug.urls import iri_to_uri

LONGEST = 2000
# Printable ASCII without the backslash, which browsers read as a slash: no userinfo, no other alphabet's host.
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.:\[\]-]+)(?P<path>/[!-\"$->@-\[\]-~]*)(?:[?#][!-\[\]-~]*)?", re.IGNORECASE
)
ARTICLE_PATH = re.compile(r"/(?:embed/)?articles/([a-z0-9-]+)")
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True)
class ArticleUrls:
    """Where an article is, for those who read it and those who embed it."""

    site: str
    slug: str

    @property
    def article(self) -> str:
        return f"{self.site}/articles/{self.slug}"

    @property
    def frame(self) -> str:
        return f"{self.site}/embed/articles/{self.slug}"

    @property
    def script(self) -> str:
        return f"{self.site}/embed/v1.js"

    def oembed(self, form: str) -> str:
        return f"{self.site}/oembed?url={quote(self.article, safe='')}&format={form}"


class PublicUrls:
    """The site's addresses: from BANTIN_PUBLIC_URL, unset from the request's host."""

    def __init__(self, public_url: str | None) -> None:
        self._public_url = iri_to_uri(public_url) if public_url else None

    @property
    def site(self) -> str:
        """Without a slash at its end."""
        return self._public_url or request.root_url.rstrip("/")

    def of(self, endpoint: str, **values: Any) -> str:
        return self.site + url_for(endpoint, **values).removeprefix(request.script_root)

    def article(self, slug: str) -> ArticleUrls:
        return ArticleUrls(self.site, slug)

    def slug_in(self, address: str) -> str | None:
        """The slug in an article's or its widget's address; None for every address that is not plainly one of ours."""
        found = ADDRESS.fullmatch(address) if len(address) <= LONGEST else None
        ours = ADDRESS.fullmatch(f"{self.site}/")
        if not found or not ours or _host(found) != _host(ours):
            return None
        prefix = urlsplit(self.site).path
        if not found["path"].startswith(prefix):
            return None
        place = ARTICLE_PATH.fullmatch(found["path"].removeprefix(prefix))
        return place[1] if place else None


def _host(address: re.Match[str]) -> str:
    """Host and port, without the port that the scheme has anyway."""
    return address["host"].lower().removesuffix(DEFAULT_PORTS[address["scheme"].lower()])
