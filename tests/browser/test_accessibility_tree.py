"""What assistive technology is given: the article's whole tree, a press as heard, the order of reading.

`UPDATE_SNAPSHOTS=1` writes the committed snapshots anew; a missing one fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from bantin_reader.model.preferences import LANG, SIZES, TABLE, TEXT
from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.pages import LOCALES
from tests.conftest import PORTAL_TEXT
from tests.snapshots import compare

SNAPSHOTS = Path(__file__).parent / "snapshots"
CONTROLS = ["smaller", "larger", "settings-name"]
ROWS = [row for row in TABLE.values() if row not in (TEXT, LANG)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_article_is_exposed_as_its_snapshot_says(context: OpenContext, locale: str) -> None:
    page = context(cookie=f"lang={locale}").new_page()
    page.goto(ARTICLE)
    compare(SNAPSHOTS / f"article.{locale}.txt", page.locator("body").aria_snapshot())


def heard(page: Page, moment: str) -> str:
    """The toolbar as it is exposed, and the words of the live region, at a moment with a name."""
    # The same words said again end in a no-break space: that makes them a change, so that they are heard.
    words = page.locator("#status").inner_text().replace("\u00a0", "[no-break space]")
    return f"{moment}\n{page.locator('#toolbar').aria_snapshot()}\nheard: {words}\n\n"


def press(page: Page, control: str) -> None:
    """Press and wait until the server's toolbar is in the page."""
    page.evaluate(
        "() => { swapped = new Promise((done) => addEventListener('htmx:after:swap', done, { once: true })) }"
    )
    page.locator(control).click()
    page.evaluate("swapped.then(() => null)")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_press_is_heard_as_its_snapshot_says(context: OpenContext, locale: str) -> None:
    page = context(cookie=f"lang={locale}&text={SIZES[-3]}").new_page()
    page.goto(ARTICLE)
    story = heard(page, f"at {SIZES[-3]} %, before a press")
    press(page, "#toolbar-larger")
    story += heard(page, "after larger")
    press(page, "#toolbar-larger")
    story += heard(page, "after larger again, at the limit")
    page.locator("#toolbar-larger").click(force=True)
    page.wait_for_function("() => document.getElementById('status').textContent.endsWith('\u00a0')")
    story += heard(page, "after larger at the limit")
    press(page, "#toolbar-smaller")
    story += heard(page, "after smaller")
    page.locator("#toolbar-settings > summary").click()
    story += heard(page, "with the panel open")
    press(page, "#toolbar-reset")
    story += heard(page, f"after reset, at {TEXT.default} %")
    press(page, "#toolbar-theme-dark")
    story += heard(page, "after dark")
    compare(SNAPSHOTS / f"press.{locale}.txt", story)


def test_a_snapshot_that_differs_or_is_missing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UPDATE_SNAPSHOTS", raising=False)
    file = tmp_path / "one.txt"
    with pytest.raises(AssertionError, match="is missing"):
        compare(file, "- main")
    file.write_text("- main\n", "utf-8")
    compare(file, "- main")
    with pytest.raises(AssertionError, match="differs"):
        compare(file, "- article")


@dataclass(frozen=True)
class Node:
    """A node of Chromium's accessibility tree, with the text inside it."""

    role: str
    text: str


def exposed(page: Page) -> list[Node]:
    """What is in the tree, in the order of reading. Ignored nodes are not in it, their children may be."""
    answer = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    nodes: dict[str, dict[str, Any]] = {node["nodeId"]: node for node in answer["nodes"]}

    def walk(number: str) -> Iterator[dict[str, Any]]:
        yield nodes[number]
        for child in nodes[number].get("childIds", []):
            yield from walk(child)

    def text(number: str) -> str:
        pieces = (node for node in walk(number) if not node["ignored"])
        return "".join(node["name"]["value"] for node in pieces if node["role"]["value"] == "StaticText")

    root = answer["nodes"][0]["nodeId"]
    return [Node(one["role"]["value"], text(one["nodeId"])) for one in walk(root) if not one["ignored"]]


@pytest.mark.parametrize("script", [True, False])
def test_the_end_mark_is_silent_and_its_paragraph_ends_in_a_full_stop(context: OpenContext, script: bool) -> None:
    page = context(script=script).new_page()
    page.goto(ARTICLE)
    assert "./." in page.locator(".br-article").inner_text(), "the end mark is not seen"
    tree = exposed(page)
    assert not [node for node in tree if "./." in node.text]
    last = next(node for node in tree if node.role == "paragraph" and "12 triệu đồng" in node.text)
    assert last.text.endswith("trị giá 12 triệu đồng.")


def test_the_article_is_read_from_its_date_to_its_byline(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    source = [line for line in PORTAL_TEXT.read_text("utf-8").splitlines() if line]
    _, date, _, title, sapo, _, *caption, first, second, third, last, byline = source
    order = [
        date,
        "toolbar",
        title,
        sapo,
        " ".join(caption),
        first,
        second,
        third,
        last.replace("./.", "."),
        byline,
    ]
    roles = ["time", "region", "heading", "paragraph", "Figcaption", *["paragraph"] * 5]
    tree = [node for node in exposed(page) if node.role in roles and (node.role, node.text) != ("paragraph", date)]
    story = tree[: len(roles)]
    assert [node.role for node in story] == roles
    assert [node.text if node.role != "region" else "toolbar" for node in story] == order


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_tab_goes_through_the_toolbar_in_the_order_it_is_seen(context: OpenContext, width: int) -> None:
    page = context(viewport={"width": width, "height": 740}).new_page()
    page.goto(ARTICLE)
    assert tabbed(page) == CONTROLS
    seen = sorted(CONTROLS, key=lambda name: place(page.locator(f"#toolbar-{name}")))
    assert seen == CONTROLS


def test_the_choices_of_the_panel_follow_its_name_by_tab(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").press("Enter")
    rows = sorted(ROWS, key=lambda row: row.changes_markup)
    choices = [*(f"{row.name}-{option}" for row in rows for option in row.choices), "all", "close"]
    assert sorted(choices, key=lambda name: place(page.locator(f"#toolbar-{name}"))) == choices
    assert tabbed(page) == choices


def tabbed(page: Page) -> list[str]:
    """The controls of the toolbar that Tab reaches next, up to its end, by the ends of their ids."""
    names: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.closest('#toolbar') && document.activeElement.id")
        if name:
            names.append(name.removeprefix("toolbar-"))
        elif names:
            break
    return names


def place(control: Locator) -> tuple[int, int]:
    box = control.bounding_box()
    assert box is not None
    return round(box["y"]), round(box["x"])
