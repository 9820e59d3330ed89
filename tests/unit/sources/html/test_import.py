"""Importing saved pages with their pictures: what lands, what is named, and what stays at the next import."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Article
from tests.unit.services.importing import run, store

SLUG = "khuoi-may-giu-rung"
MISSING = "not beside the page, and nothing is fetched"
PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Vân Sơn</title></head><body>
<h1 class="articletitle">Khuổi Mây giữ rừng</h1><span>14/03/2025 - 07:30</span><div class="sapo">Hơn hai mươi năm.</div>
<div id="article_text" class="articletext"><p>Mờ sáng, sương còn phủ kín những nếp nhà sàn ở bản Phiêng.</p>
{}<p>Khu rừng rộng 287 ha, phần lớn là sa mộc trên bốn mươi năm tuổi./.</p></div></body></html>"""


def save_page(folder: Path, *figures: str, pictures: dict[str, str] | None = None) -> Path:
    """A page as a browser saves it: bai.html, and in bai_files/ each picture in its colour."""
    page = folder / "bai.html"
    page.write_text(PAGE.format("\n".join(figures)), encoding="utf-8")
    (folder / "bai_files").mkdir(exist_ok=True)
    for name, colour in (pictures or {}).items():
        Image.new("RGB", (60, 40), colour).save(folder / "bai_files" / name)
    return page


def figure(name: str, alt: str = "", caption: str = "") -> str:
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="bai_files/{name}" alt="{alt}">{words}</figure>'


def landed() -> Article:
    return store().by_slug(SLUG)


def images() -> list[tuple[str, str]]:
    """The name and the alternative text of each picture in the body."""
    return re.findall(r'<figure><img src="([0-9a-f]{32}\.png)" alt="([^"]*)" width="60" height="40">', landed().body)


def originals() -> list[str]:
    folder = Settings().data / "pictures"
    return sorted(path.name for path in folder.iterdir() if "-" not in path.name) if folder.is_dir() else []


def test_two_pictures_of_a_body_are_stored_in_order(inbox: Path) -> None:
    figures = (figure("a.png", "Rừng", "Sa mộc đầu nguồn"), figure("b.png", "Suối"))
    result = run(save_page(inbox, *figures, pictures={"a.png": "green", "b.png": "blue"}))
    assert (result.exit_code, result.stderr) == (0, "")
    assert [alt for _, alt in images()] == ["Rừng", "Suối"]
    assert sorted(name for name, _ in images()) == originals()
    assert "<figcaption>Sa mộc đầu nguồn</figcaption></figure>\n" in landed().body
    assert "picture-" not in landed().body


def test_a_picture_that_is_used_twice_is_stored_once(inbox: Path) -> None:
    figures = (figure("a.png", "Rừng"), figure("b.png", "Rừng xa"))
    run(save_page(inbox, *figures, pictures={"a.png": "green", "b.png": "green"}))
    (first, _), (second, _) = images()
    assert first == second
    assert originals() == [first]


def test_a_picture_before_the_text_is_the_figure_of_the_article(inbox: Path) -> None:
    page = save_page(inbox, figure("b.png", "Suối"), pictures={"a.png": "green", "b.png": "blue"})
    lead = figure("a.png", "Rừng", "Sa mộc")
    page.write_text(page.read_text("utf-8").replace("<p>Mờ", f"{lead}<p>Mờ"), encoding="utf-8")
    assert run(page).stderr == ""
    shown = landed().figure
    assert shown
    assert (shown.alt, shown.caption) == ("Rừng", "Sa mộc")
    assert shown.picture
    assert [alt for _, alt in images()] == ["Suối"]
    assert sorted([shown.picture.name, images()[0][0]]) == originals()


def test_a_page_whose_picture_is_missing_is_imported_with_the_caption(inbox: Path) -> None:
    figures = (figure("mat.png", "Rừng", "Sa mộc đầu nguồn"), figure("b.png", "Suối"))
    result = run(save_page(inbox, *figures, pictures={"b.png": "blue"}))
    assert result.exit_code == 0, result.exception
    assert result.stdout == f"created /articles/{SLUG} Khuổi Mây giữ rừng\n"
    assert result.stderr == f"{inbox}/bai.html: warning: the figure has its caption only: mat.png: {MISSING}\n"
    assert "<figure><figcaption>Sa mộc đầu nguồn</figcaption></figure>" in landed().body
    assert [alt for _, alt in images()] == ["Suối"]


