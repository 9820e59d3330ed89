"""Short pages for requests that must not reach the application. Nothing of the request stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<header><p>{site}</p></header>
<main>
<h1>{title}</h1>
<p>{vietnamese}</p>
<p lang="en">{english}</p>
</main>
<footer><p>Mã lỗi · <span lang="en">Error code</span>: {code}</p></footer>
</body>
</html>
"""


_SCRIPT_NAME = "\0"  # stands in no text of a page


class ErrorMessage(NamedTuple):
    """What a page of refusal says: a title, and why, in both languages."""

    status: str
    title: str
    vietnamese: str
    english: str


class ErrorResponses:
    """Makes applications that refuse. `headers` are those of every response; `url` is the site's public URL if it is
    set; every page then links to the front page on its host."""

    def __init__(self, site_name: str, url: str | None, headers: Mapping[str, str]) -> None:
        name = escape(site_name)
        origin = escape(url.removesuffix(urlsplit(url).path)) if url else ""
        self._site = f'<a href="{origin}{_SCRIPT_NAME}/">{name}</a>' if url else name
        self._headers = headers

    def refusal(self, words: ErrorMessage) -> ErrorResponse:
        page = _PAGE.format(
            site=self._site,
            title=words.title,
            vietnamese=words.vietnamese,
            english=words.english,
            code=words.status[:3],
        )
        return ErrorResponse(words.status, page, self._headers)


class ErrorResponse:
    """A WSGI application that gives the same page to every request, with links for its SCRIPT_NAME."""

    def __init__(self, status: str, page: str, headers: Mapping[str, str]) -> None:
        own = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
        self._status = status
        self._headers = [*(own | dict(headers)).items()]
        self._page = page

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        script_name = quote(environ.get("SCRIPT_NAME", ""), encoding="latin-1")
        body = self._page.replace(_SCRIPT_NAME, script_name).encode()
        start(self._status, [*self._headers, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
