"""Notifies a WebSub hub and IndexNow that articles have changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.change_notices import ChangedArticle
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.slugs import slug_of
from bantin_reader.sources.http_client import HttpClient

FEEDS = ("feed.atom", "feed.rss", "feed.json")
FORM = "application/x-www-form-urlencoded"
JSON = "application/json; charset=utf-8"
# The feeds of so many categories are named in one notice.
MAX_CATEGORIES = 50


class WebSubHub:
    """A hub, which fetches the feeds that a notice names and sends them to their subscribers (WebSub, section 7).

    WebSub leaves open how a publisher notifies its hub. Hubs take what PubSubHubbub 0.4 has (section 7.1): a form with
    `hub.mode=publish` and a `hub.url` for each feed. `site` is the public address of the site, empty where none is
    set.
    """

    def __init__(self, url: str, site: str, client: HttpClient) -> None:
        self.name = f"the hub {url}"
        self._url = url
        self._site = site
        self._client = client

    def notify(self, changed: Sequence[ChangedArticle]) -> None:
        """Name the site's feeds and those of the articles' categories."""
        slugs = sorted({slug_of(one.category) for one in changed if one.category} - {""})[:MAX_CATEGORIES]
        folders = ["", *(f"/categories/{slug}" for slug in slugs)]
        site = _known(self._site)
        topics = [f"{site}{folder}/{feed}" for folder in folders for feed in FEEDS]
        fields = [("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]
        self._client.post(self._url, urlencode(fields).encode("ascii"), FORM)


class IndexNow:
    """Search engines that read what changed (https://www.indexnow.org/documentation). Each tells the
    others. `key` also stands in a file of the site, which proves that the notice comes from the site.
    """

    def __init__(self, url: str, key: str, site: str, client: HttpClient) -> None:
        self.name = f"IndexNow at {url}"
        self._url = url
        self._key = key
        self._site = site
        self._client = client

    def notify(self, changed: Sequence[ChangedArticle]) -> None:
        """Name the articles' addresses, at most 10,000."""
        site = _known(self._site)
        fields = {
            "host": urlsplit(site).netloc,
            "key": self._key,
            "keyLocation": f"{site}/{self._key}.txt",
            "urlList": [f"{site}{ARTICLE_PATH}{one.slug}" for one in changed],
        }
        self._client.post(self._url, json.dumps(fields).encode("ascii"), JSON)


def _known(site: str) -> str:
    if not site:
        raise SourceRefused("BANTIN_PUBLIC_URL is not set")
    return site
