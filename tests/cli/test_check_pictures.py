"""`bantin-reader check` on articles and their pictures, however many."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.picture import Figure, Picture
from bantin_reader.services.consistency import ConsistencyCheck
from bantin_reader.store.article_scan import scan
from bantin_reader.store.health import connect_once
from bantin_reader.store.pictures import on_demand
from bantin_reader.store.pictures.verify import PictureCheck
from bantin_reader.store.publication import wall_clock
from tests.cli.site import Site, check, faults, rewrite
from tests.conftest import SAMPLES, land


def test_withdrawn_articles_are_counted_and_their_words_are_nobodys(site: Site) -> None:
    slug = site.save("Tin", figure=Figure(picture=site.keep(1)))
    site.withdraw(slug)
    status, lines = check()
    assert (status, lines[-2]) == (
        0,
        "articles: 0 published, 1 withdrawn, 0 dated in the future, 0 expired, 1 pictures",
    )


def test_a_picture_without_words_is_named(site: Site) -> None:
    image = '<img src="{0.name}" alt="" width="{0.width}" height="{0.height}">'
    body = f"<p>Mở.</p>\n<figure>{image.format(site.keep(2))}</figure>\n<p>Kết.</p>"
    site.save("Tin", figure=Figure(alt="Ảnh", picture=site.keep(1)), body=body)
    assert faults() == ["/articles/tin: picture 2 has no alternative text, no caption either"]


def test_a_picture_whose_caption_serves_is_listed_but_is_no_problem(site: Site) -> None:
    site.save("Tin", figure=Figure(caption="Chú thích.", picture=site.keep(1)))
    status, lines = check()
    assert "/articles/tin: picture 1 has no alternative text, its caption serves" in lines
    assert (status, lines[-1]) == (0, "ok")


def test_an_original_that_is_missing_is_named(site: Site) -> None:
    site.fill(2)
    [lost, _] = sorted(file for file in site.pictures.iterdir() if "-" not in file.name)
    lost.unlink()
    [line] = faults()
    assert line.endswith(f": picture 1: original {lost.name} is missing")


@pytest.mark.parametrize("options", [(), ("--thorough",)])
def test_renditions_that_are_made_on_demand_are_not_missed(site: Site, options: tuple[str, ...]) -> None:
    site.save("Tin", figure=Figure(alt="Ảnh", picture=site.keep(1, wide=1300)))
    for rendition in site.pictures.glob("*-*"):
        rendition.unlink()
    assert faults(*options) == []


def test_a_missing_rendition_of_a_picture_too_large_to_be_made_on_demand_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.fill(1)
    [lost] = site.pictures.glob("*-30.webp")
    lost.unlink()
    monkeypatch.setattr(on_demand, "MAX_RENDERING_BYTES", 30 * 20)
    assert faults() == [f"/articles/tin-0: picture 1: rendition {lost.name} is missing"]


def test_a_missing_rendition_is_named_when_its_original_is_missing_too(site: Site) -> None:
    site.fill(1)
    [original] = [file for file in site.pictures.iterdir() if "-" not in file.name]
    [lost] = site.pictures.glob("*-30.webp")
    for file in (original, lost):
        file.unlink()
    assert {line.rpartition(": ")[2] for line in faults()} == {
        f"original {original.name} is missing",
        f"rendition {lost.name} is missing",
    }


@pytest.mark.parametrize("suffix", ["avif", "webp", "jpg"])
@pytest.mark.parametrize("left", [0, 0.5, -1])
def test_a_file_that_was_cut_is_broken(site: Site, suffix: str, left: float) -> None:
    site.fill(1)
    [rendition] = site.pictures.glob(f"*-30.{suffix}")
    rewrite(rendition, lambda content: content[: int(left * len(content)) if left >= 0 else -1])
    assert faults() == [f"/articles/tin-0: picture 1: rendition {rendition.name} is broken"]


def test_an_original_with_one_other_bit_is_broken(site: Site) -> None:
    site.fill(1)
    [original] = [file for file in site.pictures.iterdir() if "-" not in file.name]
    rewrite(original, lambda content: content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
    assert faults() == [f"/articles/tin-0: picture 1: original {original.name} is broken"]


def test_looking_thoroughly_finds_what_only_decoding_shows(settings: Settings, site: Site) -> None:
    land(settings, SAMPLES)
    rendition = max(site.pictures.glob("*.webp"), key=lambda file: (file.name.count("-"), file.stat().st_size))
    quarter = rendition.stat().st_size // 4
    rewrite(rendition, lambda content: content[:quarter].ljust(len(content) - 2, b"\xff") + content[-2:])
    assert faults() == []
    assert [line.rpartition(": ")[2] for line in faults("--thorough")] == [f"rendition {rendition.name} is broken"]


def test_a_store_of_any_size_is_looked_over_in_little_memory(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    [slug] = site.fill(1)
    with sqlite3.connect(site.database) as connection:
        columns = [row[1] for row in connection.execute("pragma table_info(articles)")][1:]
        values = {
            "slug": f"'{slug}-' || n",
            "source_id": "'s' || n",
            "body": "'<p>' || hex(randomblob(4000)) || '</p>'",
        }
        picked = ", ".join(values.get(name, name) for name in columns)
        connection.execute(
            "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 20000) "
            f"insert into articles ({', '.join(columns)}) select {picked} from articles, numbers"
        )
    connection.close()
    looked: list[Picture] = []

    def look(_self: PictureCheck, picture: Picture) -> Iterator[str]:
        looked.append(picture)
        return iter(())

    monkeypatch.setattr(PictureCheck, "_look", look)
    checking = ConsistencyCheck(PictureCheck(site.pictures).faults, str, wall_clock(ZoneInfo("Asia/Ho_Chi_Minh")))
    with connect_once(Settings(data=site.data).database_url) as opened:
        tracemalloc.start()
        try:
            assert list(checking.run(scan(opened))) == []
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert checking.counts["published"] == 20_001
    assert most < 20 * 2**20, f"{most / 2**20:.0f} MB"
    assert len(looked) == 1, "a picture that many articles have is looked at once"
