"""EPUBCheck, the W3C's own checker, finds nothing in the books of the samples and of an article with every element."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.store.opening import open_articles
from tests.checking import CheckingClient
from tests.conftest import SAMPLES, land

pytestmark = pytest.mark.slow

EVERYTHING = """<h2>Mục &amp; <em>tiêu</em></h2>
<p lang="en">One<br>two&nbsp;three <a href="/khac?a=1&amp;b=2">link</a></p>
<h3>Con</h3><ol type="a" start="3" reversed=""><li value="7">x</li></ol><hr><pre>a &lt; b</pre>
<table><caption>Bảng</caption><thead><tr><th scope="col" id="head-1-1">A</th></tr></thead>
<tbody><tr><td headers="head-1-1" colspan="2">1</td></tr></tbody></table>
<p><math display="inline"><mfrac><mi>a</mi><mn>2</mn></mfrac></math> <ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby>
<del datetime="2026-01-01">bỏ</del> <q>trích</q> <abbr title="b">B</abbr> <time datetime="2026-01-01">nay</time></p>
<figure><figcaption>Chỉ có chú thích</figcaption></figure><blockquote><p>Trích</p></blockquote>
<dl><dt>a</dt><dd>b</dd></dl>"""


@pytest.fixture(scope="module")
def epubcheck() -> list[str]:
    jar, java = shutil.which("epubcheck"), shutil.which("java")
    if jar is None or java is None:
        pytest.skip("no EPUBCheck or no Java on this machine")
    # The program ends before a better compiler or a second thread would be worth their own time.
    return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "--quiet"]


def found(epubcheck: list[str], book: bytes, folder: Path) -> str:
    file = folder / "book.epub"
    file.write_bytes(book)
    done = subprocess.run([*epubcheck, str(file)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_a_sample_with_a_picture(
    client: CheckingClient, settings: Settings, epubcheck: list[str], tmp_path: Path
) -> None:
    [slug] = land(settings, SAMPLES / "canh-bao-lu-sat-lo-song-nam-lam.md")
    assert found(epubcheck, client.get(f"/articles/{slug}.epub").get_data(), tmp_path) == ""


def test_an_article_with_every_kind_of_element_from_right_to_left(
    client: CheckingClient, settings: Settings, epubcheck: list[str], tmp_path: Path
) -> None:
    draft = Draft(source_id="a", title="Tin & <tức>", sapo="Sapo", body=EVERYTHING, lang="ar", tags=("một", "hai"))
    _, slug = open_articles(settings, settings.database_url).save(draft)
    assert found(epubcheck, client.get(f"/articles/{slug}.epub").get_data(), tmp_path) == ""


def test_a_book_of_all_samples_in_both_languages(
    client: CheckingClient, settings: Settings, epubcheck: list[str], tmp_path: Path
) -> None:
    slugs = land(settings, SAMPLES)
    for lang in ("vi", "ar"):
        draft = Draft(source_id=lang, title=f"Tin {lang}", sapo="Sapo", body=EVERYTHING, lang=lang)
        slugs.append(open_articles(settings, settings.database_url).save(draft)[1])
    book = client.post("/saved/book.epub", data={"article": slugs}).get_data()
    assert found(epubcheck, book, tmp_path) == ""
    page = client.get("/archive/2026/book.epub").get_data()
    assert found(epubcheck, page, tmp_path) == ""


def test_a_broken_book_is_found(epubcheck: list[str], tmp_path: Path) -> None:
    assert found(epubcheck, b"PK\x05\x06" + b"\0" * 18, tmp_path)
