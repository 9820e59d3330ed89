"""Pictures of pushed articles: as parts of the request, and by their addresses."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from tests.store.pictures.drawing import encode
from tests.web.api.pushing import ARTICLE, PushSite

JPEG = encode(Image.new("RGB", (60, 40), (30, 90, 200)), "JPEG")


def with_parts(site: PushSite, identity: str, fields: dict[str, Any], **parts: bytes) -> TestResponse:
    data: dict[str, Any] = {name: (BytesIO(content), f"{name}.jpg") for name, content in parts.items()}
    data["article"] = (BytesIO(json.dumps(fields).encode()), "article.json")
    return site.put(identity, data=data, content_type="multipart/form-data")


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("html", '<p>Chữ.</p><figure><img src="cid:doi" alt="Một ngọn đồi"><figcaption>Đồi.</figcaption></figure>'),
        ("markdown", 'Chữ.\n\n![Một ngọn đồi](cid:doi "Đồi.")\n'),
    ],
)
def test_a_part_is_the_picture_that_the_body_names_by_it(site: PushSite, form: str, body: str) -> None:
    title = f"Đồi {form}"
    made = with_parts(site, f"doi-{form}", {"title": title, "body": body, "format": form}, doi=JPEG)
    assert made.status_code == 201
    assert made.json["warnings"] == ["no date found"] or made.json["warnings"] == []  # type: ignore[index]
    page = site.page(f"doi-{form}")
    assert 'alt="Một ngọn đồi"' in page
    assert "/pictures/" in page
    assert "cid:" not in page


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_figure_above_the_text_may_be_a_part_too(site: PushSite, form: str) -> None:
    figure = {"src": "cid:anh", "alt": "Bà con trồng cây", "caption": "Khuổi Mây, sáng nay."}
    fields = {**ARTICLE, "title": f"Có ảnh {form}", "format": form, "body": "Chữ.", "figure": figure}
    assert with_parts(site, f"anh-{form}", fields, anh=JPEG).status_code == 201
    page = site.page(f"co-anh-{form}")
    assert "Bà con trồng cây" in page
    assert "Khuổi Mây, sáng nay." in page
    assert "/pictures/" in page


def test_the_article_may_be_a_plain_field_of_the_form(site: PushSite) -> None:
    data = {"article": json.dumps({**ARTICLE, "title": "Trường chữ"})}
    assert site.put("truong", data=data, content_type="multipart/form-data").status_code == 201


def test_a_form_without_the_article_is_told_so(site: PushSite) -> None:
    data = {"anh": (BytesIO(JPEG), "anh.jpg")}
    answer = site.put("khong", data=data, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "named article" in answer.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"", JPEG[:200]])
def test_a_part_that_is_no_picture_is_left_out_with_a_warning(site: PushSite, content: bytes) -> None:
    body = '<p>Chữ.</p><p><img src="cid:hong" alt="Hỏng"></p><p>Chữ.</p>'
    made = with_parts(site, "hong", {**ARTICLE, "title": "Ảnh hỏng", "body": body}, hong=content)
    assert any("cid:hong" in warning for warning in made.json["warnings"])  # type: ignore[index]
    assert "/pictures/" not in site.page("anh-hong")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/a.jpg",
        "http://[::1]/a.jpg",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "/etc/passwd",
        "../../../etc/passwd",
        "cid:khong-co",
    ],
)
@pytest.mark.parametrize("form", ["html", "markdown"])
def test_an_address_of_this_machine_or_its_network_is_never_read(site: PushSite, address: str, form: str) -> None:
    image = f'<p><img src="{address}" alt="x y z"></p>' if form == "html" else f"![x y z]({address})"
    fields = {"title": "Địa chỉ riêng", "body": f"Chữ.\n\n{image}\n\nChữ.", "format": form, "slug": "dia-chi-rieng"}
    made = site.put("rieng", json=fields)
    assert made.status_code in (200, 201)
    told = [warning for warning in made.json["warnings"] if "left out" in warning]  # type: ignore[index]
    assert told or (form == "markdown" and address.startswith("file:")), "in Markdown, such an address is mere text"
    assert "/pictures/" not in site.page("dia-chi-rieng")
