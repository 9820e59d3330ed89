"""A real WordPress: an author pastes an article's address, readers of the post get the article with its toolbar."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bantin_reader.services.withdrawal import Withdrawal
from tests.browser.conftest import ARTICLE, LONG_READ, WITHDRAWN
from tests.browser.site import LiveSite
from tests.browser.wordpress.conftest import FLOOD_WARNING, Read
from tests.browser.wordpress.people import HIDDEN, Author, Post, Reader
from tests.browser.wordpress.server import WordPress

MOST_PX = 1000  # WordPress lets no frame be higher, and none be lower than 200
LOW = re.compile(r"[2-6]\d\d")
A_LARGER, LEAVE, STATUS = "#toolbar-larger", ".br-embed__leave", "#status"


@pytest.fixture
def reader(read: Read, post: Post) -> Reader:
    reader = read(post)
    reader.sees_frame()
    return reader


def test_an_address_pasted_into_the_editor_becomes_the_article_there_and_in_the_post(
    author: Author, wordpress: WordPress, site: LiveSite, read: Read
) -> None:
    editor = author.paste("Một bài", site.url + ARTICLE)
    heading = editor.preview.content_frame.locator("h2.br-title")
    expect(heading).to_be_visible()
    title = heading.inner_text()
    post = author.publish(editor)
    stored = wordpress.ask(f"return get_post({post.id})->post_content;")
    assert stored.startswith("<!-- wp:embed ")
    assert site.url + ARTICLE in stored
    assert "iframe" not in stored
    reader = read(post)
    reader.sees_frame()
    expect(reader.frame.locator("h2.br-title")).to_have_text(title)
    expect(reader.frame.locator(".br-article p").first).to_be_visible()


def test_wordpress_keeps_the_quote_and_a_sandboxed_frame_and_nothing_else(
    reader: Reader, wordpress: WordPress, post: Post, site: LiveSite
) -> None:
    kept = wordpress.ask(f"return get_post_meta({post.id});")
    [[html]] = [values for key, values in kept.items() if re.fullmatch(r"_oembed_[0-9a-f]{32}", key)]
    shape = (
        r'<blockquote class="wp-embedded-content" data-secret="(\w{10})"><a href="([^"]+)">([^<]+)</a></blockquote>'
        r'<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" style="([^"]+)" '
        r'title="([^"]+)" src="([^"]+)" data-secret="\1" width="\d+" height="\d+"[^>]*></iframe>'
    )
    found = re.fullmatch(shape, html)
    assert found, html
    secret, quoted, title, style, frame_title, source = found.groups()
    assert HIDDEN.fullmatch(style)
    assert quoted == site.url + LONG_READ
    assert source == f"{site.url}/embed{LONG_READ}#?secret={secret}"
    assert frame_title.startswith(title)
    expect(reader.iframe).to_have_attribute("sandbox", "allow-scripts")
    expect(reader.iframe).to_have_css("border-top-width", "0px")
    assert reader.page.locator("script[src*='/embed/v1.js']").count() == 0


def test_the_frame_is_as_high_as_wordpress_lets_it_and_scrolls(reader: Reader) -> None:
    expect(reader.iframe).to_have_attribute("height", str(MOST_PX))
    leave = reader.frame.locator(LEAVE)
    expect(leave).not_to_be_in_viewport()
    reader.iframe.evaluate("frame => frame.scrollIntoView()")
    reader.frame.locator("h2.br-title").click()
    reader.page.keyboard.press("End")
    expect(leave).to_be_in_viewport()
    inside = leave.evaluate("e => [scrollY, innerHeight, document.documentElement.scrollWidth - innerWidth]")
    assert inside[0] > 0
    assert inside[1] <= MOST_PX
    assert inside[2] <= 0


def test_a_press_enlarges_the_text_and_the_keyboard_can_press_again(reader: Reader) -> None:
    larger, at_first, secret = reader.frame.locator(A_LARGER), reader.paragraph_size(), reader.secret
    larger.click()
    reader.sees_text(110)
    expect(larger).to_be_focused()
    expect(reader.frame.locator(STATUS)).to_have_text("Cỡ chữ 110%")
    assert reader.paragraph_size() == pytest.approx(1.1 * at_first, rel=0.01)
    reader.page.keyboard.press("Enter")
    reader.sees_text(125)
    expect(larger).to_be_focused()
    expect(reader.frame.locator(STATUS)).to_have_text("Cỡ chữ 125%")
    expect(reader.iframe).to_have_attribute("height", str(MOST_PX))
    controls = reader.frame.locator("#embed-toolbar a").evaluate_all("links => links.map(link => link.hash)")
    assert set(controls) == {f"#?secret={secret}"}
    assert larger.evaluate("() => location.hash") == f"#?secret={secret}"


def test_the_choice_is_there_when_the_post_is_opened_again(reader: Reader) -> None:
    reader.frame.locator(A_LARGER).click()
    reader.sees_text(110)
    reader.page.reload()
    reader.sees_frame()
    reader.sees_text(110)
    kept = next(c for c in reader.page.context.cookies() if c["name"] == "__Host-bantin_widget")
    assert kept["value"] == "text=110"
    assert kept["partitionKey"] == "http://127.0.0.1"


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_the_read_at_link_takes_the_readers_window_to_the_article(reader: Reader, site: LiveSite, way: str) -> None:
    leave = reader.frame.locator(LEAVE)
    if way == "click":
        leave.click()
    else:
        leave.focus()
        reader.page.keyboard.press(way)
    reader.page.wait_for_url(site.url + LONG_READ)
    expect(reader.page.locator("h1")).to_be_visible()


def test_without_script_the_post_has_the_plain_link(read: Read, post: Post, site: LiveSite) -> None:
    reader = read(post, script=False)
    expect(reader.quote.get_by_role("link")).to_be_visible()
    expect(reader.iframe).to_have_attribute("style", HIDDEN)
    reader.quote.get_by_role("link").click()
    reader.page.wait_for_url(site.url + LONG_READ)


def test_a_withdrawn_articles_address_is_not_embedded(
    author: Author, withdrawing: Withdrawal, site: LiveSite, read: Read
) -> None:
    withdrawing.withdraw(WITHDRAWN.removeprefix("/articles/"), "Bài đăng nhầm ngày.")
    editor = author.paste("Bài đã rút", site.url + WITHDRAWN)
    expect(editor.canvas.get_by_text("Sorry, this content could not be embedded.")).to_be_visible()
    editor.canvas.get_by_role("button", name="Convert to link").click()
    reader = read(author.publish(editor))
    expect(reader.page.get_by_role("link", name=site.url + WITHDRAWN)).to_have_attribute("href", site.url + WITHDRAWN)
    expect(reader.page.locator("iframe")).to_have_count(0)


def test_an_article_withdrawn_later_says_so_in_the_post(
    author: Author, withdrawing: Withdrawal, site: LiveSite, read: Read
) -> None:
    """WordPress asks once and keeps what it got, whatever `cache_age` says."""
    editor = author.paste("Bài sẽ rút", site.url + FLOOD_WARNING)
    editor.preview.wait_for()
    post = author.publish(editor)
    read(post).sees_frame()
    withdrawing.withdraw(FLOOD_WARNING.removeprefix("/articles/"), "Sai số liệu.")
    reader = read(post)
    reader.sees_frame()
    expect(reader.frame.get_by_text("Sai số liệu.")).to_be_visible()
    expect(reader.iframe).to_have_attribute("height", LOW)
