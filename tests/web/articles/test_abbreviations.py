"""Abbreviations in an article's body."""

from __future__ import annotations

import pytest

from bantin_reader.model.glossary import Glossary, Meaning
from bantin_reader.web.articles.abbreviations import mark_abbreviations

GLOSSARY = Glossary("vi", {"UBND": (Meaning("Ủy ban nhân dân"),), "GD&ĐT": (Meaning('Giáo dục "và" Đào tạo'),)})


def marked(body: str) -> str:
    return mark_abbreviations(body, GLOSSARY, "", lambda short: f"/glossary#{GLOSSARY.anchor(short)}")


UBND = '<a class="br-abbr" href="/glossary#vi-ubnd"><abbr title="Ủy ban nhân dân">UBND</abbr></a>'


def test_the_first_use_leads_to_the_glossary() -> None:
    assert marked("<p>Theo UBND tỉnh.</p><p>UBND họp.</p>") == f"<p>Theo {UBND} tỉnh.</p><p>UBND họp.</p>"


def test_an_ampersand_is_found_in_html() -> None:
    assert marked("<p>Sở GD&amp;ĐT</p>") == (
        '<p>Sở <a class="br-abbr" href="/glossary#vi-gd-dt">'
        '<abbr title="Giáo dục &quot;và&quot; Đào tạo">GD&amp;ĐT</abbr></a></p>'
    )


@pytest.mark.parametrize(
    "element",
    [
        '<a href="https://a.vn/">{}</a>',
        "<h2>{}</h2>",
        "<code>{}</code>",
        "<pre>{}</pre>",
        '<abbr title="x">{}</abbr>',
        "<figure><figcaption>{}</figcaption></figure>",
        '<p title="x"><kbd>{}</kbd></p>',
    ],
)
def test_links_headings_code_and_figures_stay_as_they_are(element: str) -> None:
    body = element.format("UBND")
    assert marked(body) == body
    assert marked(body + "<p>UBND</p>") == f"{body}<p>{UBND}</p>"


def test_the_value_of_an_attribute_is_no_text() -> None:
    body = '<p><data value="UBND">xã</data></p>'
    assert marked(body) == body
