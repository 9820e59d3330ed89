"""The page for when no page can be made: no template, no translation, nothing that could fail too."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

STATUS = "500 INTERNAL SERVER ERROR"
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hệ thống đang gặp trục trặc</title>
</head>
<body>
<header><p><a href="{home}">Trang chủ</a> · <a href="{home}" lang="en">Home page</a></p></header>
<main>
<h1>Hệ thống đang gặp trục trặc</h1>
<p>Chưa thể hiển thị trang này. Không có dữ liệu nào của bạn bị mất; xin thử lại sau ít phút.</p>
<p lang="en">The page could not be made. Nothing of yours was lost; please try again in a moment.</p>
</main>
<footer><p>Mã lỗi · <span lang="en">Error code</span>: <code>{code}</code></p></footer>
</body>
</html>
"""


def last_resort(code: str, script_name: str, headers: Mapping[str, str]) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and response body. `code` is plain ASCII, `script_name` the WSGI variable, `headers` are those of every
    response."""
    home = f"{quote(script_name, encoding='latin-1')}/"
    body = _PAGE.format(code=code, home=home).encode()
    own = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), "Cache-Control": "no-store"}
    return [*(own | dict(headers)).items()], body
