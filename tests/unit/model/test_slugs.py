"""Slugs of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from bantin_reader.model.slugs import transliterated_slug

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđĐẪ"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đường lên Khuổi Mây – “đã” thông xe", "duong-len-khuoi-may-da-thong-xe"),
        ("1,5 triệu", "15-trieu"),
        ("", ""),
        ("…", ""),
        ("Москва", "moskva"),
    ],
)
def test_a_slug_is_ascii(text: str, slug: str) -> None:
    assert transliterated_slug(text) == slug


@given(st.text(st.sampled_from(VIETNAMESE + " -–“”'’…,1&;#x\u0301\u0323")) | st.text(), st.booleans())
def test_the_table_gives_what_slugify_gives(text: str, word_boundary: bool) -> None:
    by_slugify = slugify(text, max_length=100, word_boundary=word_boundary, backend="text-unidecode")
    assert transliterated_slug(text, word_boundary=word_boundary) == by_slugify


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert transliterated_slug("mưa " * 40, word_boundary=True) == "mua-" * 24 + "mua"
    assert len(transliterated_slug("x" * 200)) == 100
