"""The heads of article pages, parsed."""

from __future__ import annotations

import json
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import CheckingClient, parse
from tests.conftest import DATA, SAMPLES, land

PICTURED = SAMPLES / "canh-bao-lu-sat-lo-song-nam-lam.md"
PLAIN = SAMPLES / "ke-hoach-vu-dong-xuan-2026-2027.md"
TAGGED = DATA / "saved" / "mojoportal" / "clean.html"
TWO_LANGUAGES = (SAMPLES / "to-cong-nghe-so-khuoi-may.md", SAMPLES / "khuoi-may-digital-team.md")


class Head:
    """The parsed head of a page."""

    def __init__(self, settings: Settings, slug: str) -> None:
        app = create_app(settings)
        app.test_client_class = CheckingClient
        self.client = app.test_client()
        self.head: Element = next(parse(self.client.get(f"/articles/{slug}").text).iter("head"))
        self.meta: dict[str, list[str]] = defaultdict(list)
        for meta in self.head.iter("meta"):
            if meta.get("content") is not None:
                self.meta[meta.get("property") or meta.get("name") or ""].append(meta.get("content") or "")

    def links(self, rel: str) -> list[Element]:
        return [link for link in self.head.iter("link") if link.get("rel") == rel]

    def size_of(self, picture: str) -> tuple[int, int]:
        """Width and height of the JPEG at an address."""
        answer = self.client.get(urlsplit(picture).path)
        assert answer.mimetype == "image/jpeg"
        return Image.open(BytesIO(answer.get_data())).size

    @property
    def news(self) -> dict[str, Any]:
        script, _ = [one for one in self.head.iter("script") if one.get("type") == "application/ld+json"]
        parsed: dict[str, Any] = json.loads(script.text or "")
        return parsed


def write(folder: Path, body: str = "Nội dung.", **fields: Any) -> Path:
    facts = {"title": "Tin", "date": "2026-01-02", **fields}
    file = folder / "bai.md"
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
    file.write_text("\n".join(["---", *lines, "---", body]), "utf-8")
    return file


def head_of(settings: Settings, *files: Path) -> Head:
    slug = land(settings, *files)[0]
    return Head(settings, slug)
