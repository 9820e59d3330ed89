"""The rendered body of an article."""

from __future__ import annotations

import pytest

from bantin_reader.model.article import Article
from bantin_reader.web.articles.body import SHOWN_MARK, render_body
from tests.growth import growth


def shown(body: str) -> str:
    return str(render_body(Article(source_id="a", slug="a", title="A", sapo="", body=body, lang="vi")))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<p>Hết./.</p>", f"<p>Hết{SHOWN_MARK}</p>"),
        ("<p>Một./.</p>\n<p>Hai./. Ba</p>", f"<p>Một{SHOWN_MARK}</p>\n<p>Hai{SHOWN_MARK} Ba</p>"),
        ('<p><abbr title="./.">a</abbr></p>', '<p><abbr title="./.">a</abbr></p>'),
        ("./.", SHOWN_MARK),
    ],
)
def test_end_marks_are_hidden_from_screen_readers_and_attributes_are_unchanged(body: str, html: str) -> None:
    assert shown(body) == html


def test_many_end_marks_take_linear_time() -> None:
    assert growth(shown, lambda size: f"<p>{'./.' * size}</p>", 2_000, 32_000) == ""
