"""The splitter of sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.services.speech.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mưa to. Lũ lên nhanh.", ["Mưa to.", "Lũ lên nhanh."]),
        ("Ông nói: “Được.” Rồi về.", ["Ông nói: “Được.”", "Rồi về."]),
        ("GS.TS. Nguyễn Văn A dự. Họp xong.", ["GS.TS. Nguyễn Văn A dự.", "Họp xong."]),
        ("Ông Nguyễn V. A phát biểu. Sau đó nghỉ.", ["Ông Nguyễn V. A phát biểu.", "Sau đó nghỉ."]),
        ("Giá 1.234.500 đồng. Tăng 3,5%.", ["Giá 1.234.500 đồng.", "Tăng 3,5%."]),
        ("Tại TP. Vinh và TX. Cửa Lò. Mọi việc ổn.", ["Tại TP. Vinh và TX. Cửa Lò.", "Mọi việc ổn."]),
        ("1. Về phạm vi. Áp dụng toàn tỉnh.", ["1. Về phạm vi.", "Áp dụng toàn tỉnh."]),
        ("a. Về phạm vi. Áp dụng.", ["a. Về phạm vi.", "Áp dụng."]),
        ("Vì sao? Vì mưa! Thôi… Đi.", ["Vì sao?", "Vì mưa!", "Thôi…", "Đi."]),
        ("Hội nghị kết thúc./. Tin khác.", ["Hội nghị kết thúc./.", "Tin khác."]),
        ("Ngày 24.1.2024 khai mạc. Đông vui.", ["Ngày 24.1.2024 khai mạc.", "Đông vui."]),
        ("lúa, ngô, khoai v.v. được mùa. Dân vui.", ["lúa, ngô, khoai v.v. được mùa.", "Dân vui."]),
        ("Dr. Smith came at 7 a.m. Monday. He left.", ["Dr. Smith came at 7 a.m. Monday.", "He left."]),
        ("No. 5 won. (It rained.) All left.", ["No. 5 won.", "(It rained.)", "All left."]),
        ("Không có dấu chấm", ["Không có dấu chấm"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from('aÁ Đ.!?…"”) \n1/,'), max_size=80))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    assert "".join(" ".join(sentences(text)).split()) == "".join(text.split())
