"""A web page with its pictures in one file, as Chrome and Edge offer it first."""

from __future__ import annotations

import quopri
from base64 import encodebytes
from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.archive import MAX_PARTS, is_archive, read_archive
from bantin_reader.sources.file_reader import FileLoader
from tests.growth import growth
from tests.unit.sources.html.reading_pages import PAGES, page

HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://vanson.example/tin/bai.html\r\nSubject: a\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n'
)
BODY = page(
    '<p>Sáng nay có điện. <a href="b.html">Tin cũ</a></p>'
    '<p><img src="anh.png" alt="Cột"></p><p><img src="cid:x1" alt="Dây"></p>'
)


def part(kind: str, location: str, content: bytes, more: str = "") -> bytes:
    heads = f"------B\r\nContent-Type: {kind}\r\nContent-Location: {location}\r\n{more}"
    if kind.startswith("text/html"):
        return (
            f"{heads}Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
            + quopri.encodestring(content)
            + b"\r\n"
        )
    return f"{heads}Content-Transfer-Encoding: base64\r\n\r\n".encode() + encodebytes(content) + b"\r\n"


def archive(*parts: bytes) -> bytes:
    return HEAD.encode() + b"".join(parts) + b"------B--\r\n"


@pytest.fixture
def whole() -> bytes:
    return archive(
        part("text/html; charset=utf-8", "https://vanson.example/tin/bai.html", BODY.encode()),
        part("image/png", "https://vanson.example/tin/anh.png", b"PNG1"),
        part("image/png", "cid:ignored", b"PNG2", "Content-ID: <x1>\r\n"),
        part("text/css", "https://vanson.example/a.css", b"p {}"),
    )


@pytest.mark.parametrize("name", ["bai.mhtml", "bai.mht", "bai.html"])
def test_a_page_in_one_file_is_read_with_its_pictures_and_address(tmp_path: Path, whole: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(whole)
    draft = FileLoader(pages=PAGES).read(tmp_path / name)
    assert draft.title == "Khuổi Mây có điện"
    assert '<a href="https://vanson.example/tin/b.html">Tin cũ</a>' in draft.body
    assert [picture.content for picture in draft.pictures] == [b"PNG1", b"PNG2"]


def test_the_encoding_that_the_archive_names_counts(tmp_path: Path) -> None:
    text = page("<p>caf\xe9</p>", fields="<h1>Café</h1>").encode("latin-1")
    (tmp_path / "a.mhtml").write_bytes(archive(part("text/html; charset=iso-8859-1", "https://a.example/", text)))
    assert FileLoader(pages=PAGES).read(tmp_path / "a.mhtml").title == "Café"


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(SourceRefused, match="no page: the archive holds no HTML"):
        read_archive(archive(part("image/png", "https://a.example/a.png", b"PNG")))


@pytest.mark.slow
def test_an_archive_of_too_many_parts_is_refused() -> None:
    with pytest.raises(SourceRefused, match="too many parts: more than 2,000"):
        read_archive(archive(*[part("image/png", "https://a.example/a.png", b"PNG")] * (MAX_PARTS + 1)))


@pytest.mark.parametrize("content", [b"", b"<html>", b"Subject: a\n\nmultipart", b"---\ntitle: a\n---\n"])
def test_other_files_are_no_archives(content: bytes) -> None:
    assert not is_archive(content)


@pytest.mark.slow
@pytest.mark.parametrize("piece", [b"------B\r\n", b"------B\r\n\r\n", b"a: b\r\n", b" \r\n", b"=\r\n", b"--"])
def test_many_repetitions_of_a_line_take_linear_time(piece: bytes) -> None:
    def attempt(content: bytes) -> None:
        try:
            read_archive(content)
        except SourceRefused:
            return

    assert growth(attempt, lambda size: HEAD.encode() + piece * size, 500, 8_000) == ""
