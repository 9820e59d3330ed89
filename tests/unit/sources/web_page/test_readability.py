"""The script engine that runs Readability: its limits, and that it reaches nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from quickjs import Context, JSException

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.web_page.readability import Readability
from tests.unit.sources.web_page.unknown_site import PARAGRAPHS

ARTICLE = (
    "<html n='0'><body n='1'><div n='2'>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div></body></html>"
)


def scripts(folder: Path, readability: str) -> Path:
    (folder / "JSDOMParser.js").write_text("class JSDOMParser { parse(xml) { return {childNodes: []}; } }", "utf-8")
    (folder / "Readability.js").write_text(f"class Readability {{ parse() {{ {readability} }} }}", "utf-8")
    return folder


def test_the_elements_that_hold_the_text_are_named() -> None:
    assert 2 in Readability().find(ARTICLE)


def test_a_page_without_text_names_none() -> None:
    assert Readability().find("<html n='0'><body n='1'></body></html>") == frozenset()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("for (;;) {}", "interrupted"),
        ("const all = []; for (;;) all.push('x'.repeat(1e6) + all.length);", "out of memory"),
        ("const deeper = () => deeper() + 1; return deeper();", "stack"),
    ],
)
def test_a_search_that_takes_too_much_is_refused_and_the_next_page_is_read(
    tmp_path: Path, script: str, reason: str
) -> None:
    engine = Readability(scripts(tmp_path, script), max_seconds=0.3, max_bytes=32 * 1024 * 1024)
    with pytest.raises(SourceRefused, match=f"the article cannot be found: .*{reason}"):
        engine.find("<p/>")
    scripts(tmp_path, "return null;")
    assert engine.find("<p/>") == frozenset()


def test_the_time_of_each_page_is_counted_anew(tmp_path: Path) -> None:
    engine = Readability(scripts(tmp_path, "for (let n = 0; n < 2e5; n++); return null;"), max_seconds=1)
    for _ in range(30):
        engine.find("<p/>")


def test_missing_scripts_are_named_with_what_makes_them(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match=r"JSDOMParser\.js, which make install copies"):
        Readability(tmp_path).find("<p/>")


@pytest.mark.parametrize("name", ["require", "process", "fetch", "XMLHttpRequest", "std", "os", "Deno", "bjson"])
def test_the_engine_gives_scripts_nothing_outside_of_it(name: str) -> None:
    assert Context().eval(f"typeof {name}") == "undefined"


def test_the_engine_imports_no_module() -> None:
    context = Context()
    with pytest.raises(JSException):
        context.eval("import 'std'")
