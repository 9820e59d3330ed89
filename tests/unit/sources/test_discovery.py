"""Which files of a folder of saved pages are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.sources.discovery import find
from tests.landed_sites import fail_to_open


def found(folder: Path, *names: str) -> list[str]:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return [str(path.relative_to(folder)) for path in find([folder], fail_to_open)]


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
    assert list(find([tmp_path / "bai_files"], fail_to_open)) == [tmp_path / "bai_files" / "khung.html"]


def test_folders_and_files_come_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    found(tmp_path, "b/2.html", "b/1.html", "a.html")
    named = [tmp_path / "b", tmp_path / "a.html"]
    assert [path.name for path in find(named, fail_to_open)] == ["1.html", "2.html", "a.html"]


def told(folder: Path) -> tuple[list[str], dict[str, str]]:
    """What is found in a folder, and what is refused with its reason."""
    refused: dict[str, str] = {}
    paths = list(find([folder], lambda path, reason: refused.setdefault(str(path.relative_to(folder)), reason)))
    return [str(path.relative_to(folder)) for path in paths], refused


@pytest.mark.parametrize("name", ["anh.png?w=600", "anh.jpg%3Fw=600", "anh.JPEG?a.md", "khung.js?v=1.html"])
def test_a_picture_or_script_with_a_query_in_its_name_is_no_source(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, "bai.html", name) == ["bai.html"]


def test_a_page_with_a_query_in_its_name_is_read(tmp_path: Path) -> None:
    assert found(tmp_path, "bai.html?id=1") == ["bai.html?id=1"]


def test_a_link_to_a_folder_outside_is_told_and_one_inside_is_found_at_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "nha").mkdir()
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "bai.html").touch()
    (tmp_path / "nha" / "ra").symlink_to(tmp_path / "kho")
    (tmp_path / "nha" / "nam").mkdir()
    (tmp_path / "nha" / "nam" / "tin.md").touch()
    (tmp_path / "nha" / "moi").symlink_to("nam")
    (tmp_path / "nha" / "vong").symlink_to(".")
    assert told(tmp_path / "nha") == (["nam/tin.md"], {"ra": "a link that leads out of the folder of the import"})


def test_a_link_that_leads_nowhere_is_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "mat.md").symlink_to("khong-co.md")
    assert told(tmp_path) == (["mat.md"], {})


def test_a_source_that_cannot_be_looked_into_is_told() -> None:
    refused: list[str] = []
    assert list(find([Path("a" * 5_000)], lambda _, reason: refused.append(reason))) == []
    assert refused == ["cannot be opened: File name too long"]
