"""The front page as a newspaper's: what stands where, at which width and text size, and how many bytes it takes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Page

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.conftest import OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.site import LiveSite
from tests.browser.test_bounds import html_and_css
from tests.conftest import land

TITLES = (
    "Sau hai ngày mưa lớn, đường lên Khuổi Mây đã thông xe trở lại",
    "Ngôi trường lưng chừng núi nơi ba trăm học trò gọi là nhà",
    "Vụ đông xuân, Vân Sơn gieo trồng trong khung thời vụ tốt nhất",
    "Tổ công nghệ số cộng đồng đến từng nhà giúp bà con làm giấy tờ",
)
SAPO = "Điểm sạt cuối cùng được dọn xong lúc 16 giờ chiều qua; ô tô tải trên năm tấn phải chờ thêm một tuần nữa."
SECTIONS = ("Chính trị", "Chuyển đổi số", "Giáo dục", "Kinh tế", "Phòng chống thiên tai", "Văn hóa", "Xã hội", "Y tế")
WIDTHS = (360, 1280)
BOXES = "all => all.map((one) => { const { x, y, width } = one.getBoundingClientRect(); return [x, y, width] })"


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site with eight sections of six articles each, and four in English."""
    folder = tmp_path_factory.mktemp("nguon")
    settings = Settings(data=tmp_path_factory.mktemp("kho"))
    for number in range(52):
        english = number >= 48
        facts = {
            "title": f"{TITLES[number % 4]} ({number})",
            "date": f"2026-{number % 9 + 1:02}-{number % 28 + 1:02} 07:30",
            "category": "News" if english else SECTIONS[number % 8],
            "lang": "en" if english else "vi",
        }
        lines = [f'{name}: "{value}"' for name, value in facts.items()]
        (folder / f"{number}.md").write_text("\n".join(["---", *lines, f"sapo: {SAPO}", "---", "Nội dung."]), "utf-8")
    land(settings, folder)
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


def places(page: Page, selector: str) -> list[tuple[float, float, float]]:
    """Left edge, top edge and width of each element, in px."""
    return [tuple(box) for box in page.locator(selector).evaluate_all(BOXES)]


def open_front_page(context: OpenContext, site: LiveSite, width: int, text: str = "100", lang: str = "vi") -> Page:
    reader = context(viewport={"width": width, "height": 740})
    reader.add_cookies([{"name": "bantin_prefs", "value": f"text={text}&lang={lang}", "url": site.url}])
    page = reader.new_page()
    page.goto(site.url)
    return page


def columns(page: Page) -> tuple[bool, bool]:
    """Whether the newest stand beside the lead, and whether blocks stand two abreast."""
    [lead], [newest] = places(page, ".br-lead"), places(page, ".br-front__newest")
    first, second, *_ = places(page, ".br-block")
    return newest[0] >= lead[0] + lead[2], second[0] >= first[0] + first[2]


@pytest.mark.parametrize(
    ("text", "abreast"),
    [
        ("100", {360: False, 1024: True, 1280: True}),
        ("125", {1024: True}),
        ("150", {1024: False, 1280: True}),
        ("175", {1280: True}),
        ("200", {1280: False}),
        ("300", {1280: False}),
    ],
)
def test_columns_stand_where_the_text_size_leaves_them_room(
    context: OpenContext, newspaper: LiveSite, text: str, abreast: dict[int, bool]
) -> None:
    page = open_front_page(context, newspaper, 360, text)
    for width, two in abreast.items():
        page.set_viewport_size({"width": width, "height": 740})
        assert columns(page) == (two, two), width


def test_the_lead_takes_two_thirds_of_a_wide_page(context: OpenContext, newspaper: LiveSite) -> None:
    page = open_front_page(context, newspaper, 1280)
    [lead], [newest] = places(page, ".br-lead"), places(page, ".br-front__newest")
    assert lead[2] / newest[2] == pytest.approx(2, abs=0.15)


def test_a_phones_first_screen_has_the_lead_and_two_more(context: OpenContext, newspaper: LiveSite) -> None:
    page = open_front_page(context, newspaper, 360)
    tops = [top for _, top, _ in places(page, ".br-front h2 a, .br-front h3 a")]
    assert len([top for top in tops if top < 740 - 44]) >= 3


@pytest.mark.parametrize(("text", "lang"), list(product(("100", "300"), ("vi", "en"))))
def test_nothing_is_cut_or_scrolls_sideways(context: OpenContext, newspaper: LiveSite, text: str, lang: str) -> None:
    page = open_front_page(context, newspaper, 320, text, lang)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert layout_faults(page, f"{width} px, {text} %, {lang}") == []


def test_html_and_css_fit_in_14_kilobytes(newspaper: LiveSite, served: LiveSite) -> None:
    assert html_and_css(newspaper.url, "/") <= 14 * 1024
    assert html_and_css(served.url, "/") <= 14 * 1024
