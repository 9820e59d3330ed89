"""The accessibility statement has the parts of W3C's model: standard, method, results, limits, contact, date."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.site_pages import STATEMENT_DATE
from tests.checking import CheckingClient, parse, text_of

PARTS = {
    "en": [
        "What you can do",
        "The standard, and how far it is met",
        "How it was tested",
        "Results",
        "What was not tested",
    ],
    "vi": [
        "Bạn có thể làm gì",
        "Tiêu chuẩn và mức độ đáp ứng",
        "Đã kiểm tra như thế nào",
        "Kết quả",
        "Những gì chưa được kiểm tra",
    ],
}
LAST = {"en": "Tell us", "vi": "Cho chúng tôi biết"}
CHECKERS = ("axe-core", "HTML_CodeSniffer", "IBM Equal Access", "Siteimprove Alfa", "Nu HTML checker", "Orca")


def statement(settings: Settings, language: str) -> str:
    app = create_app(settings)
    app.test_client_class = CheckingClient
    page: str = app.test_client().get("/accessibility", query_string={"lang": language}).text
    return page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_statement_has_its_parts_in_order(settings: Settings, language: str) -> None:
    page = parse(statement(settings, language))
    assert [text_of(heading) for heading in page.iter("h2")] == [*PARTS[language], LAST[language]]
    text = text_of(page)
    assert "WCAG) 2.2" in text
    assert "EN 301 549" in text
    assert [name for name in CHECKERS if name not in text] == []
    assert (f"{STATEMENT_DATE:%d/%m/%Y}" if language == "vi" else f"{STATEMENT_DATE:%d %B %Y}") in text


def mail(settings: Settings, language: str) -> list[str]:
    """The addresses of e-mails that already have a subject."""
    page = parse(statement(settings, language))
    return [href for link in page.iter("a") if "subject=" in (href := link.get("href", ""))]


@pytest.mark.parametrize(("language", "first"), [("vi", "Trang:"), ("en", "Page:")])
def test_a_report_by_mail_has_its_subject_and_its_questions(settings: Settings, language: str, first: str) -> None:
    """RFC 6068: each part encoded, lines end in CRLF."""
    settings = settings.model_copy(update={"contact": "toasoan@vanson.example", "site_name": "Tin & ảnh 100%"})
    [address] = mail(settings, language)
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "toasoan@vanson.example")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"][0].endswith("Tin & ảnh 100%")
    lines = fields["body"][0].split("\r\n")
    assert lines[0] == first
    assert len(lines) == 5
    assert "\n" not in "".join(lines)


@pytest.mark.parametrize("contact", ["", "0203 3835 999", "https://vanson.example.vn/@toasoan"])
def test_without_an_address_there_is_no_mail(settings: Settings, contact: str) -> None:
    assert mail(settings.model_copy(update={"contact": contact}), "vi") == []
