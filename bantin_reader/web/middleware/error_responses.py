"""The responses that middleware gives itself, without templates or translations, which could fail too.

Each is a small page in Vietnamese and English. Nothing of the request stands in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from wsgiref.types import WSGIEnvironment

from werkzeug.wrappers import Response

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
<footer><p>Mã lỗi · <span lang="en">Error code</span>: <code>{code}</code></p></footer>
</body>
</html>
"""


class ErrorMessage(NamedTuple):
    """The status, the title and the explanation in both languages."""

    status: int
    title: str
    vietnamese: str
    english: str


BAD_HOST = ErrorMessage(
    400,
    "Yêu cầu không hợp lệ",
    "Tên máy chủ trong yêu cầu không đúng dạng.",
    "The host name in the request is malformed.",
)
URI_TOO_LONG = ErrorMessage(
    414,
    "Địa chỉ quá dài",
    "Địa chỉ của trang dài quá mức.",
    "The address is longer than any of this site.",
)
MISDIRECTED = ErrorMessage(
    421,
    "Không phải tên miền của trang này",
    "Máy chủ này không phục vụ tên miền đã gọi.",
    "This server does not answer to the name that was called.",
)
FAILURE = ErrorMessage(
    500,
    "Hệ thống đang gặp trục trặc",
    "Chưa thể hiển thị trang này. Không có dữ liệu nào của bạn bị mất; xin thử lại sau ít phút.",
    "The page could not be made. Nothing of yours was lost; please try again in a moment.",
)


class ErrorResponses:
    """Makes error responses. `headers` are those of every response of the site; `url` is its public URL, if set: then
    every page links to the front page on its host."""

    def __init__(self, site_name: str, url: str | None, headers: Mapping[str, str]) -> None:
        self._site_name = escape(site_name)
        self._origin = escape(url.removesuffix(urlsplit(url).path)) if url else None
        self._headers = headers

    def response(self, message: ErrorMessage, environ: WSGIEnvironment, code: str = "") -> Response:
        """The response for a message, with links for the request's SCRIPT_NAME. `code` is what a reader can tell the
        newsroom, the status unless given."""
        front_page = quote(environ.get("SCRIPT_NAME", ""), encoding="latin-1") + "/"
        site = self._site_name
        if self._origin is not None or message is FAILURE:
            site = f'<a href="{self._origin or ""}{front_page}">{site}</a>'
        page = _PAGE.format(
            site=site,
            title=message.title,
            vietnamese=message.vietnamese,
            english=message.english,
            code=escape(code) or message.status,
        )
        return self.plain(page, message.status, "text/html")

    def plain(self, text: str, status: int = 200, mimetype: str = "text/plain", **headers: str) -> Response:
        """Any other text, with the headers of every response; never stored by a cache."""
        response = Response(text, status, mimetype=mimetype, headers=[*self._headers.items(), *headers.items()])
        response.headers["Content-Type"] = f"{mimetype}; charset=utf-8" if "charset" not in mimetype else mimetype
        response.cache_control.no_store = True
        return response
