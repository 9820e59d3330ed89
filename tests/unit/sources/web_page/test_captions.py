"""The picture between the title and the text of a page that no profile is written for."""

from __future__ import annotations

import pytest

from tests.unit.sources.web_page.unknown_site import page, read


@pytest.mark.parametrize(
    ("before", "caption"),
    [
        (
            "<figure><img src=a.jpg><figcaption>Ảnh: <a href='/x'>Hãng Vùng Cao</a></figcaption></figure>",
            "Ảnh: Hãng Vùng Cao",
        ),
        ("<div><img src=a.jpg><div><p class='wp-caption-text'>Cổng bản.</p><i>Ảnh: Hà</i></div></div>", "Cổng bản."),
        ("<figure><img src=a.jpg alt='Cổng bản'></figure>", ""),
    ],
)
def test_the_picture_between_title_and_text_is_the_figure(before: str, caption: str) -> None:
    figure = read(page(before=before)).figure
    assert figure
    assert figure.caption == caption


@pytest.mark.parametrize(
    "before",
    [
        "<figure><a href='/khac'><img src=a.jpg></a><figcaption><a href='/khac'>Tin khác</a></figcaption></figure>",
        "<a href='/khac'><figure><img src=a.jpg></figure></a>",
        "<figure class='author-avatar'><img src=a.jpg></figure>",
        "<div><img src=a.jpg><img src=b.jpg><p class='wp-caption-text'>Cổng bản.</p></div>",
    ],
)
def test_a_picture_of_another_article_or_of_the_author_is_no_figure(before: str) -> None:
    assert read(page(before=before)).figure is None
