"""PUT and DELETE of articles: what is stored, what readers see, and that the same push changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from bantin_reader.store.engine import open_database
from bantin_reader.store.token_repository import TokenRepository
from tests.web.api.pushing import ARTICLE, PushSite, add_token


def test_an_article_is_created_once_and_the_same_push_changes_nothing(site: PushSite) -> None:
    fields = {**ARTICLE, "published": "2026-11-18T07:30"}
    made = site.put("lan-1", json=fields)
    assert made.status_code == 201
    assert made.headers["Location"] == "/articles/khuoi-may-trong-rung"
    assert made.json == {
        "outcome": "created",
        "url": "http://localhost/articles/khuoi-may-trong-rung",
        "warnings": [],
    }
    again = site.put("lan-1", json=fields)
    assert again.status_code == 200
    assert again.json["outcome"] == "unchanged"  # type: ignore[index]
    assert "Location" not in again.headers
    assert made.headers["Cache-Control"] == again.headers["Cache-Control"] == "no-store"


def test_every_field_reaches_the_reader(site: PushSite) -> None:
    fields = {
        "title": "Đường mới vào  bản",
        "body": "<h3>Mở đường</h3><p>Đường dài <b>4 km</b>.</p><ul><li>Bản Lùng</li></ul>",
        "language": "vi",
        "sapo": "Bản Lùng đã có đường ô tô.",
        "category": "Giao thông",
        "tags": ["đường", "bản Lùng"],
        "authors": ["Lò Thị Én", "Lường Văn Thắng"],
        "source": "Báo Vùng Cao",
        "published": "2026-11-18T00:30:00Z",
        "updated": "2026-11-19T08:00:00+07:00",
        "corrections": [{"date": "2026-11-20", "text": "Đường dài 4 km, không phải 40 km."}],
        "slug": "duong-moi",
    }
    assert site.put("truong", json=fields).json["warnings"] == []  # type: ignore[index]
    page = site.page("duong-moi")
    for text in ("Đường mới vào bản", "Bản Lùng đã có đường ô tô.", "Giao thông", "Lò Thị Én", "Báo Vùng Cao"):
        assert text in page
    assert 'datetime="2026-11-18T07:30"' in page
    assert "không phải 40 km" in page
    assert "<h2" in page
    assert "<strong>4 km</strong>" in page or "<b>4 km</b>" in page


def test_a_later_push_replaces_the_article_and_a_new_slug_leads_there_from_the_former(site: PushSite) -> None:
    site.put("sua", json={**ARTICLE, "title": "Bản tin sửa", "sapo": "Tóm tắt cũ."})
    changed = site.put("sua", json={**ARTICLE, "title": "Bản tin đã sửa", "slug": "ban-tin-da-sua"})
    assert changed.json["outcome"] == "updated"  # type: ignore[index]
    assert "Tóm tắt cũ." not in site.page("ban-tin-da-sua")
    moved = site.app.test_client().get("/articles/ban-tin-sua")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/articles/ban-tin-da-sua")


def test_markdown_becomes_the_same_article_as_a_file_would(site: PushSite) -> None:
    body = "Mở đầu.\n\n## Mục\n\n- một\n- hai\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    made = site.put("md", json={"title": "Bài Markdown", "body": body, "format": "markdown"})
    assert made.status_code == 201
    page = site.page("bai-markdown")
    assert "<h2" in page
    assert "<li>một</li>" in page
    assert ">1</td>" in page


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_script_in_a_body_is_never_stored(site: PushSite, form: str) -> None:
    body = "<p>Chữ.</p><script>alert(1)</script><p onclick='alert(2)'><a href='javascript:alert(3)'>x</a></p>"
    title = f"Tin độc {form}"
    assert site.put(f"doc-{form}", json={"title": title, "body": body, "format": form}).status_code == 201
    page = site.page(f"tin-doc-{form}")
    assert "<script>alert(1)" not in page
    assert "<p onclick" not in page
    assert 'href="javascript:' not in page


def test_a_deleted_article_is_gone_for_readers_until_it_is_pushed_again(site: PushSite) -> None:
    fields = {**ARTICLE, "title": "Tin rút lại"}
    site.put("rut", json=fields)
    for _ in range(2):
        gone = site.delete("rut")
        assert (gone.status_code, gone.get_data()) == (204, b"")
    answer = site.app.test_client().get("/articles/tin-rut-lai")
    assert answer.status_code == 410
    assert "Nơi đăng đã gỡ bài này." in answer.get_data(as_text=True)
    again = site.put("rut", json=fields)
    assert again.json["outcome"] == "updated"  # type: ignore[index]
    assert again.json["warnings"] == ["no date found"]  # type: ignore[index]
    assert site.status("tin-rut-lai") == 200


def test_what_the_operator_has_withdrawn_no_push_publishes_again(site: PushSite) -> None:
    fields = {**ARTICLE, "title": "Tin sai"}
    site.put("sai", json=fields)
    create_withdrawal(site.settings).withdraw("tin-sai", "Sai số liệu.")
    site.delete("sai")
    pushed = site.put("sai", json={**fields, "sapo": "Mới."})
    assert any("still withdrawn" in warning for warning in pushed.json["warnings"])  # type: ignore[index]
    assert site.status("tin-sai") == 410


def test_each_token_has_articles_of_its_own(site: PushSite) -> None:
    other = PushSite(site.settings, site.app, add_token(site.settings, "bao"))
    site.put("chung", json={**ARTICLE, "title": "Của cms"})
    assert other.put("chung", json={**ARTICLE, "title": "Của báo"}).status_code == 201
    assert other.delete("chung").status_code == 204
    assert (site.status("cua-cms"), site.status("cua-bao")) == (200, 410)


def test_a_translation_leads_to_its_original(site: PushSite) -> None:
    site.put("goc", json={**ARTICLE, "title": "Bài gốc"})
    fields = {"title": "The original", "body": "<p>Text.</p>", "language": "en", "translation_of": "goc"}
    site.put("dich", json=fields)
    assert "/articles/the-original" in site.page("bai-goc")


def test_an_article_of_the_future_is_announced_as_such_and_not_shown(site: PushSite) -> None:
    made = site.put("mai", json={**ARTICLE, "title": "Tin ngày mai", "published": "2999-01-01"})
    assert any("dated in the future" in warning for warning in made.json["warnings"])  # type: ignore[index]
    assert site.status("tin-ngay-mai") == 404


def test_the_day_of_a_tokens_last_use_is_kept(site: PushSite) -> None:
    site.put("ngay", json={**ARTICLE, "title": "Tin trong ngày"})
    engine = open_database(site.settings.database_url)
    [cms] = [token for token in TokenRepository(engine).all() if token.name == "cms"]
    engine.dispose()
    assert cms.last_used_on == datetime.now(UTC).date()


def test_below_a_path_the_addresses_begin_with_it(settings: Settings) -> None:
    public = Settings(data=settings.data, public_url="https://xa.example.vn/doc-bao")
    site = PushSite.create(public)
    made = site.app.test_client().put(
        "/doc-bao/api/articles/1",
        json=ARTICLE,
        headers={"Authorization": f"Bearer {site.token}"},
        base_url="https://xa.example.vn",
    )
    assert made.headers["Location"] == "/doc-bao/articles/khuoi-may-trong-rung"
    assert made.json["url"] == "https://xa.example.vn/doc-bao/articles/khuoi-may-trong-rung"  # type: ignore[index]
