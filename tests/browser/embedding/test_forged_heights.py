"""The host script accepts heights from the frame itself alone, and only plausible ones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ARTICLE
from tests.browser.embedding.frames import eventually, fitting
from tests.browser.embedding.snippets import RECORDER, Snippets
from tests.browser.embedding.web import Host

FORGED = "{ type: 'bantin:height', v: 1, height: 5000 }"
NULL_ORIGIN = "sandbox allow-scripts"


def says(message: str, to: str = "parent") -> str:
    """A page that forges a message as soon as it is loaded, and a word after it."""
    return f"<script>{to}.postMessage({message}, '*'); {to}.postMessage('said', '*')</script>"


def forged_heights_after(page: Page, forge: str) -> list[int]:
    """The forged heights that a page's frames got while `forge` ran; it says 'said' at its end. The embed itself may
    still tell its own meanwhile."""
    page.evaluate(f"() => {{ heights.length = heard.length = 0; {forge} }}")
    eventually(page, "heard.some(({ data }) => data === 'said')")
    got: list[int] = page.evaluate("heights.filter((height) => height === 5000)")
    return got


def test_a_height_from_the_frame_itself_is_taken(page: Page, ministry: Host, ours: Snippets) -> None:
    """So the tests below show something."""
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    fitting(page).evaluate(f"parent.postMessage({FORGED}, '*')")
    eventually(page, "embed.clientHeight === 5000")


def test_a_height_from_the_hosts_own_window_is_ignored(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    fitting(page)
    assert forged_heights_after(page, f"postMessage({FORGED}, '*'); postMessage('said', '*')") == []


@pytest.mark.parametrize("depth", [1, 2], ids=["a frame", "a frame in a frame"])
def test_a_height_from_anothers_frame_is_ignored(
    page: Page, ministry: Host, third_party: Host, ours: Snippets, depth: int
) -> None:
    address = third_party.add_page(says(FORGED, "top"))
    for _ in range(depth - 1):
        address = third_party.add_page(f'<iframe src="{address}"></iframe>')
    embed = ours.frame(ARTICLE) + ours.script
    page.goto(ministry.add_page(f'{RECORDER}{embed}<iframe id="other" title="Other"></iframe>'))
    fitting(page)
    assert forged_heights_after(page, f"other.src = '{address}'") == []


def test_a_frame_in_which_another_site_now_stands_is_not_believed(
    page: Page, ministry: Host, third_party: Host, ours: Snippets
) -> None:
    address = third_party.add_page(says(FORGED))
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    fitting(page)
    assert forged_heights_after(page, f"embed.contentWindow.location = '{address}'") == []


def test_a_page_without_an_origin_is_not_believed_in_a_frame_that_is_not_sandboxed(
    page: Page, ministry: Host, third_party: Host, ours: Snippets
) -> None:
    address = third_party.add_page(says(FORGED), Content_Security_Policy=NULL_ORIGIN)
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    fitting(page)
    assert forged_heights_after(page, f"embed.contentWindow.location = '{address}'") == []
    assert page.evaluate("heard.filter(({ data }) => data === 'said').every(({ origin }) => origin === 'null')")


def test_anothers_sandboxed_frame_is_not_believed(
    page: Page, ministry: Host, third_party: Host, ours: Snippets
) -> None:
    address = third_party.add_page(says(FORGED))
    other = '<iframe id="other" title="Other" sandbox="allow-scripts"></iframe>'
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE, 'sandbox="allow-scripts"') + other + ours.script))
    fitting(page)
    assert forged_heights_after(page, f"other.src = '{address}'") == []


NO_HEIGHTS = [
    "{ type: 'bantin:height', v: 2, height: 5000 }",
    "{ type: 'bantin:height', v: '1', height: 5000 }",
    "{ type: 'bantin:height', height: 5000 }",
    "{ type: 'bantin:height', v: 1 }",
    "{ type: 'height', v: 1, height: 5000 }",
    "'bantin:height'",
    "null",
    "[5000]",
    *(
        f"{{ type: 'bantin:height', v: 1, height: {value} }}"
        for value in ("0", "-300", "NaN", "Infinity", "-Infinity", "'5000'", "[5000]", "{}", "true", "null", "10n")
    ),
]


def test_a_message_that_is_no_height_is_ignored(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    frame = fitting(page)
    taken = {}
    for message in NO_HEIGHTS:
        page.evaluate("heard.length = heights.length = 0")
        frame.evaluate(f"parent.postMessage({message}, '*'); parent.postMessage('said', '*')")
        eventually(page, "heard.some(({ data }) => data === 'said')")
        if got := page.evaluate("heights"):
            taken[message] = got
    assert taken == {}


def test_a_height_out_of_bounds_is_clamped(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    frame = fitting(page)
    for told, given in (("1e9", 250_000), ("3", 50), ("2000.2", 2001), ("0.001", 50)):
        frame.evaluate(f"parent.postMessage({{ type: 'bantin:height', v: 1, height: {told} }}, '*')")
        eventually(page, f"embed.clientHeight === {given}")


def test_a_frame_cannot_speak_for_another(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.frame("/latest", id="second") + ours.script))
    fitting(page, "second")
    first = fitting(page)
    second = page.evaluate("second.clientHeight")
    first.evaluate("parent.postMessage({ type: 'bantin:height', v: 1, height: 5000, id: 'second' }, '*')")
    eventually(page, "embed.clientHeight === 5000")
    assert page.evaluate("second.clientHeight") == second


def test_a_pixel_more_or_less_moves_nothing(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    frame = fitting(page)
    page.evaluate("heights.length = 0")
    tell = "(more) => parent.postMessage({ type: 'bantin:height', v: 1, height: innerHeight + more }, '*')"
    for more in (1, -1, 1, 40):
        frame.evaluate(tell, more)
    eventually(page, "heights.length")
    assert len(page.evaluate("heights")) == 1
