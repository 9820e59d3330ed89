"""Sentences are found on the page although it shows more than the voice says."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.site import LiveSite
from tests.browser.test_listening import marked, said
from tests.browser.voices import VOICES

BODY = (
    "<p>Rau muống <s>9.000 đồng</s> 8.000 đồng một mớ.</p>"
    "<p>Chữ <ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby> ở cổng chợ.</p>"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    file = settings.data / "gia-rau.jsonl"
    file.write_text(json.dumps({"source_id": "1", "title": "Giá rau", "lang": "vi", "body": BODY}), "utf-8")
    done = CliRunner().invoke(commands, ["import", str(file)], env={"BANTIN_DATA": str(settings.data)})
    assert done.exit_code == 0, done.output
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


def test_a_sentence_with_struck_out_text_or_readings_is_marked(page: Page) -> None:
    page.add_init_script(VOICES)
    page.goto("/articles/gia-rau")
    page.get_by_role("button", name="Nghe", exact=True).click()
    expect(page.locator("#player-place")).to_have_text("Câu 1 / 3")
    for beginning, end in (("Rau muống", "một mớ."), ("Chữ", "ở cổng chợ.")):
        page.get_by_role("button", name="Câu sau").click()
        assert marked(page).startswith(beginning)
        assert marked(page).endswith(end)
    assert said(page)[1:] == ["Rau muống 8000 đồng một mớ.", "Chữ 漢 ở cổng chợ."]
