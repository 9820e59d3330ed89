"""Templates have their own language, whichever is compiled first."""

from __future__ import annotations

import pytest
from flask import Flask, render_template
from jinja2 import DictLoader

from bantin_reader.config.settings import Settings

TEMPLATES = {
    "plain": '{{ _("Theme") }}|{{ gettext("Theme") }}|{% set word = _("Theme") %}{{ word }}',
    "values": '{{ _("Source: %(name)s", name="<i>") }}',
    "percent": "{{ _('Text size {value}%%') }}",
    "choice": '{% set words = {"a": ("A+", _("Increase text size"))}["a"] %}{{ words[1] | upper }}',
    "unknown": '{{ _("Nobody <b>translated</b> this") }}',
    "broken": '{% for _ in "ab" %}{{ _ }}{% endfor %}{{ "_(" }}',
    "macro": '{% macro theme() %}{{ _("Theme") }}{% endmacro %}',
    "imports": '{% from "macro" import theme %}{{ theme() }}{% include "plain" %}',
}


@pytest.fixture
def written(app: Flask) -> Flask:
    app.jinja_env.loader = DictLoader(TEMPLATES)
    return app


@pytest.mark.parametrize(
    ("name", "vietnamese", "english"),
    [
        ("plain", "Giao diện|Giao diện|Giao diện", "Theme|Theme|Theme"),
        ("values", "Nguồn: &lt;i&gt;", "Source: &lt;i&gt;"),
        ("percent", "Cỡ chữ {value}%", "Text size {value}%"),
        ("choice", "TĂNG CỠ CHỮ", "INCREASE TEXT SIZE"),
        ("unknown", "Nobody <b>translated</b> this", "Nobody <b>translated</b> this"),
        ("broken", "ab_(", "ab_("),
        ("imports", "Giao diệnGiao diện|Giao diện|Giao diện", "ThemeTheme|Theme|Theme"),
    ],
)
def test_every_language_has_its_own_templates(written: Flask, name: str, vietnamese: str, english: str) -> None:
    for _ in range(2):
        for tag, words in (("vi", vietnamese), ("en", english)):
            with written.test_request_context(f"/?lang={tag}"):
                assert render_template(name) == words


def test_urls_are_cached_for_each_mount_point(settings: Settings, app: Flask) -> None:
    app.jinja_env.loader = DictLoader({"link": "{{ url_for('articles.home') }}"})
    for mount in ("", "/tin", ""):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": mount}):
            assert render_template("link") == f"{mount}/"
