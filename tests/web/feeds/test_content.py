"""The HTML of an article in a feed."""

from __future__ import annotations

import pytest

from bantin_reader.model.article import Article
from bantin_reader.model.picture import Figure, Picture
from bantin_reader.web.standalone_html import standalone_html

PAGE = "https://bantin.example.vn/articles/tin"
PICTURE = Picture(name="a" * 32 + ".png", width=1600, height=800)


def html(body: str, figure: Figure | None = None) -> str:
    article = Article(source_id="a", slug="tin", title="Tin", sapo="", body=body, lang="vi", figure=figure)
    return standalone_html(article, PAGE, lambda name: f"https://bantin.example.vn/pictures/{name}")


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("/tin-cu?a=1&amp;b=2", "https://bantin.example.vn/tin-cu?a=1&amp;b=2"),
        ("tin-khac", "https://bantin.example.vn/articles/tin-khac"),
        ("#muc-2", f"{PAGE}#muc-2"),
        ("//other.example.vn/a", "https://other.example.vn/a"),
        ("https://other.example.vn/?a=%22", "https://other.example.vn/?a=%22"),
        ("mailto:a@example.vn", "mailto:a@example.vn"),
        ("http://[", "http://["),
    ],
)
def test_links_are_absolute(href: str, absolute: str) -> None:
    assert html(f'<p><a lang="en" href="{href}">a</a></p>') == f'<p><a lang="en" href="{absolute}">a</a></p>'


def test_text_that_looks_like_a_link_stays_as_it_is() -> None:
    assert html('<p>&lt;a href="/x"&gt;</p>') == '<p>&lt;a href="/x"&gt;</p>'


def test_the_lead_figure_and_those_of_the_body_have_absolute_pictures() -> None:
    picture = f'<img src="{PICTURE.name}" alt="Cầu &quot;mới&quot;" width="1600" height="800">'
    lead = Figure(caption="Sông & núi", alt="", picture=PICTURE)
    shown = "https://bantin.example.vn/pictures/" + "a" * 32 + "-960.jpg"
    assert (
        html(f"<figure>{picture}</figure>", lead).split()
        == (
            f'<figure><img src="{shown}" alt="Sông &amp; núi" width="960" height="480">'
            "<figcaption>Sông &amp; núi</figcaption></figure>"
            f' <figure><img src="{shown}" alt="Cầu &quot;mới&quot;" width="960" height="480"></figure>'
        ).split()
    )


def test_a_figure_without_a_picture_has_its_caption() -> None:
    assert html("", Figure(caption="Chú thích")) == "<figure><figcaption>Chú thích</figcaption></figure>\n"
    assert html("", Figure()) == "\n"
