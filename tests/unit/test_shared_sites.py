"""A site that tests share refuses other articles, and notices that a test has written to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bantin_reader.source_factory import create_withdrawal
from tests.conftest import PORTAL_TEXT, land
from tests.shared_sites import SharedSite


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SharedSite]:
    site = SharedSite(tmp_path)
    yield site
    site.close()


def test_the_same_articles_are_imported_once_and_no_others(site: SharedSite, tmp_path: Path) -> None:
    imported: list[str] = []

    def import_all() -> list[str]:
        imported.append("tin")
        return ["tin"]

    for folder in ("a", "b"):
        file = tmp_path / folder / "tin.md"
        file.parent.mkdir()
        file.write_text("Tin.", "utf-8")
        assert site.land((file,), import_all) == ["tin"]
    assert imported == ["tin"]
    file.write_text("Tin khác.", "utf-8")
    with pytest.raises(AssertionError, match="import the same articles"):
        site.land((file,), import_all)


def test_what_is_read_is_no_change_and_what_is_written_is(site: SharedSite) -> None:
    [slug] = site.land((PORTAL_TEXT,), lambda: land(site.settings, PORTAL_TEXT))
    assert site.app.test_client().get(f"/articles/{slug}").status_code == 200
    site.check_unchanged()
    create_withdrawal(site.settings).withdraw(slug, "Sai.")
    with pytest.raises(AssertionError, match="has changed the site"):
        site.check_unchanged()
