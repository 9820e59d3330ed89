"""Source files: which are found, how their bytes are decoded, and why a file is refused."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.discovery import find
from bantin_reader.sources.file_reader import FileLoader, read_text
from bantin_reader.sources.limits import MAX_FILE_BYTES
from bantin_reader.sources.text.normalize import clean_text
from tests.landed_sites import fail_to_open

TEXT = "Bản tin sáng: đường lên Tà Lùng Thượng đã thông xe."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tin.txt"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode(),
        ("\x07" + TEXT + "\x1b\x7f").encode(),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "nfd", "control characters"],
)
def test_text_is_read_the_same_from_every_encoding(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert read_text(file) == TEXT


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_become_one_kind_and_tabs_stay(file: Path, ends: str) -> None:
    file.write_bytes(f"một{ends}hai\tba{ends}".encode())
    assert read_text(file) == "một\nhai\tba\n"


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text("e\u0301\u0323\x07\r\nđ"))
def test_cleaned_text_is_composed_and_holds_no_control_character(text: str) -> None:
    clean = clean_text(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert not [c for c in clean if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"tin\xff", "byte 4 is not UTF-8"),
        (b"\xe1\xbb", "byte 1 is not UTF-8"),
        (codecs.BOM_UTF8 + b"tin\xff", "byte 7 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"t\0i", "is not UTF-16"),
        ("đường".encode("cp1258", "ignore"), "save the file as UTF-8"),
        (b"tin\0", "zero bytes"),
        (TEXT.encode("utf-16-le"), "zero bytes"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text: a picture"),
        (b"%PDF-1.7", "not text: a PDF document"),
        (b"PK\x03\x04", "not text: a Word, Excel or zip file"),
        (b"\x1f\x8babc", "its gzip is broken"),
    ],
)
def test_broken_text_is_refused_with_the_place(file: Path, content: bytes, reason: str) -> None:
    file.write_bytes(content)
    with pytest.raises(SourceRefused, match=reason):
        read_text(file)


def test_a_file_over_the_limit_is_refused_unread(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(SourceRefused, match="too big: 20,971,521 bytes, at most 20,971,520"):
        read_text(file)


def test_a_file_at_the_limit_is_not_too_big(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(MAX_FILE_BYTES)
    with pytest.raises(SourceRefused, match="zero bytes"):
        read_text(file)


@pytest.mark.parametrize(
    ("name", "reason"), [("khong-co.txt", "No such file"), (".", "Is a directory"), ("a" * 300, "too long")]
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(SourceRefused, match=f"cannot be opened: .*{reason}"):
        read_text(tmp_path / name)


@pytest.mark.parametrize(
    "text", ["", "\n", "Một lời nhắn thường.", "title: Không có hàng rào", " ---\ntitle: a\n---\nb"]
)
def test_an_unknown_layout_is_refused_and_the_known_ones_are_named(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceRefused, match=r"neither a saved page .* nor the portal's text .* nor Markdown"):
        FileLoader().read(file)


def test_a_folder_gives_its_files_in_order_without_hidden_ones_and_pictures(tmp_path: Path) -> None:
    kept = ["b.md", "a.txt", "nam/10.txt", "nam/9.txt", "nam/quy/tin.md", "khong-duoi"]
    left_out = [".an.md", ".git/config", "nam/.nhap/tin.md", "anh.webp", "anh.JPG", "nam/so-do.svg", "a.png", "b.gif"]
    for name in (*kept, *left_out):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = list(find([tmp_path], fail_to_open))
    assert [str(path.relative_to(tmp_path)) for path in found] == sorted(kept)
    assert list(find([tmp_path], fail_to_open)) == found


def test_files_that_are_named_are_taken_as_they_come_whatever_they_are(tmp_path: Path) -> None:
    named = [tmp_path / name for name in ("z.md", ".an.md", "khong-co.txt", "anh.png")]
    assert list(find(named, fail_to_open)) == named


def test_a_hidden_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    (tmp_path / ".nhap").mkdir()
    (tmp_path / ".nhap" / "tin.md").touch()
    assert list(find([tmp_path / ".nhap"], fail_to_open)) == [tmp_path / ".nhap" / "tin.md"]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(find([tmp_path], fail_to_open)) == []


def test_a_page_saved_by_safari_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "bai.webarchive").write_text("bplist00", "utf-8")
    with pytest.raises(SourceRefused, match="a page saved by Safari is not read: save it with another browser"):
        FileLoader().read(tmp_path / "bai.webarchive")
