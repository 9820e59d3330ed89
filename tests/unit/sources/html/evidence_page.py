"""A page of the site Báo Vân Sơn, of which a test fills the head, the body and what precedes it."""

from __future__ import annotations

import json
from pathlib import Path

from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import Profile

SENTENCES = "<p>Mờ sáng, bà con lên nương.</p><p>Vụ này được mùa.</p>"
PROFILE = Profile(
    name="x",
    fields={"title": "h1", "author": ".tac-gia", "source": ".nguon", "updated": ".sua", "body": "#bai"},  # type: ignore[dict-item]
)


def read(head: str = "", body: str = SENTENCES, before: str = "<h1>Khuổi Mây</h1>") -> Draft:
    site = (
        '<meta property="og:site_name" content="Báo Vân Sơn"><link rel="canonical" href="https://baovanson.example/a">'
    )
    page = f'<html lang="vi"><head>{site}{head}</head><body>{before}<div id="bai">{body}</div></body></html>'
    return HtmlPageParser([], PROFILE).read(page, Path("bai.html"))


def linked(**fields: object) -> str:
    article = {"@type": "NewsArticle", "headline": "Khuổi Mây"} | fields
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'
