"""Every snippet of docs/embedding.md works when it is pasted into a host page."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from playwright.sync_api import Page, expect

from bantin_reader.model.preferences import TABLE
from bantin_reader.web.embed.frame import EMBEDDER_ARGUMENTS, LEVELS
from tests.browser.conftest import ARTICLE
from tests.browser.embedding.web import Host, Web
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "embedding.md").read_text("utf-8")
SNIPPETS = re.findall(r"^```html\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def pinned(page: Page, web: Web) -> tuple[str, str]:
    """What the guide's two commands print: the hashed name of the host script and its digest."""
    answer = page.goto(f"{web.origin('bantin')}/embed/v1.js")
    assert answer
    digest = base64.b64encode(hashlib.sha384(answer.body()).digest()).decode()
    return answer.headers["content-location"].rpartition("/")[2], digest


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_a_snippet_shows_what_the_guide_says(page: Page, web: Web, ministry: Host, number: int) -> None:
    name, digest = pinned(page, web)
    snippet = SNIPPETS[number].replace("https://bantin.example.vn", web.origin("bantin"))
    snippet = snippet.replace("/articles/so-hoa-ho-so", ARTICLE)
    snippet = snippet.replace("host-script-HASH.js", name).replace("DIGEST", digest)
    page.goto(ministry.add_page(snippet))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".br-title")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(1)
    if "<script" in snippet:
        inside = "() => document.documentElement.getBoundingClientRect().height"
        page.wait_for_function("document.querySelector('iframe').style.height !== ''")
        assert page.locator("iframe").bounding_box()["height"] == pytest.approx(  # type: ignore[index]
            page.frames[1].evaluate(inside), abs=3
        )
    else:
        assert page.locator("iframe").get_attribute("height") == "720"
    if "<blockquote>" in snippet:
        expect(page.locator("blockquote")).to_be_hidden()
    if "level=" in snippet:
        expect(frame.locator("h3.br-title")).to_be_visible()


def test_the_guide_has_as_many_snippets_as_were_tried() -> None:
    assert len(SNIPPETS) == GUIDE.count("```html") == 6


def test_the_guide_knows_every_option() -> None:
    [options] = re.findall(r"^## Options\n(.*?)^## ", GUIDE, re.MULTILINE | re.DOTALL)
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", options, re.MULTILINE))
    assert {*rows, "category", "count"} == set(EMBEDDER_ARGUMENTS)
    written = {name: re.findall("`([^`]+)`", values) for name, values in rows.items()}
    assert written["level"] == [str(level) for level in LEVELS]
    assert written["theme"] == list(TABLE["theme"].options)
    assert written["lang"] == [option for option in TABLE["lang"].options if option != "auto"]
    assert written["text"] == sorted(TABLE["text"].options, key=int)


def test_the_messages_are_those_that_the_guide_tells(page: Page, web: Web, ministry: Host) -> None:
    listen = "<script>addEventListener('message', ({ data }) => { window.told = JSON.stringify(data) })</script>"
    frame = f'<iframe src="{web.origin("bantin")}/embed/latest" title="Tin" height="720"></iframe>'
    page.goto(ministry.add_page(listen + frame))
    page.wait_for_function("window.told")
    told = json.loads(page.evaluate("window.told"))
    assert told == {"type": "bantin:height", "v": 1, "height": told["height"]}
    page.evaluate("window.told = ''; frames[0].postMessage({ type: 'bantin:measure', v: 1 }, '*')")
    page.wait_for_function("window.told")
    assert json.loads(page.evaluate("window.told")) == told
