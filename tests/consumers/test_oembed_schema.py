"""The XML answer against a schema written from the specification."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from lxml import etree

from tests.consumers.conftest import AWKWARD, Served

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("oembed.rng")))
RICH = (
    "<type>rich</type><version>1.0</version><title>Tin</title><cache_age>3600</cache_age>"
    "<thumbnail_url>https://vanson.example/a.jpg</thumbnail_url><thumbnail_width>480</thumbnail_width>"
    "<thumbnail_height>320</thumbnail_height><html>&lt;iframe&gt;</html><width>640</width><height>720</height>"
)


def is_valid(fields: str) -> bool:
    return bool(SCHEMA.validate(etree.fromstring(f"<oembed>{fields}</oembed>")))


@pytest.mark.parametrize("article", ["pictured", "plain", "english", "tagged", "awkward"])
@pytest.mark.parametrize("room", [{}, {"maxwidth": 300, "maxheight": 200}])
def test_every_xml_answer_is_valid(site: Served, article: str, room: dict[str, int]) -> None:
    query = urlencode({"url": getattr(site, article), "format": "xml", **room})
    with urlopen(f"{site.url}/oembed?{query}") as answer:
        assert answer.headers.get_content_type() == "text/xml"
        assert answer.headers.get_content_charset() == "utf-8"
        document = etree.fromstring(answer.read())
    SCHEMA.assertValid(document)
    assert article != "awkward" or document.findtext("title") == AWKWARD


def test_the_schema_takes_what_the_specification_allows() -> None:
    assert is_valid(RICH)
    assert is_valid("<version>1.0</version><type>link</type>")
    assert is_valid(
        "<type>photo</type><url>https://a.example/b.jpg</url><width>1</width><height>1</height><version>1.0</version>"
    )


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("<type>rich</type>", ""),
        ("<type>rich</type>", "<type>article</type>"),
        ("<type>rich</type>", "<type>photo</type>"),
        ("<version>1.0</version>", ""),
        ("<version>1.0</version>", "<version>1.1</version>"),
        ("<html>&lt;iframe&gt;</html>", ""),
        ("<html>&lt;iframe&gt;</html>", "<html> </html>"),
        ("<html>&lt;iframe&gt;</html>", "<html><iframe/></html>"),
        ("<width>640</width>", ""),
        ("<width>640</width>", "<width>100%</width>"),
        ("<width>640</width>", "<width>640.5</width>"),
        ("<height>720</height>", "<height>0</height>"),
        ("<height>720</height>", "<height>720</height><height>720</height>"),
        ("<thumbnail_height>320</thumbnail_height>", ""),
        ("<thumbnail_url>https://vanson.example/a.jpg</thumbnail_url>", ""),
        ("https://vanson.example/a.jpg", "/pictures/a.jpg"),
        ("<cache_age>3600</cache_age>", "<cache_age>1 hour</cache_age>"),
        ("<title>Tin</title>", "<title></title>"),
        ("<title>Tin</title>", "<name>Tin</name>"),
    ],
)
def test_the_schema_refuses_what_the_specification_does(part: str, instead: str) -> None:
    assert part in RICH
    assert not is_valid(RICH.replace(part, instead))
