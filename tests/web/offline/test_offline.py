"""The service worker's script, the manifest and its icons."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.offline import build
from tests.checking import CheckingClient


def configuration(script: str) -> dict[str, Any]:
    first = script.split("\n", 1)[0]
    values: dict[str, Any] = json.loads(first.removeprefix("self.bantin=").removesuffix(";"))
    return values


def test_the_worker_is_asked_for_again_each_time_and_knows_the_files_of_its_build(client: CheckingClient) -> None:
    answer = client.get("/sw.js")
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    values = configuration(answer.text)
    assert values["root"] == "/"
    assert set(values["precached"]) <= set(values["files"])
    for name in values["precached"]:
        assert client.get(f"/static/{name}").status_code == 200
    assert any(name.endswith(".woff2") for name in values["files"])


def test_a_change_of_a_template_is_another_build(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = create_app(settings).test_client().get("/sw.js").text
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    second = create_app(settings).test_client().get("/sw.js").text
    assert configuration(first)["build"] != configuration(second)["build"]


def test_below_a_path_everything_stays_below_it(settings: Settings) -> None:
    below = settings.model_copy(update={"public_url": "http://localhost/doc-bao"})
    client = create_app(below).test_client()
    assert configuration(client.get("/doc-bao/sw.js").text)["root"] == "/doc-bao/"
    manifest = json.loads(client.get("/doc-bao/manifest.webmanifest").text)
    assert (manifest["scope"], manifest["start_url"]) == ("/doc-bao/", "/doc-bao/")
    assert all(icon["src"].startswith("/doc-bao/icons/") for icon in manifest["icons"])


def test_every_page_names_the_manifest_and_the_policy_allows_it_and_the_worker(client: CheckingClient) -> None:
    answer = client.get("/privacy")
    assert '<link rel="manifest" href="/manifest.webmanifest">' in answer.text
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"manifest-src 'self'", "worker-src 'self'", "trusted-types htmx bantin-worker"} <= set(policy)


def test_the_manifest_has_the_sites_name_and_colour(settings: Settings) -> None:
    own = Settings(data=settings.data, site_name="Bản tin Vân Sơn", accent="#123456")
    answer = create_app(own).test_client().get("/manifest.webmanifest")
    assert answer.content_type.startswith("application/manifest+json")
    manifest = json.loads(answer.text)
    assert (manifest["name"], manifest["theme_color"]) == ("Bản tin Vân Sơn", "#123456")
    assert [(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]


def icon(settings: Settings, name: str) -> Image.Image:
    answer = create_app(settings).test_client().get(f"/icons/{name}.png")
    assert answer.content_type == "image/png"
    return Image.open(BytesIO(answer.data)).convert("RGB")


@pytest.mark.parametrize(("name", "side"), [("192", 192), ("512", 512), ("maskable-512", 512)])
def test_without_a_logo_the_icon_is_the_sites_mark_in_its_accent(settings: Settings, name: str, side: int) -> None:
    own = Settings(data=settings.data, accent="#123456")
    drawn = icon(own, name)
    assert drawn.size == (side, side)
    assert drawn.getpixel((2, 2)) == (0x12, 0x34, 0x56)
    assert drawn.getpixel((side // 2, round(side * 9 / 32))) == (0xFD, 0xFB, 0xF7)


def test_a_logo_stands_whole_in_the_icon_and_in_the_part_that_is_never_cut(settings: Settings, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (40, 20), "#00ff00").save(logo)
    own = Settings(data=settings.data, logo=logo)
    for name, share in (("192", 0.88), ("maskable-512", 0.56)):
        drawn = icon(own, name)
        green = drawn.point(lambda value: value).getchannel("B").point(lambda value: 255 if value < 100 else 0)
        left, top, right, bottom = green.getbbox() or (0, 0, 0, 0)
        assert (right - left) / drawn.width == pytest.approx(share, abs=0.02)
        assert (bottom - top) * 2 == pytest.approx(right - left, abs=3)


def test_there_is_no_other_icon(client: CheckingClient) -> None:
    assert client.get("/icons/64.png").status_code == 404


def test_without_screenshots_the_manifest_has_none(client: CheckingClient) -> None:
    assert "screenshots" not in json.loads(client.get("/manifest.webmanifest").text)
    assert client.get("/screenshots/narrow.png").status_code == 404


def test_the_operators_screenshots_stand_in_the_manifest_with_the_sizes_of_their_files(
    settings: Settings, tmp_path: Path
) -> None:
    files = {"narrow": tmp_path / "phone.png", "wide": tmp_path / "desk.png"}
    Image.new("1", (540, 1200)).save(files["narrow"])
    Image.new("1", (1280, 800)).save(files["wide"])
    own = Settings(
        data=settings.data,
        site_name="Bản tin Vân Sơn",
        screenshot_narrow=files["narrow"],
        screenshot_wide=files["wide"],
    )
    client = create_app(own).test_client()
    manifest = json.loads(client.get("/manifest.webmanifest").text)
    common = {"type": "image/png", "label": "Bản tin Vân Sơn"}
    assert manifest["screenshots"] == [
        {"src": "/screenshots/narrow.png", "sizes": "540x1200", "form_factor": "narrow", **common},
        {"src": "/screenshots/wide.png", "sizes": "1280x800", "form_factor": "wide", **common},
    ]
    for name, file in files.items():
        answer = client.get(f"/screenshots/{name}.png")
        assert answer.data == file.read_bytes()
        assert answer.content_type == "image/png"
        assert {"public", "max-age=86400"} <= set(answer.headers["Cache-Control"].split(", "))
        known = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(f"/screenshots/{name}.png", headers=known).status_code == 304
    labelled = create_app(own.model_copy(update={"screenshot_label": "Trang nhất"})).test_client()
    assert json.loads(labelled.get("/manifest.webmanifest").text)["screenshots"][0]["label"] == "Trang nhất"
