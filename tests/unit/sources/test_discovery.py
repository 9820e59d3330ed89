"""Which files of a folder of saved pages are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.sources.file_reader import find


def found(folder: Path, *names: str) -> list[str]:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return [str(path.relative_to(folder)) for path in find([folder])]


@pytest.mark.parametrize("page", ["bai.html", "bai.htm", "bai.xhtml", "nam/thang/bai.html", "Bản tin (1).html"])
def test_what_a_browser_saved_beside_a_page_is_left_alone(tmp_path: Path, page: str) -> None:
    folder = f"{page.rpartition('.')[0]}_files"
    assert found(tmp_path, page, f"{folder}/khung.html", f"{folder}/sau/quang-cao.htm", f"{folder}/ghi") == [page]


@pytest.mark.parametrize("page", ["bai.HTM", "bai.HTML"])
def test_a_page_in_capitals_has_its_files_too(tmp_path: Path, page: str) -> None:
    assert found(tmp_path, page, "bai_files/khung.html") == [page]


@pytest.mark.parametrize("beside", ["tin_files.html", "bai.txt", "khac/bai.html", "bai.html/tin.md"])
def test_a_folder_that_is_only_called_so_is_read(tmp_path: Path, beside: str) -> None:
    assert found(tmp_path, beside, "bai_files/tin.html") == sorted([beside, "bai_files/tin.html"])


def test_a_folder_that_is_called_files_alone_is_read(tmp_path: Path) -> None:
    assert found(tmp_path, "_files/tin.html") == ["_files/tin.html"]


@pytest.mark.parametrize(
    "name",
    ["a.js", "a.css", "A.CSS", "a.json", "a.svg", "a.PNG", "a.jpeg", "a.webp", "a.avif", "a.ico", "a.woff2", "a.mp4"],
)
def test_scripts_styles_fonts_and_pictures_of_a_copied_site_are_left_out(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, "bai.html", name, f"static/{name}") == ["bai.html"]


@pytest.mark.parametrize("name", [".DS_Store", ".nhap.html", ".git/bai.html", "nam/.cu/bai.html"])
def test_hidden_ones_are_left_out(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, "bai.html", name) == ["bai.html"]


def test_what_stands_under_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    assert found(tmp_path / ".cu", "nam/bai.html") == ["nam/bai.html"]


def test_a_page_s_own_folder_is_read_where_it_is_named(tmp_path: Path) -> None:
    found(tmp_path, "bai.html", "bai_files/khung.html")
    assert list(find([tmp_path / "bai_files"])) == [tmp_path / "bai_files" / "khung.html"]


def test_folders_and_files_come_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    found(tmp_path, "b/2.html", "b/1.html", "a.html")
    named = [tmp_path / "b", tmp_path / "a.html"]
    assert [path.name for path in find(named)] == ["1.html", "2.html", "a.html"]
