"""Who wrote an article, from its byline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.byline import authors_of


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Nông Thị Duyên", ["Nông Thị Duyên"]),
        ("Lò Văn Tâm - Nguyễn Thu Hà", ["Lò Văn Tâm", "Nguyễn Thu Hà"]),
        ("Lò Văn Tâm – Nguyễn Thu Hà", ["Lò Văn Tâm", "Nguyễn Thu Hà"]),
        ("Lò Ín, Giàng A Páo; Sùng Thị Dí", ["Lò Ín", "Giàng A Páo", "Sùng Thị Dí"]),
        ("Lò Ín và Giàng A Páo", ["Lò Ín", "Giàng A Páo"]),
        ("Le Minh Ha and Jean-Luc Vi", ["Le Minh Ha", "Jean-Luc Vi"]),
        ("Bài, ảnh: Trần Thị Hoài", ["Trần Thị Hoài"]),
        ("Bài và ảnh: Thu Trang", ["Thu Trang"]),
        ("Tin, bài: Cao Thị Nga", ["Cao Thị Nga"]),
        ("Hoàng Thị Mẩy, Ảnh: Lò A", ["Hoàng Thị Mẩy"]),
        ("Bài: Lò Ín - Ảnh: Lò A", ["Lò Ín"]),
        ("By Lê Minh Hà", ["Lê Minh Hà"]),
        ("Story: Lê Minh Hà. Photos: Lò A", ["Lê Minh Hà"]),
        ("Lò Ín (tổng hợp)", ["Lò Ín"]),
        ("Lò Ín, Lò Ín", ["Lò Ín"]),
        ("  Lò \t Ín. ", ["Lò Ín"]),
        ("Tinh Anh", ["Tinh Anh"]),
        ("Bảo Hình", ["Bảo Hình"]),
        ("Andy Hand", ["Andy Hand"]),
        ("Ảnh: Lò A", []),
        ("", []),
        (" - ", []),
    ],
)
def test_the_people_of_a_byline(byline: str, people: list[str]) -> None:
    authors = authors_of(byline)
    assert [author.name for author in authors] == people
    assert all(author.is_person for author in authors)


@pytest.mark.parametrize(
    "byline",
    [
        "Ban biên tập",
        "BBT",
        "Tổ CNTT & Truyền thông",
        "Sở Nông nghiệp và Môi trường tỉnh Vân Sơn",
        "Trung tâm Văn hóa - Thông tin xã Khuổi Mây",
        "Vân Sơn Provincial Cooperative Alliance",
        "PV",
    ],
)
def test_a_newsroom_or_an_office_is_no_person_and_keeps_its_name_whole(byline: str) -> None:
    [author] = authors_of(byline)
    assert (author.name, author.is_person) == (byline, False)


def test_people_and_an_office_may_stand_together() -> None:
    authors = authors_of("Lò Ín, Sở Y tế")
    assert [(author.name, author.is_person) for author in authors] == [("Lò Ín", True), ("Sở Y tế", False)]


@given(st.text(max_size=200))
def test_any_byline_gives_names_that_stand_in_it(byline: str) -> None:
    for author in authors_of(byline):
        assert author.name
        assert all(word in byline for word in author.name.split())


@pytest.mark.parametrize("byline", ["ảnh " * 5000, "(" * 20_000, "- " * 10_000, "tin," * 5000, "a và " * 5000])
def test_a_long_byline_takes_no_long_time(byline: str) -> None:
    assert isinstance(authors_of(byline), tuple)
