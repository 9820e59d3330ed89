"""A template raises: that of a page, that of the error page too, that which every page is laid out by."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land
from tests.faults.site import ARTICLE
from tests.serving.server import eventually

WORDS = {"vi": "Hệ thống đang gặp trục trặc", "en": "Something went wrong on our side"}
IN_BOTH = ("Hệ thống đang gặp trục trặc", "The page could not be made.")
CODE = re.compile(r"<code[^>]*>([^<]+)</code>")
BROKEN = [
    ("/articles/", ["articles/article.html"], False),
    ("/articles/", ["components/article.html"], False),
    ("/articles/", ["articles/article.html", "error_pages/error.html"], True),
    ("/articles/", ["layouts/site.html"], True),
    ("/embed/articles/", ["embed/article.html"], False),
    ("/embed/articles/", ["embed/article.html", "embed/error.html"], True),
    ("/embed/articles/", ["embed/layout.html"], True),
]
Break = Callable[..., None]


@pytest.fixture
def templates(app: Flask) -> Break:
    """Breaks the templates that are named, and mends all others."""

    def change(*names: str) -> None:
        assert app.jinja_loader
        broken = DictLoader(dict.fromkeys(names, "{{ 1 // 0 }}"))
        app.jinja_env.loader = ChoiceLoader([broken, app.jinja_loader])

    return change


def logged(capfd: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return [json.loads(line) for line in capfd.readouterr().err.splitlines()]


@pytest.mark.parametrize(("prefix", "broken", "no_error_page"), BROKEN, ids=lambda value: str(value))
def test_readers_get_the_kept_page_or_an_honest_one_until_the_template_is_mended(
    client: CheckingClient,
    settings: Settings,
    templates: Break,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    prefix: str,
    broken: list[str],
    no_error_page: bool,
) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    cached = client.get(prefix + slug)
    templates(*broken)
    assert client.get(prefix + slug).data == cached.data
    source = tmp_path / "tin-moi.md"
    source.write_text(ARTICLE.format("Tin mới", "Nội dung."), "utf-8")
    [new] = land(settings, source)
    logged(capfd)

    reported: list[dict[str, str]] = []

    def is_asked_anew() -> bool:
        answer = client.get(prefix + slug)
        assert (answer.status_code, answer.data) == (200, cached.data)
        reported.extend(logged(capfd))
        return any("could not be rendered" in line["message"] for line in reported)

    eventually(is_asked_anew)
    assert any("ZeroDivisionError" in line.get("error", "") for line in reported)

    for language in WORDS:
        answer = client.get(prefix + new, headers={"Accept-Language": language})
        assert answer.status_code == 500
        assert "ZeroDivisionError" not in answer.text
        for words in IN_BOTH if no_error_page else [WORDS[language]]:
            assert words in answer.text
        [code] = CODE.findall(answer.text)
        lines = [line for line in logged(capfd) if line.get("code") == code and "traceback" in line]
        assert {(line["path"], line["id"]) for line in lines} == {(prefix + new, answer.headers["X-Request-ID"])}
        assert no_error_page or f'lang="{language}"' in answer.text
    assert client.get("/healthz").status_code == 200
    assert client.post("/preferences", data={"text": "125"}).status_code == 303

    templates()
    assert client.get(prefix + new).status_code == 200
    eventually(lambda: client.get(prefix + slug).status_code == 200)