def test_a_missing_picture_without_a_caption_leaves_the_text_alone(inbox: Path) -> None:
    result = run(save_page(inbox, figure("mat.png", "Rừng")))
    assert result.exit_code == 0, result.exception
    assert f"mat.png: {MISSING}" in result.stderr
    assert "figure" not in landed().body
    assert landed().body.count("<p>") == 2


@pytest.mark.parametrize("content", [b"", b"GIF", "chỉ là chữ".encode(), b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_a_page_with_an_unreadable_picture_is_imported(inbox: Path, content: bytes) -> None:
    page = save_page(inbox, figure("a.png", "Rừng", "Sa mộc"))
    (inbox / "bai_files" / "a.png").write_bytes(content)
    result = run(page)
    assert result.exit_code == 0, result.exception
    assert "warning: the figure has its caption only: a.png: " in result.stderr
    assert "<figure><figcaption>Sa mộc</figcaption></figure>" in landed().body
    assert originals() == []


def test_a_picture_that_vanished_stays_at_the_next_import(inbox: Path) -> None:
    figures = (figure("a.png", "Rừng", "Sa mộc"), figure("b.png", "Suối"))
    page = save_page(inbox, *figures, pictures={"a.png": "green", "b.png": "blue"})
    run(page)
    before = landed().body
    (inbox / "bai_files" / "a.png").unlink()
    result = run(page)
    assert (result.exit_code, result.stdout) == (0, f"unchanged /articles/{SLUG} Khuổi Mây giữ rừng\n")
    assert f"a.png: {MISSING}" in result.stderr
    assert landed().body == before


def test_the_warning_says_that_a_picture_stays(inbox: Path) -> None:
    page = save_page(inbox, figure("a.png", "Rừng", "Sa mộc"), pictures={"a.png": "green"})
    run(page)
    (inbox / "bai_files" / "a.png").unlink()
    assert run(page).stderr == f"{inbox}/bai.html: warning: the figure it had stays: a.png: {MISSING}\n"


def test_a_picture_that_vanished_is_not_kept_for_another_caption(inbox: Path) -> None:
    run(save_page(inbox, figure("a.png", "Rừng", "Sa mộc"), pictures={"a.png": "green"}))
    (inbox / "bai_files" / "a.png").unlink()
    result = run(save_page(inbox, figure("a.png", "Rừng", "Lễ hội xuống đồng")))
    assert result.stdout.startswith("updated ")
    assert images() == []
    assert "<figure><figcaption>Lễ hội xuống đồng</figcaption></figure>" in landed().body


def test_a_new_picture_with_the_same_caption_replaces_the_old_one(inbox: Path) -> None:
    run(save_page(inbox, figure("a.png", "Rừng"), pictures={"a.png": "green"}))
    ((before, _),) = images()
    assert run(save_page(inbox, figure("a.png", "Rừng"), pictures={"a.png": "olive"})).stdout.startswith("updated ")
    ((after, _),) = images()
    assert before != after
    assert originals() == sorted([before, after])


def test_a_picture_of_the_folder_that_is_imported_is_found_from_a_page_below_it(inbox: Path) -> None:
    Image.new("RGB", (60, 40)).save(inbox / "chung.png")
    below = inbox / "2025"
    below.mkdir()
    page = save_page(below, figure("../../chung.png", "Rừng"))
    assert MISSING in run(page).stderr, "alone, the page has its own folder only"
    assert run(inbox).stderr == ""
    assert [alt for _, alt in images()] == ["Rừng"]


def test_a_dry_run_names_the_pictures_and_what_is_missing(inbox: Path) -> None:
    figures = (figure("mat.png", "Rừng", "Sa mộc"), figure("b.png", "Suối"))
    result = run(save_page(inbox, *figures, pictures={"b.png": "blue"}), "--dry-run")
    assert result.exit_code == 0, result.exception
    assert json.loads(result.stdout)["pictures"] == ["mat.png", str(inbox / "bai_files" / "b.png")]
    assert f"warning: the figure has its caption only: mat.png: {MISSING}" in result.stderr
    assert originals() == []
