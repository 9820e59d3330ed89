"""Pictures of imported articles: stored with them, and named when they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from tests.conftest import PORTAL_TEXT
from tests.unit.services.importing import run, store, write


@pytest.mark.parametrize(
    ("src", "reason"),
    [("khong-co.webp", "No such file"), ("a.md", "not a JPEG"), ('"a\\0.png"', ""), ('""', "directory")],
)
def test_a_picture_that_cannot_be_used_is_a_warning_and_the_caption_stays(inbox: Path, src: str, reason: str) -> None:
    result = run(write(inbox, "a.md", front=f"figure: {{src: {src}, alt: Cột điện, caption: Kéo dây}}"))
    assert result.exit_code == 0, result.exception
    assert result.stdout == "created /articles/khuoi-may-co-dien Khuổi Mây có điện\n"
    assert result.stderr.startswith(f"{inbox}/a.md: warning: the figure has its caption only: ")
    assert reason in result.stderr
    figure = store().by_slug("khuoi-may-co-dien").figure
    assert figure
    assert (figure.caption, figure.picture) == ("Kéo dây", None)


def test_a_picture_is_stored_with_its_article(inbox: Path, tmp_path: Path) -> None:
    Image.new("RGB", (60, 40)).save(inbox / "a.webp")
    result = run(write(inbox, "a.md", front="figure: {src: a.webp, alt: Cột điện}"))
    assert (result.exit_code, result.stderr) == (0, "")
    figure = store().by_slug("khuoi-may-co-dien").figure
    assert figure
    assert figure.picture
    assert (figure.picture.width, figure.picture.height) == (60, 40)
    assert (tmp_path / "var" / "pictures" / figure.picture.name).is_file()


def test_a_picture_that_has_gone_missing_stays_with_its_article(inbox: Path) -> None:
    Image.new("RGB", (60, 40)).save(inbox / "a.webp")
    source = write(inbox, "a.md", front="figure: {src: a.webp, alt: Cột điện}")
    run(source)
    (inbox / "a.webp").unlink()
    result = run(source)
    assert result.stdout.startswith("unchanged ")
    assert "the figure it had stays: a.webp: No such file" in result.stderr
    figure = store().by_slug("khuoi-may-co-dien").figure
    assert figure
    assert figure.picture


def test_a_dry_run_tells_of_a_picture_that_cannot_be_used(inbox: Path) -> None:
    result = run(write(inbox, "a.md", front="figure: {src: a.webp}"), "--dry-run")
    assert result.exit_code == 0
    assert "warning: the figure is left out: a.webp: No such file" in result.stderr


def test_a_place_that_takes_no_pictures_stops_no_article(inbox: Path) -> None:
    data = Settings().data
    data.mkdir(parents=True)
    (data / "pictures").write_text("không phải thư mục", encoding="utf-8")
    Image.new("RGB", (60, 40)).save(inbox / "a.webp")
    write(inbox, "a.md", front="figure: {src: a.webp}")
    result = run(inbox, PORTAL_TEXT)
    assert result.exit_code == 0, result.exception
    assert "cannot be stored" in result.stderr
    assert result.stdout.count("created ") == 2


def test_new_words_are_never_put_under_an_old_picture(inbox: Path) -> None:
    Image.new("RGB", (60, 40)).save(inbox / "a.webp")
    run(write(inbox, "a.md", front="figure: {src: a.webp, alt: Cột điện, caption: Kéo dây}"))
    result = run(write(inbox, "a.md", front="figure: {src: b.webp, alt: Đập nước, caption: Xả lũ}"))
    assert "the figure it had stays: b.webp: No such file" in result.stderr
    figure = store().by_slug("khuoi-may-co-dien").figure
    assert figure
    assert (figure.alt, figure.caption) == ("Cột điện", "Kéo dây")


@pytest.mark.parametrize(("words", "told"), [("caption: Kéo dây", "; the caption serves"), ("", " and no caption")])
def test_a_picture_without_alternative_text_is_reported(inbox: Path, words: str, told: str) -> None:
    Image.new("RGB", (60, 40)).save(inbox / "a.webp")
    result = run(write(inbox, "a.md", front=f"figure: {{src: a.webp{', ' if words else ''}{words}}}"))
    assert result.exit_code == 0
    assert result.stderr == f"{inbox}/a.md: warning: picture a.webp: no alternative text{told}\n"
