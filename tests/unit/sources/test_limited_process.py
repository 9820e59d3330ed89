"""A file that takes too much to read ends neither the import nor the machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.source_factory import create_importer
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.limited_process import TOO_MUCH_MEMORY, TOO_MUCH_TIME, LimitedReader
from tests.conftest import PORTAL_TEXT, land
from tests.unit.sources.html.reading_pages import PAGES, page

DRAFT = Draft(source_id="a", title="A", sapo="", body="<p>a</p>", lang="vi")
MEGABYTE = 1024 * 1024


class Reader:
    """Does to a file what its name says."""

    def read(self, file: Path) -> Draft:
        match file.name:
            case "grow":
                bytearray(500 * MEGABYTE)
            case "spin":
                while True:
                    pass
            case "wait":
                time.sleep(1.2)
            case "die":
                os._exit(1)
            case "refuse":
                raise SourceRefused("no title")
            case "break":
                raise ZeroDivisionError("unforeseen")
        return DRAFT


@pytest.fixture
def reader() -> Iterator[LimitedReader]:
    reader = LimitedReader(Reader(), max_bytes=200 * MEGABYTE, max_seconds=1)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("grow", TOO_MUCH_MEMORY),
        pytest.param("spin", TOO_MUCH_TIME, marks=pytest.mark.slow),  # computes for two seconds
        ("die", TOO_MUCH_MEMORY),
        ("refuse", "no title"),
        ("break", "an error of this program, which you should report: ZeroDivisionError in test_limited_process.py"),
    ],
)
def test_a_file_that_is_too_much_is_refused_and_the_next_is_read(reader: LimitedReader, name: str, reason: str) -> None:
    assert reader.read(Path("a")) == DRAFT
    with pytest.raises(SourceRefused) as refused:
        reader.read(Path(name))
    assert str(refused.value).startswith(reason)
    assert reader.read(Path("b")) == DRAFT


def test_after_closing_no_process_is_left_and_the_next_file_is_read(reader: LimitedReader) -> None:
    reader.close()
    reader.read(Path("a"))
    [process] = active_children()
    reader.close()
    reader.close()
    assert not process.is_alive()
    assert reader.read(Path("b")) == DRAFT


def test_an_import_leaves_no_process(settings: Settings) -> None:
    """It would hold the files and pipes that were open when it started."""
    land(settings, PORTAL_TEXT)
    dry = create_importer(settings, store=False, roots=[PORTAL_TEXT])
    assert len(list(dry.dry_run([PORTAL_TEXT]))) == 1
    assert active_children() == []


@pytest.mark.slow  # waits
def test_time_that_is_only_waited_does_not_count(reader: LimitedReader) -> None:
    assert reader.read(Path("wait")) == DRAFT


def test_a_page_that_opens_elements_again_and_again_is_refused(tmp_path: Path) -> None:
    bold = "".join(f"<b id={number}>" for number in range(2_000))
    (tmp_path / "bom.html").write_text(page(f"<p>Đoạn đầu.</p><p>{bold}" + "<p>x" * 20_000), "utf-8")
    (tmp_path / "bai.html").write_text(page("<p>Đoạn đầu.</p>"), "utf-8")
    limited = LimitedReader(FileLoader(pages=PAGES), max_bytes=300 * MEGABYTE)
    with closing(limited):
        with pytest.raises(SourceRefused, match="memory"):
            limited.read(tmp_path / "bom.html")
        assert limited.read(tmp_path / "bai.html").title == "Khuổi Mây có điện"
