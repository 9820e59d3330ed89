"""An article body as HTML: its end marks, its regions that scroll, and the direction of what is in another language."""

from __future__ import annotations

import pytest
from flask import Flask

from bantin_reader.model.article import Article
from bantin_reader.web.articles.body import SHOWN_MARK, render_body
from tests.growth import growth

REGION = '<div class="br-scrollable" role="region" tabindex="0" aria-label="{}">'
WIDE = REGION.replace(" role", ' data-wide="{}" role')


def rendered(app: Flask, body: str, lang: str = "vi") -> str:
    article = Article(source_id="a", slug="a", title="A", sapo="", body=body, lang=lang)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        return str(render_body(article))


def test_tables_and_preformatted_text_are_counted_apart_and_named_in_the_articles_language(app: Flask) -> None:
    body = "<pre>a</pre><table><tr><td>b</td></tr></table><pre>c</pre>"
    first, second = (REGION.format(f"Văn bản nguyên dạng {number}") for number in (1, 2))
    table = WIDE.format("Bảng rộng – vuốt ngang", "Bảng 1")
    assert rendered(app, body) == (
        f"{first}<pre>a</pre></div>{table}<table><tr><td>b</td></tr></table></div>{second}<pre>c</pre></div>"
    )
    assert 'aria-label="Preformatted text 1"' in rendered(app, body, "fr")


@pytest.mark.parametrize("tag", ["table", "pre"])
def test_a_wide_block_in_a_language_of_its_own_has_its_region_too(app: Flask, tag: str) -> None:
    html = rendered(app, f'<{tag} lang="en"></{tag}>')
    assert f'"><{tag} lang="en"></{tag}></div>' in html


def test_every_region_of_nested_tables_is_closed(app: Flask) -> None:
    html = rendered(app, "<table><tr><td><table></table></td></tr></table><p>Sau</p>")
    assert html.count("<div") == html.count("</div>") == 2
    assert html.endswith("</table></div><p>Sau</p>")


def test_what_is_written_in_the_other_direction_says_so_and_the_rest_does_not(app: Flask) -> None:
    body = '<p lang="ar">a</p><p lang="en">b <span lang="he">c</span></p><a href="/x" lang="fa">d</a>'
    assert rendered(app, body) == (
        '<p lang="ar" dir="rtl">a</p><p lang="en">b <span lang="he" dir="rtl">c</span></p>'
        '<a href="/x" lang="fa" dir="rtl">d</a>'
    )
    assert (
        rendered(app, '<p lang="he">a</p><p lang="en">b</p>', "ar") == '<p lang="he">a</p><p lang="en" dir="ltr">b</p>'
    )


def test_text_that_looks_like_an_attribute_stays_as_it_is(app: Flask) -> None:
    body = '<p>Gõ lang="ar" vào.</p><abbr title="a lang=&quot;ar&quot; b">x</abbr>'
    assert rendered(app, body) == body


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


def test_each_table_stands_in_a_region_of_its_own_whatever_it_says_of_itself() -> None:
    region = WIDE.format("Wide table – swipe sideways", "Table {}")
    body = '<table><tbody></tbody></table><p>a</p><table dir="rtl"><tbody></tbody></table>'
    assert shown(body) == (
        f"{region.format(1)}<table><tbody></tbody></table></div><p>a</p>"
        f'{region.format(2)}<table dir="rtl"><tbody></tbody></table></div>'
    )


def test_many_end_marks_take_linear_time() -> None:
    assert growth(shown, lambda size: f"<p>{'./.' * size}</p>", 2_000, 32_000) == ""
