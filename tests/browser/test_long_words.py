"""Long words without a break opportunity, in any text of an operator or a newsroom, widen no page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.conftest import OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.site import LiveSite
from tests.conftest import land

WORD = "NghịquyếtsốMườihai" * 8
FIELDS = ("title", "sapo", "category", "byline", "source")
PATHS = ["/", "/articles/{slug}", "/embed/articles/{slug}", "/embed/latest", "/preferences", "/privacy", "/nothing"]


@pytest.fixture(scope="module")
def slug() -> list[str]:
    """Filled by `served`."""
    return []


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, slug: list[str]) -> Iterator[LiveSite]:
    file = tmp_path_factory.mktemp("articles") / "dai.md"
    head = "\n".join(f"{name}: {name}{WORD}" for name in FIELDS)
    file.write_text(f"---\n{head}\n---\n{WORD}\n\n## {WORD}\n\n- {WORD}\n", "utf-8")
    settings = Settings(
        data=tmp_path_factory.mktemp("site"),
        site_name=WORD[:120],
        footer=WORD,
        contact=f"https://{'vanson' * 8}.example.vn/{'lienhe' * 10}",
    )
    slug += land(settings, file)
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


@pytest.mark.parametrize("size", ["100", "300"])
def test_a_word_without_a_break_widens_no_page(context: OpenContext, slug: list[str], size: str) -> None:
    page = context(cookie=f"text={size}", viewport={"width": 320, "height": 640}).new_page()
    for path in PATHS:
        page.goto(path.format(slug=slug[0]) + f"?text={size}")
        assert layout_faults(page, f"{path} at {size} %") == []
