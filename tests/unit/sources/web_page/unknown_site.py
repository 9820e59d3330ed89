"""Pages of a made-up site that no profile is written for."""

from __future__ import annotations

from pathlib import Path

from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles
from bantin_reader.sources.web_page.article_finder import ArticleFinder

PARSER = HtmlPageParser(load_profiles(None), None, ArticleFinder())
TITLE = "Bản Nà Luông làm đường bê tông vào khu rẫy"
PARAGRAPHS = (
    "Sáng thứ Bảy, hơn tám mươi người dân bản Nà Luông cùng nhau trộn bê tông, rải đá, đổ xong đoạn đường"
    " đầu tiên dài ba trăm mét từ cổng bản vào khu rẫy trồng quế, con đường mà bà con chờ suốt mười năm "
    "nay.",
    "Theo trưởng bản, xã hỗ trợ xi măng, còn cát, đá và ngày công do các hộ tự góp, hộ nhiều người góp "
    "mười lăm công, hộ neo đơn được miễn, ai có xe thì chở vật liệu giúp cả bản.",
    "Trước đây, mùa mưa đường trơn, xe không lên được, quế bóc về phải gùi bộ gần hai giờ, thương lái ép "
    "giá vì chi phí vận chuyển cao, nhiều nhà đành để quế quá lứa trên đồi.",
    "Đoạn còn lại dài một cây số rưỡi dự kiến làm xong trước Tết, khi đó xe tải nhỏ vào tận chân đồi, và "
    "trẻ con đi học cũng không còn phải lội qua con suối cạn.",
)
MENU = "".join(f'<li><a href="/muc-{number}">Chuyên mục số {number}</a></li>' for number in range(12))
RELATED = "".join(
    f'<li><a href="/tin-{number}.html">Một tin khác của báo trong ngày, số {number}</a></li>' for number in range(8)
)


def page(article: str = "", *, head: str = "", top: str = "", title: str = TITLE, before: str = "") -> str:
    """A page whose article holds `article` after its second paragraph, `top` above the first; `before` stands above."""
    one, two, three, four = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title} - Báo Mường Thanh Hạ</title>
<meta property="og:site_name" content="Báo Mường Thanh Hạ">{head}</head><body>
<div class="dau-trang"><a href="/">Báo Mường Thanh Hạ</a><ul class="menu">{MENU}</ul></div>
<div class="khung"><div class="cot-chinh"><h1>{title}</h1><div class="gio">14:30 | 21/11/2026</div>{before}
<div class="bai">{top}{one}{two}{article}{three}{four}</div></div>
<div class="sidebar"><h3>Đọc nhiều</h3><ul>{RELATED}</ul></div></div>
<div class="footer">Bản quyền thuộc Báo Mường Thanh Hạ. Giấy phép số 12.</div></body></html>"""


def read(text: str) -> Draft:
    return PARSER.read(text, Path("/nowhere/bai.html"))
