"""`cached(macro, …)` renders a macro once for the same arguments, in each language."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask, render_template
from jinja2 import DictLoader

TEMPLATES = {
    "macro": '{% macro row(name, form="") %}{{ count(name) }}<b>{{ name }}</b>{{ form }}{{ _("Theme") }}{% endmacro %}',
    "page": '{% from "macro" import row %}{{ cached(row, name) }}|{{ cached(row, name, form="<f>") }}',
}


@pytest.fixture
def rendered(app: Flask) -> Counter[str]:
    counts: Counter[str] = Counter()

    def count(name: str) -> str:
        counts[name] += 1
        return ""

    app.jinja_env.loader = DictLoader(TEMPLATES)
    app.add_template_global(count)
    return counts


def page(app: Flask, name: str, lang: str) -> str:
    with app.test_request_context(f"/?lang={lang}"):
        return render_template("page", name=name)


def test_the_same_arguments_are_rendered_once(app: Flask, rendered: Counter[str]) -> None:
    pages = {page(app, "&", "vi") for _ in range(3)}
    assert pages == {"<b>&amp;</b>Giao diện|<b>&amp;</b>&lt;f&gt;Giao diện"}
    assert rendered == {"&": 2}, "once without a form, once with one"


def test_other_arguments_and_languages_have_results_of_their_own(app: Flask, rendered: Counter[str]) -> None:
    assert page(app, "a", "vi").startswith("<b>a</b>Giao diện|")
    assert page(app, "b", "vi").startswith("<b>b</b>Giao diện|")
    assert page(app, "a", "en").startswith("<b>a</b>Theme|")
    assert page(app, "a", "vi").startswith("<b>a</b>Giao diện|")
    assert rendered == {"a": 4, "b": 2}
