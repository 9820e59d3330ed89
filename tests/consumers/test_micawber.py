"""micawber, which Django and Flask sites embed with: it asks the providers that its site registers."""

from __future__ import annotations

import re

import pytest
from micawber import Provider, ProviderException, ProviderRegistry

from tests.consumers.conftest import AWKWARD, Served


@pytest.fixture
def registry(site: Served) -> ProviderRegistry:
    registry = ProviderRegistry()
    registry.register(rf"{re.escape(site.url)}/(?:embed/)?articles/\S+", Provider(f"{site.url}/oembed"))
    return registry


def test_it_is_told_what_an_article_is(site: Served, registry: ProviderRegistry) -> None:
    offer = registry.request(site.pictured, maxwidth=500)
    assert offer["type"] == "rich"
    assert offer["title"].startswith("Mưa lớn dồn dập")
    assert offer["author_name"] == "Lường Văn Thắng"
    assert offer["width"] <= 500
    assert offer["thumbnail_width"] <= 500
    assert registry.request(site.awkward)["title"] == AWKWARD


def test_it_sets_our_frame_where_an_editor_wrote_the_address(site: Served, registry: ProviderRegistry) -> None:
    offer = registry.request(site.pictured)
    text = registry.parse_text(f"Đọc thêm:\n{site.pictured}\nvà tiếp.")
    assert text == f"Đọc thêm:\n{offer['html']}\nvà tiếp."
    page = registry.parse_html(f"<p>{site.pictured}</p>")
    assert f'src="{site.pictured.replace("/articles/", "/embed/articles/")}"' in page
    assert "<blockquote>" in page


def test_it_leaves_a_withdrawn_article_a_link(site: Served, registry: ProviderRegistry) -> None:
    with pytest.raises(ProviderException, match="404"):
        registry.request(site.withdrawn)
    assert registry.parse_text(site.withdrawn) == f'<a href="{site.withdrawn}">{site.withdrawn}</a>'
