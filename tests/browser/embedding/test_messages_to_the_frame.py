"""The frame answers messages of its parent alone, and sends nothing but its height."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ARTICLE
from tests.browser.embedding.frames import eventually, fitting, inside, press
from tests.browser.embedding.snippets import RECORDER, Snippets
from tests.browser.embedding.web import Host

ASK = "{ type: 'bantin:measure', v: 1 }"
SECRET = "Zx8KqLm2Pa"
ANSWERS = "heard.filter(({ data }) => data?.type === 'bantin:height' || data?.message === 'height').length"


def answers_to(page: Page, *asking: str, expected: int = 0) -> int:
    """How many answers the frame gave to these, before the one to its parent's own question."""
    fitting(page)
    page.evaluate("heard.length = 0")
    for one in asking:
        page.evaluate(f"() => {{ {one} }}")
    page.evaluate(f"embed.contentWindow.postMessage({ASK}, '*')")
    eventually(page, f"{ANSWERS} > {expected}")
    page.wait_for_timeout(300)  # for one more than there should be
    found: int = page.evaluate(ANSWERS)
    return found - 1


def test_its_parents_question_is_answered(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    assert answers_to(page, f"embed.contentWindow.postMessage({ASK}, '*')", expected=1) == 1


def test_other_messages_of_its_parent_get_no_answer(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    messages = [
        "{ type: 'bantin:measure', v: 2 }",
        "{ type: 'bantin:height', v: 1, height: 5000 }",
        f"{{ message: 'ready', secret: '{SECRET}' }}",
        "{ message: 'ready' }",
        "'bantin:measure'",
        "null",
        "7",
    ]
    asking = [f"embed.contentWindow.postMessage({message}, '*')" for message in messages]
    assert answers_to(page, *asking) == 0


def test_a_frame_beside_it_gets_no_answer(page: Page, ministry: Host, ours: Snippets) -> None:
    beside = '<iframe id="beside" title="Beside" srcdoc="<p>Beside</p>"></iframe>'
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + beside + ours.script))
    eventually(page, "beside.contentDocument.readyState === 'complete'")
    asking = f"beside.contentWindow.eval(\"parent.embed.contentWindow.postMessage({ASK}, '*')\")"
    assert answers_to(page, asking) == 0


def test_a_page_around_its_host_gets_no_answer_and_hears_nothing(
    page: Page, ministry: Host, third_party: Host, ours: Snippets
) -> None:
    embedding = ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script)
    page.goto(
        third_party.add_page(f'{RECORDER}<iframe id="host" src="{embedding}" height="600" title="Host"></iframe>')
    )
    host = page.locator("#host").element_handle().content_frame()
    assert host
    eventually(host, f"heights.length && {ANSWERS}")
    before = host.evaluate(ANSWERS)
    page.evaluate(f"frames[0].frames[0].postMessage({ASK}, '*')")
    page.evaluate("frames[0].frames[0].postMessage({ message: 'ready', secret: '' }, '*')")
    host.evaluate(f"embed.contentWindow.postMessage({ASK}, '*')")
    eventually(host, f"{ANSWERS} > {before}")
    assert host.evaluate(ANSWERS) == before + 1
    assert page.evaluate("heard") == []


def test_no_message_presses_or_leads_away(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.frame(ARTICLE) + ours.script))
    frame = fitting(page)
    address = frame.url
    for message in (
        "{ type: 'bantin:measure', v: 1, 'set-text': '300', text: '300', href: 'https://third-party.localhost/' }",
        "{ message: 'link', value: 'https://third-party.localhost/', secret: '' }",
        "{ type: 'bantin:press', v: 1, name: 'text', value: '300' }",
    ):
        page.evaluate(f"embed.contentWindow.postMessage({message}, '*')")
    assert answers_to(page) == 0
    assert (frame.url, frame.evaluate("document.documentElement.dataset.text")) == (address, "100")


@pytest.mark.parametrize("attributes", ["", 'sandbox="allow-scripts"'], ids=["frame", "sandboxed"])
class TestInsideWordPress:
    """Its frames have a secret in their fragment; wp-embed.js tells it to the frame when it is ready."""

    @pytest.fixture
    def wordpress(self, page: Page, ministry: Host, ours: Snippets, attributes: str) -> Page:
        embed = ours.frame(f"{ARTICLE}#?secret={SECRET}", attributes)
        page.goto(ministry.add_page(RECORDER + embed + ours.script))
        fitting(page)
        return page

    def test_ready_with_the_secret_is_answered_with_the_height(self, wordpress: Page) -> None:
        wordpress.evaluate("heard.length = 0")
        ready = f"embed.contentWindow.postMessage({{ message: 'ready', secret: '{SECRET}' }}, '*')"
        wordpress.evaluate(ready)
        eventually(wordpress, "heard.some(({ data }) => data.message === 'height')")
        told = wordpress.evaluate("heard.find(({ data }) => data.message === 'height').data")
        room = wordpress.evaluate("embed.clientHeight")
        assert told == {"message": "height", "value": room, "secret": SECRET}

    def test_ready_with_another_secret_is_not_answered(self, wordpress: Page) -> None:
        wordpress.evaluate("heard.length = 0")
        for secret in ("'wrong'", "''", "null", f"['{SECRET}']", f"'{SECRET} '"):
            ready = f"embed.contentWindow.postMessage({{ message: 'ready', secret: {secret} }}, '*')"
            wordpress.evaluate(ready)
        wordpress.evaluate(f"embed.contentWindow.postMessage({ASK}, '*')")
        eventually(wordpress, "heard.some(({ data }) => data.type === 'bantin:height')")
        assert wordpress.evaluate("heard.filter(({ data }) => data.type === 'bantin:height').length") == 1

    def test_the_secret_stays_through_presses(self, wordpress: Page) -> None:
        press(inside(wordpress), "larger", "110")
        inside(wordpress).click("#toolbar-settings-name")
        inside(wordpress).click("#toolbar-lang-en")
        eventually(inside(wordpress), "document.documentElement.lang === 'en'")
        frame = fitting(wordpress)
        assert frame.evaluate("location.hash") == f"#?secret={SECRET}"
        wordpress.evaluate("heard.length = 0")
        wordpress.evaluate(f"embed.contentWindow.postMessage({{ message: 'ready', secret: '{SECRET}' }}, '*')")
        eventually(wordpress, "heard.some(({ data }) => data.message === 'height')")
