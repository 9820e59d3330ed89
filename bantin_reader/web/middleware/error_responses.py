"""Short pages for requests that must not reach the application. Nothing of the request stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple
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


class ErrorMessage(NamedTuple):
    """What a page of refusal says: a title, and why, in both languages."""

    status: str
    title: str
    vietnamese: str
    english: str


class ErrorResponses:
    """Makes applications that refuse. `headers` are those of every answer; `url` is the site's address if it is set."""

    def __init__(self, site_name: str, url: str | None, headers: Mapping[str, str]) -> None:
        name = escape(site_name)
        self._site = f'<a href="{escape(url)}/">{name}</a>' if url else name
        self._headers = headers

    def refusal(self, words: ErrorMessage) -> ErrorResponse:
        page = _PAGE.format(
            site=self._site,
            title=words.title,
            vietnamese=words.vietnamese,
            english=words.english,
            code=words.status[:3],
        )
        return ErrorResponse(words.status, page.encode(), self._headers)


class ErrorResponse:
    """An answer that is made once and given often."""

    def __init__(self, status: str, body: bytes, headers: Mapping[str, str]) -> None:
        own = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
        }
        self._status = status
        self._headers = [*(own | dict(headers)).items()]
        self._body = body

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start(self._status, self._headers.copy())
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self._body]
