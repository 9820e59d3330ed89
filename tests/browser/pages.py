"""A page of every kind, and the languages that each is checked in."""

from __future__ import annotations

from bantin_reader.model.preferences import LANG
from tests.browser.conftest import ARTICLE, LONG_READ, TWO_PICTURES, WITHDRAWN

TABLE = "/articles/vu-dong-xuan-2026-2027-van-son-gieo-trong-18-600-ha-uu-tien-giong-lua-ngan-ngay"
PAGES = {
    "home": "/",
    "older articles": "/?before=2026-11-15T00:00:00~1",
    "category": "/categories/giao-duc",
    "empty list": "/categories/giao-duc?year=2025",
    "year": "/archive/2026",
    "month": "/archive/2026/11",
    "day": "/archive/2026/11/20",
    "tag": "/tags/xoe-thai",
    "author": "/authors/nong-thi-duyen",
    "filtered tag": "/tags/xoe-thai?category=van-hoa&year=2026",
    "search": "/search?q=l%C5%A9",
    "search without a result": "/search?q=khuooi",
    "search without a query": "/search",
    "article": ARTICLE,
    "article with pictures": LONG_READ,
    "article with a table": TABLE,
    "saved page": TWO_PICTURES,
    "reading settings": "/preferences",
    "saved settings": "/preferences?saved=1",
    "settings of another device": "/preferences?code=43A",
    "wrong code of another device": "/preferences?code=43B",
    "accessibility statement": "/accessibility",
    "privacy": "/privacy",
    "abbreviations": "/glossary",
    "saved articles": "/saved",
    "not found": "/articles/khong-co-bai-nay",
    "withdrawn": WITHDRAWN,
}
LOCALES = [option for option in LANG.options if option != LANG.default]
