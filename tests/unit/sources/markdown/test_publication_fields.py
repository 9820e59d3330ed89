"""Front matter about an article's publication: authors, corrections, expiry, addresses."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from bantin_reader.model.article import Correction
from bantin_reader.model.errors import SourceRefused
from tests.unit.sources.markdown.test_front_matter import read


def test_every_field_is_read(file: Path) -> None:
    draft = read(
        file,
        "title: Tin\nauthors: [Lò Thị  Én, Lường Văn Thắng]\npinned: true\nslug: tin-moi\n"
        "former_slugs: [tin-cu, Tin_9.html]\nexpires: 2026-12-01\nexpiry_reason: Đã hết hạn.\n"
        "corrections:\n  - {date: 2026-11-20, text: Ghi nhầm tên xã.}",
    )
    assert draft.authors == ("Lò Thị Én", "Lường Văn Thắng")
    assert draft.byline == "Lò Thị Én, Lường Văn Thắng", "a byline for readers, where there is no other"
    assert (draft.pinned, draft.slug, draft.former_slugs) == (True, "tin-moi", ("tin-cu", "Tin_9.html"))
    assert (draft.expires_at, draft.expiry_reason) == (datetime(2026, 12, 2), "Đã hết hạn.")
    assert draft.corrections == (Correction(date(2026, 11, 20), "Ghi nhầm tên xã."),)


def test_a_byline_is_shown_as_it_is_written(file: Path) -> None:
    draft = read(file, "title: Tin\nbyline: Lò Thị Én (tổng hợp)\nauthors: [Lò Thị Én]")
    assert (draft.byline, draft.authors) == ("Lò Thị Én (tổng hợp)", ("Lò Thị Én",))


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-12-01", datetime(2026, 12, 2)),
        ("2026-12-01 17:00", datetime(2026, 12, 1, 17)),
        ("2026-12-01T17:00:00Z", datetime(2026, 12, 2)),
        ('""', None),
    ],
)
def test_an_article_expires_at_a_moment_or_at_the_end_of_a_day(
    file: Path, written: str, moment: datetime | None
) -> None:
    assert read(file, f"title: Tin\nexpires: {written}").expires_at == moment


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("pinned: maybe", "front matter: pinned: Input should be a valid boolean"),
        ("slug: Tin Mới", "front matter: slug: String should match pattern"),
        ("slug: ../tin", "front matter: slug: String should match pattern"),
        ("former_slugs: [a/b]", "front matter: former_slugs.0: String should match pattern"),
        ("former_slugs: ['..']", "front matter: former_slugs.0: String should match pattern"),
        ("expires: mai", "front matter: expires: 'mai' is not like 2026-11-18"),
        ("expires: 9999-12-31", "expires: the date 9999-12-31 is at the end of the calendar"),
        ("corrections: [{text: Nhầm}]", "front matter: corrections.0.date: Field required"),
        ("corrections: [{date: , text: Nhầm}]", "front matter: corrections.date is missing"),
        ("corrections: [{date: 2026-01-01, text: ' '}]", "front matter: corrections.0.text: Value should have"),
        ("authors: Lò Thị Én", "front matter: authors: Input should be a valid list"),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(file: Path, front: str, reason: str) -> None:
    with pytest.raises(SourceRefused) as error:
        read(file, f"title: Tin\n{front}")
    assert str(error.value).startswith(reason)
