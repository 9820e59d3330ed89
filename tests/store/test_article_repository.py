"""Articles in the database: saving, order, withdrawal, translations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.errors import ArticleWithdrawn, SourceRefused
from bantin_reader.model.picture import Figure
from bantin_reader.model.ports import Outcome
from bantin_reader.store.article_repository import ArticleRepository
from tests.store.drafts import FULL, PICTURE, draft

CREATED, UPDATED, UNCHANGED = Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED


def newest(store: ArticleRepository) -> list[str]:
    return [headline.slug for headline in store.newest(limit=100, offset=0)]


@pytest.mark.parametrize("figure", [FULL.figure, Figure(caption="Chỉ có chú thích"), Figure(alt="Chỉ có mô tả"), None])
def test_what_is_saved_is_read_back_whole(store: ArticleRepository, figure: Figure | None) -> None:
    _, slug = store.save(replace(FULL, figure=figure))
    article = store.by_slug(slug)
    assert {name: getattr(article, name) for name in FULL.__dataclass_fields__} == {**vars(FULL), "figure": figure}
    [headline] = store.newest(limit=1, offset=0)
    assert all(getattr(headline, name) == getattr(article, name) for name in headline.__dataclass_fields__)


def test_an_article_is_created_then_unchanged_then_updated(store: ArticleRepository) -> None:
    assert store.save(FULL) == (CREATED, "duong-len-khuoi-may-da-thong-xe")
    assert store.save(FULL)[0] == UNCHANGED
    assert store.save(replace(FULL, byline="Hoàng Minh"))[0] == UPDATED
    assert store.save(replace(FULL, byline="Hoàng Minh"))[0] == UNCHANGED
    assert store.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Khác"}, {"sapo": "Khác"}, {"body": "<p>Khác</p>"}, {"lang": "en"}, {"date": date(2026, 11, 6)},
        {"date": None, "time": None}, {"time": None}, {"byline": ""}, {"credit": ""}, {"category": ""},
        {"figure": None}, {"figure": Figure(caption="Khác", alt="Một máy xúc vàng trên đường", picture=PICTURE)},
        {"figure": replace(FULL.figure or Figure(), picture=None)}, {"translation_of": None},
        {"authors": ()}, {"corrections": ()}, {"expires_at": None}, {"expiry_reason": ""}, {"pinned": False},
    ],
    ids=lambda change: "-".join(change),
)  # fmt: skip
def test_a_change_of_any_field_updates(store: ArticleRepository, change: dict[str, object]) -> None:
    store.save(FULL)
    changed = replace(FULL, **change)  # type: ignore[arg-type]
    outcome, slug = store.save(changed)
    assert outcome == UPDATED
    assert all(getattr(store.by_slug(slug), name) == value for name, value in change.items())


def test_lists_go_by_date_then_time_then_arrival(store: ArticleRepository) -> None:
    arrivals = [
        ("nay", date(2026, 11, 5), None), ("nay-sang", date(2026, 11, 5), time(7)),
        ("nay-toi", date(2026, 11, 5), time(19)), ("nay-sang-sau", date(2026, 11, 5), time(7)),
        ("xua", date(1999, 1, 1), None), ("khong-ngay", None, None),
    ]  # fmt: skip
    for name, day, clock in arrivals:
        store.save(draft(name, name, date=day, time=clock))
    order = newest(store)
    assert order == ["khong-ngay", "nay-toi", "nay-sang-sau", "nay-sang", "nay", "xua"]
    assert [h.slug for h in store.newest(limit=2, offset=1)] == order[1:3]
    assert store.newest(limit=2, offset=6) == []


def test_an_update_moves_an_article_to_its_new_date_and_an_undated_one_stays(store: ArticleRepository) -> None:
    store.save(draft("cu", "cu", date=date(2026, 1, 1)))
    store.save(draft("khong", "khong"))
    store.save(draft("khong-2", "khong-2"))
    store.save(draft("khong", "khong", sapo="Sửa."))
    assert newest(store) == ["khong-2", "khong", "cu"]
    store.save(draft("cu", "cu", date=datetime.now(DEFAULT_ZONE).date()))
    store.save(draft("khong", "khong", date=date(2025, 1, 1)))
    assert newest(store) == ["khong-2", "cu", "khong"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Ho_Chi_Minh", "Pacific/Pago_Pago"])
def test_an_article_without_a_date_is_listed_at_its_arrival_by_the_sites_clock(engine: Engine, zone: str) -> None:
    store = ArticleRepository(engine, ZoneInfo(zone))
    now = datetime.now(ZoneInfo(zone))
    before = now - timedelta(minutes=5)
    store.save(draft("truoc", "truoc", date=before.date(), time=before.time()))
    store.save(draft("khong-ngay", "khong-ngay"))
    assert newest(store) == ["khong-ngay", "truoc"]


def test_a_withdrawn_article_leaves_the_lists_and_gives_its_reason(store: ArticleRepository) -> None:
    _, slug = store.save(FULL)
    store.withdraw(slug, "Số liệu chưa chính xác")
    assert (newest(store), store.count(), store.is_withdrawn(slug)) == ([], 0, True)
    with pytest.raises(ArticleWithdrawn) as error:
        store.by_slug(slug)
    assert (error.value.slug, error.value.reason) == (slug, "Số liệu chưa chính xác")
    store.reinstate(slug)
    assert (newest(store), store.count(), store.is_withdrawn(slug)) == ([slug], 1, False)
    assert store.by_slug(slug).title == FULL.title


def test_a_withdrawn_article_that_comes_in_again_is_updated_but_stays_withdrawn(store: ArticleRepository) -> None:
    _, slug = store.save(FULL)
    store.withdraw(slug, "Trùng tin")
    assert store.save(replace(FULL, title="Tên mới")) == (UPDATED, slug)
    with pytest.raises(ArticleWithdrawn, match="Trùng tin"):
        store.by_slug(slug)
    assert store.save(draft("b", FULL.title))[1] == f"{slug}-2", "its address is not given to another"


def test_translations_know_each_other_both_ways_and_not_the_withdrawn(store: ArticleRepository) -> None:
    store.save(draft("goc", "Gốc"))
    for lang in ("en", "fr"):
        store.save(draft(lang, lang, lang=lang, translation_of="/nguon/goc"))
    store.save(draft("khac", "Khác"))
    of = {name: [h.slug for h in store.with_translations(name)[1]] for name in ("goc", "en", "fr", "khac")}
    assert of == {"goc": ["en", "fr"], "en": ["fr", "goc"], "fr": ["en", "goc"], "khac": []}
    store.withdraw("fr", "Bản dịch sai")
    assert [h.slug for h in store.with_translations("goc")[1]] == ["en"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"lang": "x-" + "a" * 34}, "its lang has 36 characters; the store holds 35"),
        ({"source_id": "/" + "ậ" * 900}, "its source_id has 2,701 bytes; the store holds 2,600"),
        ({"translation_of": "/" + "ậ" * 900}, "its translation_of has 2,701 bytes; the store holds 2,600"),
        ({"title": "Tin\0"}, "its title holds a NUL character"),
        ({"tags": ("a", "b\0")}, "its tags holds a NUL character"),
    ],
    ids=["lang", "source_id", "translation_of", "title", "tags"],
)
def test_what_one_database_would_refuse_is_refused_for_both(
    store: ArticleRepository, fields: dict[str, object], reason: str
) -> None:
    for refuse in (store.save, store.slug_for):
        with pytest.raises(SourceRefused) as error:
            refuse(replace(FULL, **fields))  # type: ignore[arg-type]
        assert str(error.value) == reason
    assert store.is_empty()


def test_the_longest_values_are_stored(store: ArticleRepository) -> None:
    # Letters that no compression makes shorter.
    noise = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(866))
    source = f"/{noise}a"
    assert len(source.encode()) == 2600
    longest = replace(
        FULL,
        source_id=source,
        translation_of=source[::-1],
        lang="x" * 35,
        title="Tin " * 250,
        tags=("t" * 999,),
        slug="s" * 120,
        former_slugs=("f" * 120,),
    )
    assert store.save(longest)[0] is CREATED
    assert store.save(longest)[0] is UNCHANGED
