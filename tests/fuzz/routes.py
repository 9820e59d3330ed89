"""Every route of the site with the parameters that it reads. A new route needs a line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SLUG = "slug"
GONE = "gone"
PICTURE = "picture"


@dataclass(frozen=True)
class Route:
    """`path` has variables in braces; `query` maps query parameters, and `form` those of a request body, to values that
    change the response. `verb` is the method, POST with a form and GET without unless given."""

    path: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    verb: str = ""

    @property
    def method(self) -> str:
        return self.verb or ("POST" if self.form else "GET")


LANG = {"lang": ["en", "vi"]}
EMBED = {
    "lang": ["en", "vi"],
    "theme": ["dark", "auto"],
    "face": ["serif"],
    "line": ["loose"],
    "spacing": ["wide"],
    "text": ["300", "90", "100"],
    "level": ["2", "4"],
    "accent": ["9b1c1c", "ff0"],
    "count": ["1", "20"],
    "category": ["chinh-tri"],
    "set-text": ["125", "100"],
    "set-theme": ["dark"],
    "set-face": ["sans"],
    "set-line": ["tight"],
    "set-spacing": ["widest"],
    "set-lang": ["en"],
    "pressed": ["larger", "theme-dark"],
}
BEFORE = ["2026-11-30T00:00:00~9", "2020-01-01T00:00:00.000001~1"]
PERIODS = {**LANG, "before": BEFORE, "category": ["giao-duc"]}
LISTS = {**PERIODS, "year": ["2026", "1999"]}
FEED_FORMATS = ("atom", "rss", "json")
ROUTES: dict[str, Route] = {
    "static": Route("/static/{filename}"),
    "articles.home": Route("/", {**LANG, "page": ["1", "2", "99"], "before": BEFORE}),
    "articles.article": Route("/articles/{slug}", {**LANG, "picture": ["1", "2"]}),
    **{f"export.{form}": Route(f"/articles/{{slug}}.{form}") for form in ("txt", "md", "json", "epub")},
    "export.qr_code": Route("/articles/{slug}/qr.svg"),
    "speech.sentences": Route("/articles/{slug}/speech.json"),
    "speech.audio_file": Route("/articles/{slug}/audio"),
    **{f"speech.{form}": Route(f"/articles/{{slug}}/audio.{form}") for form in ("ogg", "mp3", "m4a", "wav")},
    **{f"speech.voice_{form}": Route(f"/articles/{{slug}}/voice.{form}") for form in ("ogg", "mp3")},
    "articles.picture": Route("/pictures/{name}", LANG),
    "embed.article": Route("/embed/articles/{slug}", EMBED),
    "embed.latest": Route("/embed/latest", EMBED),
    "embed.toolbar": Route("/embed/toolbar", {**EMBED, "page": ["/embed/latest", "/embed/articles/x?level=3"]}),
    "embed.unknown": Route("/embed/{_rest}", EMBED),
    "host_script.v1": Route("/embed/v1.js"),
    "oembed.answer": Route(
        "/oembed",
        {
            **LANG,
            "url": ["http://localhost/articles/{slug}"],
            "format": ["json", "xml"],
            "maxwidth": ["300"],
            "maxheight": ["300"],
        },
    ),
    "preferences.show": Route(
        "/preferences", {**LANG, "saved": ["1"], "undo": ["text=150&theme=dark"], "code": ["43A", "a"]}
    ),
    "preferences.qr_code": Route("/preferences/qr.svg", {"code": ["43A", "a"]}),
    "preferences.save": Route(
        "/preferences",
        LANG,
        {"text": ["125", "100"], "theme": ["dark"], "lang": ["en"], "images": ["off"], "next": ["/", "/preferences"]},
    ),
    **{f"feeds.{form}": Route(f"/feed.{form}", LANG) for form in FEED_FORMATS},
    **{f"feeds.category_{form}": Route(f"/categories/{{category}}/feed.{form}", LANG) for form in FEED_FORMATS},
    "lists.category": Route("/categories/{category}", LISTS),
    "lists.tag": Route("/tags/{tag}", LISTS),
    "lists.author": Route("/authors/{author}", LISTS),
    "books.category": Route("/categories/{category}/book.epub", LISTS),
    "books.tag": Route("/tags/{tag}/book.epub", LISTS),
    "books.author": Route("/authors/{author}/book.epub", LISTS),
    "books.year": Route("/archive/{year}/book.epub", PERIODS),
    "books.month": Route("/archive/{year}/{month}/book.epub", PERIODS),
    "books.day": Route("/archive/{year}/{month}/{day}/book.epub", PERIODS),
    "books.search": Route("/search/book.epub", {**LISTS, "q": ["a", "-a", "", "khong-co"]}),
    "books.saved": Route("/saved/book.epub", LANG, {"article": [SLUG, GONE, "khong-co"]}),
    **{f"feeds.tag_{form}": Route(f"/tags/{{tag}}/feed.{form}") for form in FEED_FORMATS},
    **{
        f"feeds.search_{form}": Route(
            f"/search/feed.{form}",
            {**LANG, "category": LISTS["category"], "year": LISTS["year"], "q": ["a", "-a", "", "khong-co"]},
        )
        for form in FEED_FORMATS
    },
    "lists.year": Route("/archive/{year}", LISTS),
    "lists.month": Route("/archive/{year}/{month}", LISTS),
    "lists.day": Route("/archive/{year}/{month}/{day}", LISTS),
    "search.page": Route("/search", {**LISTS, "q": ["a", "-a", "", "khong-co"], "before": ["2~9999999999999999"]}),
    "api.put": Route("/api/articles/{source_id}", verb="PUT"),
    "api.delete": Route("/api/articles/{source_id}", verb="DELETE"),
    "api.openapi": Route("/api/openapi.json"),
    "search.suggestions": Route("/search/suggestions", {"q": ["a", "nuoc lu", "", '"x']}),
    "sitemaps.index": Route("/sitemap.xml"),
    "sitemaps.part": Route("/sitemaps/{number}.xml"),
    "sitemaps.news": Route("/sitemap-news.xml"),
    "sitemaps.robots": Route("/robots.txt"),
    "glossary.page": Route("/glossary", LANG),
    "offline.saved": Route("/saved", LANG),
    "offline.service_worker": Route("/sw.js"),
    "offline.manifest": Route("/manifest.webmanifest"),
    "offline.app_icon": Route("/icons/{icon}.png"),
    "offline.app_screenshot": Route("/screenshots/{form_factor}.png"),
    "pages.accessibility": Route("/accessibility", LANG),
    "pages.privacy": Route("/privacy", LANG),
    "pages.site_logo": Route("/logo", LANG),
}
# What stands for a name in a path: good ones and one that is not there.
NAMES: dict[str, list[str]] = {
    "slug": [SLUG, GONE, "khong-co"],
    "name": [PICTURE, "0" * 32 + "-640.webp"],
    "filename": ["site.css"],
    "_rest": ["nothing"],
    "category": ["giao-duc", "khong-co"],
    "tag": ["chuyen-doi-so", "khong-co"],
    "author": ["ly-thi-hoa", "khong-co"],
    "source_id": ["42"],
    "icon": ["192", "0"],
    "form_factor": ["narrow", "0"],
    "number": ["1", "99"],
    "year": ["2026", "1999"],
    "month": ["11", "13"],
    "day": ["20", "31"],
}
# Every header that something reads.
HEADERS: dict[str, list[str]] = {
    "Accept": ["audio/ogg", "*/*;q=0.1, audio/mpeg"],
    "Accept-Encoding": ["br", "gzip", "identity;q=1, *;q=0"],
    "Accept-Language": ["en-GB,en;q=0.8", "vi", "*"],
    "Authorization": ["Bearer a", "Bearer bantin_a", "Basic YTpi"],
    "Connection": ["close"],
    "Content-Length": ["0", "8"],
    "Content-Type": ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json"],
    "Cookie": ["bantin_prefs=text=125&images=off&plain=1", "__Host-bantin_widget=text=125&theme=dark"],
    "Forwarded": ["for=192.0.2.1;host=evil.example"],
    "HX-Request": ["true"],
    "HX-Current-URL": ["/"],
    "Host": ["localhost", "LOCALHOST:80"],
    "If-Match": ['"a"'],
    "If-Modified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT"],
    "If-None-Match": ['W/"a"', "*"],
    "If-Range": ['"a"'],
    "If-Unmodified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT"],
    "Origin": ["http://localhost", "null"],
    "Range": ["bytes=0-9", "bytes=99999-", "bytes=-1"],
    "Referer": ["http://localhost/"],
    "Sec-Fetch-Site": ["same-origin", "cross-site"],
    "Transfer-Encoding": ["chunked"],
    "User-Agent": ["Mozilla/5.0"],
    "X-Forwarded-For": ["192.0.2.1"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-Proto": ["https"],
    "X-Request-ID": ["a"],
}
METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW"]
