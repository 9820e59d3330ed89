"""A Vietnamese text and a page for the tests of encodings."""

from __future__ import annotations

NEWS = (
    "Sáng nay, bản Khuổi Mây khánh thành con đường bê tông dài hai cây số nối với trung tâm xã. Từ nay học sinh đến "
    "trường không còn phải lội suối, bà con chở lúa, chở ngô về nhà cũng đỡ vất vả hơn trước rất nhiều."
)
TONES = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}
PAGE = (
    '<html lang="vi"><head><style>p {{ font: {} }}</style></head><h1 data-role="title">{}</h1>'
    '<div data-role="content"><p>{}</p></div></html>'
)
