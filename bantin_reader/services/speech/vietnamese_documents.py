"""What a Vietnamese voice says for the numbers of documents: `28-CT/TW`, `30/2020/NĐ-CP`, `1719/QĐ-TTg`."""

from __future__ import annotations

import re

from bantin_reader.services.speech.rules import whole

DOCUMENTS = {
    **{
        "NĐ": "nghị định",
        "CP": "chính phủ",
        "QĐ": "quyết định",
        "TTg": "thủ tướng",
        "CT": "chỉ thị",
        "TW": "trung ương",
    },
    **{"NQ": "nghị quyết", "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "KH": "kế hoạch", "TT": "thông tư"},
    **{"CV": "công văn", "BC": "báo cáo", "TB": "thông báo", "BYT": "bộ y tế", "BTC": "bộ tài chính", "QH": "quốc hội"},
    **{
        "BGDĐT": "bộ giáo dục và đào tạo",
        "BNV": "bộ nội vụ",
        "TU": "tỉnh ủy",
        "TTLT": "thông tư liên tịch",
        "L": "luật",
    },
    **{
        "HD": "hướng dẫn",
        "CĐ": "công điện",
        "TTr": "tờ trình",
        "PL": "pháp lệnh",
        "UBTVQH": "ủy ban thường vụ quốc hội",
    },
}
# Kinds of documents, as they stand before the number and as the first of its letters.
TITLES = (
    r"nghị định|quyết định|chỉ thị|nghị quyết|kế hoạch|thông tư(?: liên tịch)?|công văn|báo cáo|thông báo|luật|"
    r"hướng dẫn|công điện|tờ trình|pháp lệnh|kết luận|quy định|chương trình"
)
KINDS = frozenset({"NĐ", "QĐ", "CT", "NQ", "KH", "TT", "TTLT", "CV", "BC", "TB", "L", "HD", "CĐ", "TTr", "PL", "KL"})
LETTERS = r"[A-ZĐƯ][A-Za-zĐƯ]*\d{0,2}"
DOCUMENT = (
    rf"(?<!\w)(?P<title>(?i:{TITLES})\s+(?:số\s+)?)?(?<![\w/.-])(?P<number>\d+)(?:/(?P<year>(?:19|20)\d\d))?"
    rf"[-/](?P<letters>{LETTERS}(?:[-/]{LETTERS})*)(?![\w/])"
)


def document(match: re.Match[str]) -> str:
    """`Chỉ thị số 28-CT/TW` is said as `Chỉ thị số 28 của trung ương`: a kind that is named already is not repeated."""
    title = match["title"] or ""
    kind, *issuers = re.split(r"[-/]", match["letters"])
    letters = " ".join(map(_said, issuers if title and kind in KINDS else [kind, *issuers]))
    year = f" năm {match['year']}" if match["year"] else ""
    return f"{title}{whole(match['number'])}{year} {'của ' if title and letters else ''}{letters}".rstrip()


def _said(letters: str) -> str:
    """A part of a document's number; letters that are not known are said one by one."""
    if assembly := re.fullmatch(r"QH(\d+)", letters):
        return f"quốc hội khóa {assembly[1]}"
    return DOCUMENTS.get(letters, " ".join(letters))
