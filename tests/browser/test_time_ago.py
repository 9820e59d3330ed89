"""How long ago an article was published, beside its date, for one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.conftest import OpenContext
from tests.browser.site import LiveSite
from tests.browser.test_bounds import SHIFTS
from tests.conftest import land

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
AGES = {"phut": timedelta(minutes=30), "gio": timedelta(hours=5, minutes=30), "ngay": timedelta(hours=23, minutes=30)}


def moment_before(age: timedelta) -> str:
    return (datetime.now(HERE) - age).strftime("%Y-%m-%d %H:%M")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    folder = tmp_path_factory.mktemp("articles")
    dates = {name: moment_before(age) for name, age in AGES.items()}
    dates |= {"cu": moment_before(timedelta(hours=25)), "khong-gio": dates["phut"][:10]}
    for name, date in dates.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: {date}\nlang: vi\n---\nMột đoạn.\n", "utf-8")
    english = f"---\ntitle: english\ndate: {dates['gio']}\nlang: en\n---\nA paragraph.\n"
    (folder / "english.md").write_text(english, "utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("site"))
    land(settings, folder)
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


@pytest.mark.parametrize(
    ("slug", "words"),
    [("phut", "30 phút trước"), ("gio", "5 giờ trước"), ("ngay", "23 giờ trước"), ("english", "5 hours ago")],
)
def test_for_a_day_the_age_stands_beside_the_date(context: OpenContext, slug: str, words: str) -> None:
    page = context(timezone_id="America/New_York").new_page()
    page.goto(f"/articles/{slug}")
    # The test may be slow: a minute more is right, too.
    later = words.replace("30 phút", "31 phút")
    assert page.locator(".br-date .br-ago").inner_text().strip() in (f"· {words}", f"· {later}")


@pytest.mark.parametrize("path", ["/", "/?before=2100-01-01T00:00:00~1", "/archive/{year}", "/search?q=gio"])
def test_lists_show_the_age_beside_the_date_and_nothing_moves(context: OpenContext, path: str) -> None:
    page = context(cookie="text=300", viewport={"width": 320, "height": 740}).new_page()
    page.goto(path.format(year=moment_before(AGES["gio"])[:4]), wait_until="networkidle")
    facts = page.locator("main :is(.br-list__item, .br-lead)").filter(has=page.locator("[href$='/gio']"))
    words = " ".join(facts.first.locator(".br-list__facts").inner_text().split())
    assert re.fullmatch(r"\d\d:\d\d, \d\d/\d\d/\d{4} · 5 giờ trước", words)
    assert "ngày trước" not in page.locator("main").inner_text()
    assert "giờ trước" not in page.locator("main").aria_snapshot()
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("slug", ["cu", "khong-gio"])
def test_an_older_article_and_one_without_a_time_show_the_date_alone(context: OpenContext, slug: str) -> None:
    page = context().new_page()
    page.goto(f"/articles/{slug}")
    expect(page.locator(".br-date")).to_be_visible()
    expect(page.locator(".br-date .br-ago")).to_have_count(0)


def test_without_script_the_date_stands_alone(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto("/articles/gio")
    assert page.locator(".br-date .br-ago").inner_text() == ""


def test_a_page_that_was_stored_for_days_shows_the_date_alone(context: OpenContext) -> None:
    page = context().new_page()
    page.add_init_script("{ const now = Date.now; Date.now = () => now() + 24 * 60 * 60 * 1000 }")
    page.goto("/articles/gio")
    assert page.locator(".br-date .br-ago").inner_text() == ""


def test_a_device_whose_clock_is_behind_shows_the_date_alone(context: OpenContext) -> None:
    page = context().new_page()
    page.add_init_script("{ const now = Date.now; Date.now = () => now() - 24 * 60 * 60 * 1000 }")
    page.goto("/articles/gio")
    assert page.locator(".br-date .br-ago").inner_text() == ""


def test_the_voice_hears_the_date_alone_and_nothing_moves(context: OpenContext) -> None:
    page = context(cookie="text=300", viewport={"width": 320, "height": 740}).new_page()
    page.goto("/articles/gio", wait_until="networkidle")
    assert "giờ trước" in page.locator(".br-date").inner_text()
    assert "giờ trước" not in page.locator("main").aria_snapshot()
    assert page.evaluate(SHIFTS) == 0
