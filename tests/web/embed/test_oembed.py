"""The oEmbed provider: its fields for an article."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import CheckingClient, parse
from tests.conftest import land
from tests.web.embed.oembed import fields, write

AWKWARD = "\"Lũ\" <b>& sạt lở</b> 'đêm' ]]> </iframe><script>alert(1)</script>"


@pytest.mark.one_site
@pytest.mark.parametrize("form", ["json", "xml"])
def test_an_article_is_a_frame_with_its_facts(client: CheckingClient, pictured: str, form: str) -> None:
    offer = fields(client, pictured, format=form)
    assert {name: str(value) for name, value in offer.items() if name not in ("html", "thumbnail_url")} == {
        "type": "rich",
        "version": "1.0",
        "title": "Ngôi trường lưng chừng núi ở Tà Lùng Thượng: nơi ba trăm học trò gọi là nhà",
        "author_name": "Trần Quốc Hưng",
        "provider_name": "Bản tin",
        "provider_url": "http://localhost",
        "cache_age": "3600",
        "thumbnail_width": "1280",
        "thumbnail_height": "853",
        "width": "640",
        "height": "720",
    }


@pytest.mark.one_site
def test_numbers_are_numbers_in_json(client: CheckingClient, pictured: str) -> None:
    offer = fields(client, pictured)
    for name in ("width", "height", "cache_age", "thumbnail_width", "thumbnail_height"):
        assert type(offer[name]) is int


@pytest.mark.one_site
def test_the_html_is_a_link_a_frame_and_the_script(client: CheckingClient, pictured: str) -> None:
    offer = fields(client, pictured)
    slug = pictured.rpartition("/")[2]
    title = offer["title"]
    assert offer["html"] == (
        f'<blockquote><p dir="auto"><a href="{pictured}">{title}</a></p></blockquote>\n'
        f'<iframe src="http://localhost/embed/articles/{slug}" title="{title} – Bản tin" width="640" height="720"'
        ' loading="lazy" frameborder="0" style="border:0"></iframe>\n'
        '<script async src="http://localhost/embed/v1.js"></script>'
    )


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ({}, (640, 720)),
        ({"maxwidth": 480}, (480, 720)),
        ({"maxheight": 300}, (640, 300)),
        ({"maxwidth": 360}, (360, 720)),
        ({"maxwidth": 1, "maxheight": 1}, (1, 1)),
        ({"maxwidth": 2000, "maxheight": 99_999}, (640, 720)),
        ({"maxwidth": "0", "maxheight": "-5"}, (640, 720)),
        ({"maxwidth": "480px", "maxheight": "3e2"}, (640, 720)),
        ({"maxwidth": "", "maxheight": " 300"}, (640, 720)),
        ({"maxwidth": "٤٨٠", "maxheight": "²"}, (640, 720)),
        ({"maxwidth": "9" * 5000, "maxheight": "1" + "0" * 2000}, (640, 720)),
        ({"maxwidth": "480.5", "maxheight": "NaN"}, (640, 720)),
    ],
)
def test_the_frame_fits_the_consumers_bounds_and_invalid_ones_are_ignored(
    client: CheckingClient, plain: str, room: dict[str, Any], size: tuple[int, int]
) -> None:
    offer = fields(client, plain, **room)
    assert (offer["width"], offer["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in offer["html"]


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("room", "size"),
    [
        ({}, (1280, 853)),
        ({"maxwidth": 1280}, (1280, 853)),
        ({"maxwidth": 1279}, (960, 640)),
        ({"maxheight": 852}, (960, 640)),
        ({"maxwidth": 500, "maxheight": 320}, (480, 320)),
    ],
)
def test_the_thumbnail_is_the_largest_jpeg_that_fits(
    client: CheckingClient, pictured: str, room: dict[str, int], size: tuple[int, int]
) -> None:
    offer = fields(client, pictured, **room)
    assert (offer["thumbnail_width"], offer["thumbnail_height"]) == size
    picture = client.get(urlsplit(offer["thumbnail_url"]).path)
    assert picture.mimetype == "image/jpeg"
    assert Image.open(BytesIO(picture.get_data())).size == size


@pytest.mark.one_site
@pytest.mark.parametrize("room", [{"maxwidth": 479}, {"maxheight": 319}])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_thumbnail_that_does_not_fit_is_left_out(
    client: CheckingClient, pictured: str, room: dict[str, int], form: str
) -> None:
    assert not [name for name in fields(client, pictured, format=form, **room) if "thumbnail" in name]


def test_an_article_without_picture_and_author_has_no_such_fields(
    client: CheckingClient, settings: Settings, tmp_path: Path
) -> None:
    [slug] = land(settings, write(tmp_path, "Tin vắn"))
    offer = fields(client, f"http://localhost/articles/{slug}")
    assert not {"author_name", "thumbnail_url", "thumbnail_width", "thumbnail_height"} & set(offer)


def test_the_first_picture_of_the_body_is_the_thumbnail_where_there_is_no_other(
    client: CheckingClient, settings: Settings, tmp_path: Path
) -> None:
    Image.new("RGB", (300, 200)).save(tmp_path / "anh.png")
    file = write(tmp_path, "Tin ảnh")
    file.write_text(file.read_text("utf-8") + "\n\n![Cầu](anh.png)\n", "utf-8")
    [slug] = land(settings, file)
    offer = fields(client, f"http://localhost/articles/{slug}")
    assert (offer["thumbnail_width"], offer["thumbnail_height"]) == (300, 200)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_no_title_breaks_out_of_the_response_or_its_html(
    client: CheckingClient, settings: Settings, tmp_path: Path, form: str
) -> None:
    [slug] = land(settings, write(tmp_path, AWKWARD, byline="A & <B>"))
    offer = fields(client, f"http://localhost/articles/{slug}", format=form)
    assert (offer["title"], offer["author_name"]) == (AWKWARD, "A & <B>")
    fragment = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(offer["html"])
    assert [element.tag for element in fragment.iter()][1:] == ["blockquote", "p", "a", "iframe", "script"]
    assert "".join(fragment.find("blockquote").itertext()) == AWKWARD
    assert fragment.find("iframe").get("title") == f"{AWKWARD} – Bản tin"
    assert set(fragment.find("iframe").attrib) == {"src", "title", "width", "height", "loading", "frameborder", "style"}


def test_the_code_to_copy_is_the_same_html_and_no_title_breaks_out_of_it(
    client: CheckingClient, settings: Settings, tmp_path: Path
) -> None:
    [slug] = land(settings, write(tmp_path, AWKWARD))
    html = fields(client, f"http://localhost/articles/{slug}")["html"]
    [code] = parse(client.get(f"/articles/{slug}").text).iter("textarea")
    assert code.text == html.replace('width="640"', 'width="100%"')


def test_xml_has_no_character_that_xml_forbids(client: CheckingClient, settings: Settings, tmp_path: Path) -> None:
    """XML 1.0, 2.2."""
    site = Settings(data=settings.data, site_name="Bản\x0b tin\x1f\ufffe")
    [slug] = land(site, write(tmp_path, "Tin"))
    answer = create_app(site).test_client().get(f"/oembed?format=xml&url=http://localhost/articles/{slug}")
    assert ElementTree.fromstring(answer.get_data()).findtext("provider_name") == "Bản tin"
