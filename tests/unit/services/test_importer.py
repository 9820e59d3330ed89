"""The import command: what lands, what is refused, what is only rehearsed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import ArticleNotFound
from tests.conftest import PORTAL_TEXT
from tests.unit.services.importing import run, store, write

KEYS = [
    "source", "slug", "title", "sapo", "body", "date", "byline", "caption", "lang", "time", "updated",
    "updated_time", "credit", "category", "alt", "picture", "pictures", "recordings", "tags", "authors", "corrections",
    "expires", "expiry_reason", "pinned", "former_slugs", "translation_of", "warnings",
]  # fmt: skip
PORTAL_SLUG = "van-son-tap-huan-ky-nang-ung-pho-lu-quet-cho-luc-luong-xung-kich-cap-xa"


def test_a_file_is_created_then_unchanged_then_updated_at_one_address(inbox: Path) -> None:
    for outcome, title in (("created", "Tin một"), ("unchanged", "Tin một"), ("updated", "Tin đã sửa")):
        result = run(write(inbox, "a.md", title))
        assert (result.stdout, result.stderr) == (f"{outcome} /articles/tin-mot {title}\n", "")
        assert result.exit_code == 0


def test_the_portals_text_and_markdown_land_side_by_side(inbox: Path) -> None:
    result = run(write(inbox, "a.md"), PORTAL_TEXT)
    assert [line.split()[:2] for line in result.stdout.splitlines()] == [
        ["created", "/articles/khuoi-may-co-dien"],
        ["created", f"/articles/{PORTAL_SLUG}"],
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("hong.txt", b"tin\xff", "byte 4 is not UTF-8"),
        ("la.txt", b"ghi ch\xc3\xba", "unknown layout"),
        ("ngay.md", b"---\ntitle: Tin\ndate: 2026-02-31\n---\nTin.", "date"),
        ("ngay-2.md", b"---\ntitle: Tin\ndate: '31/02/2026'\n---\nTin.", "date"),
        ("sau.md", b"---\ntitle: " + b"[" * 1000 + b"\n---\nTin.", "front matter"),
        ("trong.md", b"", "unknown layout"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
@pytest.mark.parametrize("option", [(), ("--dry-run",)], ids=["import", "dry run"])
def test_a_bad_file_is_named_with_its_reason_and_the_rest_lands(
    inbox: Path, name: str, content: bytes, reason: str, option: tuple[str, ...]
) -> None:
    write(inbox, "a.md", "Tin một")
    (inbox / name).write_bytes(content)
    write(inbox, "z.md", "Tin hai")
    result = run(inbox, *option)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    [line] = result.stderr.splitlines()
    assert line.startswith(f"{inbox / name}: ")
    assert reason in line
    assert [title in result.stdout for title in ("Tin một", "Tin hai")] == [True, True]


@pytest.mark.parametrize("front", ['title: "Tin \\uD800"', 'title: Tin\ntranslation_of: "a\\0b"', 'title: "Tin \\0"'])
@pytest.mark.parametrize("option", [(), ("--dry-run",)], ids=["import", "dry run"])
def test_an_escape_that_no_text_may_hold_never_stops_the_rest(inbox: Path, front: str, option: tuple[str, ...]) -> None:
    (inbox / "a.md").write_text(f"---\n{front}\n---\nTin.\n", encoding="utf-8")
    write(inbox, "z.md", "Tin sau cùng")
    result = run(inbox, *option)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Tin sau cùng" in result.stdout


def test_files_that_are_not_there_are_named(inbox: Path) -> None:
    result = run(inbox / "khong-co.md", write(inbox, "a.md"))
    assert (result.exit_code, result.stderr) == (
        1,
        f"{inbox}/khong-co.md: cannot be opened: No such file or directory\n",
    )
    assert store().count() == 1


def test_a_dry_run_prints_each_article_as_a_json_line_and_stores_nothing(inbox: Path, tmp_path: Path) -> None:
    front = "date: 2026-11-18 07:30\nfigure: {src: a.webp, alt: Cột điện, caption: Kéo dây qua suối}"
    file = write(inbox, "a.md", front=front)
    result = run(file, PORTAL_TEXT, "--dry-run")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert list(first) == list(second) == KEYS
    assert first | {"sapo": ""} == dict.fromkeys(KEYS, "") | {
        "source": str(file), "slug": "khuoi-may-co-dien", "title": "Khuổi Mây có điện", "body": "<p>Nội dung.</p>",
        "date": "2026-11-18", "time": "07:30", "updated": None, "updated_time": None, "lang": "vi",
        "caption": "Kéo dây qua suối", "alt": "Cột điện",
        "picture": str(inbox / "a.webp"), "pictures": [], "recordings": [], "tags": [], "translation_of": None,
        "authors": [], "corrections": [], "expires": None, "expiry_reason": "", "pinned": False, "former_slugs": [],
        "warnings": ["the figure has its caption only: a.webp: No such file or directory"],
    }  # fmt: skip
    assert (second["slug"], second["byline"], second["date"]) == (PORTAL_SLUG, "Hoàng Minh Thư", "2026-11-05")
    assert "Khuổi Mây" in result.stdout, "letters are not escaped"
    assert not (tmp_path / "var").exists()


def test_equal_titles_get_two_addresses_in_a_dry_run_as_in_an_import(inbox: Path) -> None:
    write(inbox, "a.md")
    write(inbox, "b.md")
    rehearsed = [json.loads(line)["slug"] for line in run(inbox, "--dry-run").stdout.splitlines()]
    assert rehearsed == ["khuoi-may-co-dien", "khuoi-may-co-dien-2"]
    imported = [line.split()[1] for line in run(inbox).stdout.splitlines()]
    assert imported == [f"/articles/{slug}" for slug in rehearsed]


def test_a_dry_run_knows_the_addresses_of_the_store(inbox: Path) -> None:
    run(write(inbox, "b.md"))
    write(inbox, "a.md")
    rehearsed = [json.loads(line)["slug"] for line in run(inbox, "--dry-run").stdout.splitlines()]
    assert rehearsed == ["khuoi-may-co-dien-2", "khuoi-may-co-dien"]
    assert store().count() == 1


def test_if_empty_imports_into_an_empty_store_only(inbox: Path) -> None:
    assert run(write(inbox, "a.md"), "--if-empty").stdout.startswith("created ")
    second = run(write(inbox, "b.md", "Tin khác"), "--if-empty")
    assert (second.exit_code, second.output) == (0, "")
    with pytest.raises(ArticleNotFound):
        store().by_slug("tin-khac")


def test_a_store_whose_articles_are_all_withdrawn_is_not_empty(inbox: Path) -> None:
    run(write(inbox, "a.md"))
    store().withdraw("khuoi-may-co-dien", "Trùng tin")
    assert run(write(inbox, "b.md", "Tin khác"), "--if-empty").output == ""


def test_an_import_without_a_source_says_what_is_missing() -> None:
    result = run()
    assert result.exit_code == 2
    assert "SOURCE" in result.stderr


def test_a_store_that_cannot_be_written_refuses_the_article_with_its_reason(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(write(inbox, "a.md"))
    monkeypatch.setattr("bantin_reader.store.engine.BUSY_MILLISECONDS", 100)
    other = sqlite3.connect(Settings().data / "bantin.sqlite3", isolation_level=None)
    other.execute("begin immediate")
    result = run(PORTAL_TEXT)
    other.close()
    assert result.exit_code == 1
    assert result.stderr == f"{PORTAL_TEXT}: the store cannot be used: database is locked\n"
