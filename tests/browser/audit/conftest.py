"""The audited site: the samples, a portal's bulletin, and articles with what those have not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.source_factory import create_withdrawal
from tests import recordings
from tests.browser.audit.kinds import ARABIC, FOOTNOTES, RECORDED, STORY, TRANSLATED
from tests.browser.conftest import WITHDRAWN
from tests.browser.passage_story import STORY as STORY_TEXT
from tests.browser.site import LiveSite
from tests.browser.test_footnotes import PAGE
from tests.browser.test_right_to_left import ARABIC as ARABIC_TEXT
from tests.browser.test_right_to_left import VIETNAMESE
from tests.conftest import PORTAL_TEXT, SAMPLES, land

RECORDED_TEXT = "---\ntitle: Tin loa xã\ndate: 2026-01-02\naudio: thu.wav\n---\n\nBà con nghe loa. Loa nói về lúa.\n"
FILES = {"story.md": STORY_TEXT, "dinh.html": PAGE, "vi.md": VIETNAMESE, "ar.md": ARABIC_TEXT, "loa.md": RECORDED_TEXT}
# More than one page of a list.
NOTES = {
    f"tin-{number}.md": f"---\ntitle: Tin vắn số {number}\ndate: 2026-01-02\ncategory: Tin vắn\n---\n\nNội dung.\n"
    for number in range(30)
}


@pytest.fixture(scope="session")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("audited"))
    folder = tmp_path_factory.mktemp("articles")
    for name, text in (FILES | NOTES).items():
        (folder / name).write_text(text, "utf-8")
    recordings.wav(folder / "thu.wav", seconds=20)
    land(settings, SAMPLES, PORTAL_TEXT)
    slugs = land(settings, folder)
    assert {f"/articles/{slug}" for slug in slugs} >= {STORY, FOOTNOTES, ARABIC, TRANSLATED, RECORDED}, slugs
    create_withdrawal(settings).withdraw(WITHDRAWN.removeprefix("/articles/"), "Bài đăng nhầm ngày.")
    return settings


@pytest.fixture(scope="session")
def served(landed: Settings) -> Iterator[LiveSite]:
    site = LiveSite(create_app(landed))
    yield site
    site.stop()
