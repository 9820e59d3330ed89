"""An article on paper, by Chromium's PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.site import LiveSite
from tests.conftest import land

DPI = 150
POINTS = 72
HEADS = ("Thôn", "Số hộ")
SECTIONS = 30


@pytest.fixture(scope="module")
def long_article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an article with a table of many pages and many headings."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is absent")
    folder = tmp_path_factory.mktemp("print")
    rows = "\n".join(f"| Bản {number} | {number + 100} |" for number in range(120))
    sections = "\n\n".join(
        f"## Mục {number}\n\n"
        + f"Câu văn của mục {number} đủ dài để thành hai dòng trên trang giấy. " * (number % 5 + 2)
        for number in range(SECTIONS)
    )
    head = "---\ntitle: Thống kê hộ dân\ndate: 2026-01-02\n---"
    table = f"| {' | '.join(HEADS)} |\n|---|---|\n{rows}"
    (folder / "in.md").write_text(f"{head}\n\n{table}\n\n{sections}\n", "utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("site"))
    [slug] = land(settings, folder / "in.md")
    site = LiveSite(create_app(settings))
    yield f"{site.url}/articles/{slug}"
    site.stop()


def printed(chromium: Browser, url: str, folder: Path, cookie: str = "") -> Path:
    with chromium.new_context(locale="vi-VN", service_workers="block") as context:
        if cookie:
            context.add_cookies([{"name": "bantin_prefs", "value": cookie, "url": url}])
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        file = folder / f"{cookie or 'plain'}.pdf"
        page.pdf(path=file, format="A4", prefer_css_page_size=True)
    return file


@pytest.fixture(scope="module")
def plain(headless_chromium: Browser, long_article: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article as it is printed for a reader who has set nothing."""
    return printed(headless_chromium, long_article, tmp_path_factory.mktemp("pdf"))


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pages_of(pdf: Path) -> list[list[str]]:
    """The lines of text of each page."""
    pages = run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


def words_of(pdf: Path, *, last: bool = False) -> list[tuple[str, float, float, float, float]]:
    """Each word of all pages, or of the last one, with its box in points: left, top, right, bottom."""
    text = run("pdftotext", "-bbox", pdf, "-")
    text = text.rpartition("<page ")[2] if last else text
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', text)
    return [(word, float(left), float(top), float(right), float(bottom)) for left, top, right, bottom, word in found]


def last_page(pdf: Path) -> Image.Image:
    number = str(len(pages_of(pdf)))
    run("pdftoppm", "-r", str(DPI), "-f", number, "-l", number, "-png", "-singlefile", pdf, pdf.with_suffix(""))
    return Image.open(pdf.with_suffix(".png")).convert("RGB")


def test_the_heads_of_a_table_stand_on_each_of_its_pages(plain: Path) -> None:
    pages = [page for page in pages_of(plain) if any("Bản " in line for line in page)]
    assert len(pages) > 2
    for page in pages:
        assert any(all(head in line for head in HEADS) for line in page)


def test_no_heading_ends_a_page(plain: Path) -> None:
    pages = pages_of(plain)
    assert sum("Mục " in line for page in pages for line in page) >= SECTIONS
    assert [page[-1] for page in pages if re.fullmatch(r"Mục \d+", page[-1])] == []


def test_the_address_stands_at_the_end_with_its_qr_code(plain: Path, long_article: str) -> None:
    [(_, left, top, *_)] = [word for word in words_of(plain, last=True) if word[0].startswith("http://")]
    page = last_page(plain)
    scale = DPI / POINTS
    # The code stands above the address, at its left edge.
    area = page.crop(
        (round(left * scale) - 2, round((top - 100) * scale), round((left + 100) * scale), round(top * scale))
    )
    dark = area.convert("L").point(lambda value: 255 if value < 128 else 0)
    box = dark.getbbox()
    assert box is not None
    code = dark.crop(box)
    modules = [list(row) for row in segno.make_qr(long_article, error="m").matrix]
    side = len(modules)
    assert code.width == pytest.approx(code.height, abs=2)
    shown = [
        [
            bool(code.getpixel((int((column + 0.5) * code.width / side), int((row + 0.5) * code.height / side))))
            for column in range(side)
        ]
        for row in range(side)
    ]
    assert shown == [[bool(module) for module in row] for row in modules]


def test_paper_is_white_and_ink_black_whatever_the_theme(chromium: Browser, long_article: str, tmp_path: Path) -> None:
    for theme in ("dark", "contrast", "sepia"):
        page = last_page(printed(chromium, long_article, tmp_path, f"theme={theme}"))
        red, green, blue = page.split()
        assert page.getpixel((5, 5)) == (255, 255, 255)
        assert page.convert("L").getextrema() == (0, 255)
        for one, other in ((red, green), (green, blue)):
            assert ImageChops.difference(one, other).getextrema() == (0, 0), theme


def test_the_text_has_the_readers_size(chromium: Browser, plain: Path, long_article: str, tmp_path: Path) -> None:
    heights = []
    for pdf in (plain, printed(chromium, long_article, tmp_path, "text=200")):
        words = words_of(pdf)
        heights.append(next(bottom - top for word, _, top, _, bottom in words if word == "văn"))
    assert heights[1] / heights[0] == pytest.approx(2, rel=0.05)


def test_what_leads_away_is_not_printed(plain: Path) -> None:
    text = " ".join(line for page in pages_of(plain) for line in page)
    for word in ("Tìm", "Để đọc sau", "Cách đọc", "Chia sẻ", "Nhúng", "Đọc tiếp", "English"):
        assert word not in text
