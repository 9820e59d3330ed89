"""Requests to the oEmbed provider."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from werkzeug.test import TestResponse

from tests.checking import CheckingClient
from tests.conftest import SAMPLES

PICTURED = SAMPLES / "truong-ban-tru-ta-lung-thuong.md"


def ask(client: CheckingClient, url: str, **arguments: Any) -> TestResponse:
    return client.get("/oembed", query_string={"url": url, **arguments})


def fields(client: CheckingClient, url: str, **arguments: Any) -> dict[str, Any]:
    answer = ask(client, url, **arguments)
    assert answer.status_code == 200, answer.text
    if arguments.get("format") == "xml":
        return {child.tag: child.text for child in ElementTree.fromstring(answer.get_data())}
    parsed: dict[str, Any] = json.loads(answer.get_data())
    return parsed


def write(folder: Path, title: str, byline: str = "") -> Path:
    file = folder / "bai.md"
    facts = {"title": title, "byline": byline}
    lines = [f"{name}: {json.dumps(value)}" for name, value in facts.items()]
    file.write_text("\n".join(["---", *lines, "---", "Nội dung."]), "utf-8")
    return file
