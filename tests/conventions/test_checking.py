"""The checking client raises an error for each kind of fault that it checks for."""

from __future__ import annotations

import pytest

from tests.checking import check

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tin mới – Bản tin</title></head>
<body><header><nav aria-label="Chính"><a href="/">Bản tin</a></nav></header>
<main id="content"><h1>Tin mới</h1><p>Nội dung</p></main><footer><p>Chân trang</p></footer></body></html>"""


def test_a_correct_page_passes() -> None:
    check(PAGE)


@pytest.mark.parametrize(
    ("correct", "broken"),
    [
        ("<h1>Tin mới</h1>", "<h2>Tin mới</h2>"),
        ("<h1>Tin mới</h1>", "<h1>Tin mới</h1><h1>Hai</h1>"),
        ("<title>Tin mới", "<title>Bản tin"),
        ('<html lang="vi">', "<html>"),
        ("<main id", "<div id"),
        (' aria-label="Chính"', ""),
        ("initial-scale=1", "initial-scale=1, user-scalable=no"),
        ("initial-scale=1", "initial-scale=1, maximum-scale=1"),
        ("<p>Nội dung</p>", '<p id="content">Nội dung</p>'),
        ("<p>Nội dung</p>", '<p aria-labelledby="nowhere">Nội dung</p>'),
        ("<p>Nội dung</p>", "<p>Nội dung</div>"),
        ("<p>Nội dung</p>", '<p onclick="a()">Nội dung</p>'),
        ("<p>Nội dung</p>", '<p style="color:red">Nội dung</p>'),
        ("<p>Nội dung</p>", '<a href="javascript:a()">Tăng cỡ chữ</a>'),
        ("<p>Nội dung</p>", "<button></button>"),
        ("<p>Nội dung</p>", '<a href="/x"></a>'),
        ("<p>Nội dung</p>", '<img src="/x" width="1" height="1">'),
        ("<p>Nội dung</p>", '<img src="/x" alt="">'),
    ],
)
def test_a_broken_page_fails(correct: str, broken: str) -> None:
    assert correct in PAGE
    with pytest.raises(Exception, match=r".+"):
        check(PAGE.replace(correct, broken, 1).replace("</main>", "</div>" if "<div id" in broken else "</main>"))


@pytest.mark.parametrize(
    "partial", ["<p>Một</p><p>Hai</p>", '<p id="a"><b id="a"></b></p>', "<div><button></button></div>"]
)
def test_a_broken_partial_fails(partial: str) -> None:
    with pytest.raises(AssertionError):
        check(partial)
