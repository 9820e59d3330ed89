"""An article that expires: afterwards no list, feed, sitemap, embed or cached copy has it, and its address says why."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.services.importer import Imported
from bantin_reader.source_factory import create_importer
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient
from tests.clock import set_forward
from tests.conftest import PORTAL_TEXT, land
from tests.web.test_embargo import OTHERS

PATH = "/articles/tin-het-han"
OWN = [PATH, "/embed/articles/tin-het-han", f"/oembed?url=http://localhost{PATH}"]
FRONT = """---
title: Tin hết hạn
category: Tin
date: {date}
expires: {expires}
expiry_reason: Đã đóng hồ sơ.
---
Tin.
"""


def write(folder: Path, settings: Settings, expires_after: timedelta) -> Path:
    now = datetime.now(ZoneInfo(settings.time_zone))
    file = folder / "bai.md"
    date, expires = (f"{moment:%Y-%m-%dT%H:%M}" for moment in (now - timedelta(minutes=2), now + expires_after))
    file.write_text(FRONT.format(date=date, expires=expires), "utf-8")
    return file


def test_an_article_is_everywhere_before_its_moment_and_nowhere_after_it(
    client: CheckingClient, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(settings, PORTAL_TEXT, write(tmp_path, settings, timedelta(hours=1)))
    assert [client.get(path).status_code for path in OWN] == [200] * 3
    for path in OTHERS:
        assert "tin-het-han" in client.get(path).text, path
    set_forward(monkeypatch, timedelta(hours=2))
    time.sleep(CHECK_SECONDS)
    assert [client.get(path).status_code for path in OWN] == [410, 410, 404]
    for path in OTHERS:
        assert "tin-het-han" not in client.get(path).text, path


@pytest.mark.parametrize("path", OWN[:2])
@pytest.mark.parametrize(
    ("expires", "sentence"),
    [
        ("2026-01-05", {"vi": "Bài viết được đăng đến hết ngày 05/01/2026.", "en": "until the end of 5 January 2026."}),
        ("2026-01-05 17:00", {"vi": "Bài viết được đăng đến 17:00, 05/01/2026.", "en": "until 5 January 2026, 17:00."}),
    ],
)
def test_its_address_says_until_when_it_was_shown_and_why(
    client: CheckingClient, settings: Settings, tmp_path: Path, path: str, expires: str, sentence: dict[str, str]
) -> None:
    file = tmp_path / "bai.md"
    file.write_text(FRONT.format(date="2026-01-02", expires=expires), "utf-8")
    land(settings, file)
    for lang, title in (("vi", "Bài viết đã hết thời hạn đăng"), ("en", "This article is no longer shown")):
        answer = client.get(f"{path}?lang={lang}")
        assert answer.status_code == 410
        assert [words in answer.text for words in (title, sentence[lang], "Đã đóng hồ sơ.")] == [True] * 3


def test_an_import_tells_of_an_article_that_is_expired(settings: Settings, tmp_path: Path) -> None:
    file = write(tmp_path, settings, -timedelta(minutes=1))
    [result] = create_importer(settings, roots=[file]).run([file])
    assert isinstance(result, Imported)
    assert result.warnings[-1].startswith("expired: readers have not seen it since 20")
