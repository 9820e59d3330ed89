"""Which language a page is in: `?lang=`, the cookie, Accept-Language, Vietnamese."""

from __future__ import annotations

import datetime

import pytest

from bantin_reader.model.preferences import COOKIE
from bantin_reader.web.i18n.dates import written_date
from bantin_reader.web.i18n.locale import lang_attributes, language_name, language_of_header, text_direction
from tests.checking import CheckingClient


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "language"),
    [
        ("", "", "", "vi"),
        ("", "", "en", "en"),
        ("", "", "en-US,en;q=0.9,vi;q=0.8", "en"),
        ("", "", "fr,de;q=0.5", "vi"),
        ("", "", "vi-VN", "vi"),
        ("", "lang=vi", "en", "vi"),
        ("", "lang=en", "vi", "en"),
        ("?lang=vi", "lang=en", "en", "vi"),
        ("?lang=fr", "lang=en", "vi", "en"),
        ("?lang=auto", "", "en", "en"),
        ("", "lang=xx", "en", "en"),
        ("", "", ";;;,,,=", "vi"),
    ],
)
def test_precedence(client: CheckingClient, query: str, cookie: str, accepted: str, language: str) -> None:
    if cookie:
        client.set_cookie(COOKIE, cookie)
    page = client.get(f"/privacy{query}", headers={"Accept-Language": accepted})
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("vi", "vi"),
        ("en", "en"),
        ("en-US,en;q=0.9,vi;q=0.8", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.3", "vi"),
        ("zh-CN,zh;q=0.9,en;q=0.8,vi;q=0.7", "en"),
        ("en;q=0.5, vi;q=0.9", "en"),  # the order counts, which browsers make that of the qualities
        ("EN-us", "en"),
        ("fr , \ten-GB ; q=0.8", "en"),
        ("en;q=0, vi", "vi"),
        ("en; q=0.000 ,vi;q=0.1", "vi"),
        ("vi;q=0,en-US;q=0.001", "en"),
        ("vi;q=0", "vi"),
        ("*", "vi"),
        ("fr,*;q=0.5", "vi"),
        ("eng,vie,en_US,xen,x-en", "vi"),
        ("en\xa0", "vi"),
        ("vi-" + " " * 900 + ";q=0,en", "en"),
        (";;;,,,=", "vi"),
    ],
)
def test_the_first_supported_tag_is_the_language(header: str, language: str) -> None:
    assert language_of_header(header) == language


def test_dates_have_the_format_of_the_articles_language() -> None:
    day, clock = datetime.date(2024, 1, 24), datetime.time(7, 30)
    assert written_date(day, None, "vi") == "24/01/2024"
    assert written_date(day, clock, "vi-VN") == "07:30, 24/01/2024"
    assert written_date(day, None, "en") == "24 January 2024"
    assert written_date(day, clock, "en") == "24 January 2024, 07:30"


@pytest.mark.parametrize(
    "tag", ["ar", "ar-EG", "he", "fa", "ur", "dv", "nqo", "arz", "pa-PK", "az-Arab", "AR", "ku-Arab"]
)
def test_a_language_written_from_right_to_left_is_known_by_its_script(tag: str) -> None:
    assert text_direction(tag) == "rtl"
    assert lang_attributes(tag) == f'lang="{tag}" dir="rtl"'


@pytest.mark.parametrize("tag", ["vi", "en-GB", "zh-Hant", "pa", "ku", "ar-Latn", "zz-unknown", "", "not a tag"])
def test_any_other_language_and_what_is_none_is_written_from_left_to_right(tag: str) -> None:
    assert text_direction(tag) == "ltr"


def test_an_unknown_language_tag_is_no_error(app: object, client: CheckingClient) -> None:
    assert language_name("zz-unknown", "vi") == "zz-unknown"
    assert language_name("en", "en") == "English"
    assert language_name("vi", "vi") == "Tiếng Việt"
