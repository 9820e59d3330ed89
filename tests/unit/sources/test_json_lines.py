"""JSON Lines: what a line may hold, and a reason with its number for each that cannot be read."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.sources.limits import MAX_LINE_BYTES
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from tests.conftest import SAMPLES

PICTURE = SAMPLES / "images" / "weaving-cooperative-ban-phieng.webp"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "xuat"
    folder.mkdir()
    return folder / "bai.jsonl"


def article(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"source_id": f"cms:{number}", "title": f"Tin {number}", "body": f"<p>Nội dung {number}.</p>"} | fields


def load(file: Path, *lines: dict[str, Any] | str) -> Result:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    file.write_text("\n".join(texts) + "\n", "utf-8")
    return CliRunner().invoke(commands, ["import", str(file)])


def store() -> ArticleRepository:
    return ArticleRepository(open_database(Settings().database_url))


def test_three_fields_are_enough(file: Path) -> None:
    result = load(file, article(), "", article(2, authors=["Lò Thị Én"]))
    assert (result.exit_code, result.output) == (0, "created /articles/tin-1 Tin 1\ncreated /articles/tin-2 Tin 2\n")
    assert store().by_slug("tin-2").byline == "Lò Thị Én"


def test_dates_are_brought_to_the_sites_zone(file: Path) -> None:
    load(file, article(date="2026-01-02T20:00:00Z", updated="2026-01-04", expires="2126-01-01T17:00:00Z"))
    stored = store().by_slug("tin-1")
    assert (stored.date, stored.time, stored.updated) == (date(2026, 1, 3), time(3), date(2026, 1, 4))
    assert stored.expires_at == datetime(2126, 1, 2)


def test_html_is_cleaned_as_in_every_source(file: Path) -> None:
    body = '<h1>Mục</h1><p onclick="a()">Một<script>alert(1)</script></p><a href="javascript:b()" id="title">hai</a>'
    load(file, article(body=body))
    assert store().by_slug("tin-1").body == "<h2>Mục</h2><p>Một</p><a>hai</a>"


def test_pictures_are_read_from_the_folder_of_the_file_alone(file: Path) -> None:
    (file.parent / "anh").mkdir()
    (file.parent / "anh" / "det.webp").write_bytes(PICTURE.read_bytes())
    (file.parent.parent / "ngoai.webp").write_bytes(PICTURE.read_bytes())
    inside, outside = "anh/det.webp", "../ngoai.webp"
    body = "".join(
        f'<figure><img src="{src}" alt="Khung cửi"></figure>' for src in (inside, outside, "https://a/b.png")
    )
    result = load(file, article(body=f"<p>Tin.</p>{body}", figure={"src": inside, "caption": "Dệt"}))
    assert result.exit_code == 0
    assert result.stderr.count("the figure is left out: ") == 2
    stored = store().by_slug("tin-1")
    assert stored.figure
    assert stored.figure.picture
    assert stored.body.count("<img ") == stored.body.count(f'src="{stored.figure.picture.name}"') == 1


def test_an_article_can_be_withdrawn_by_a_line_and_is_not_published_again_by_one(file: Path) -> None:
    load(file, article(withdrawn_at="2026-01-05T00:00:00Z", withdrawn_reason="Sai."))
    assert store().is_withdrawn("tin-1")
    load(file, article(withdrawn_at=None, title="Tin khác"))
    assert store().is_withdrawn("tin-1")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: Expecting property name"),
        ("[1]", "not an object: {…} was expected"),
        ("[" * 100_000, "not JSON: "),
        (article(tieu_de="Tin"), "tieu_de: Extra inputs are not permitted"),
        ({"title": "Tin", "body": "Tin."}, "source_id: Field required"),
        (article(source_id=" "), "source_id: Value should have at least 1 item"),
        (article(title=""), "no title: it holds nothing that can be seen"),
        (article(body="<p> </p>"), "no body: it holds no text"),
        (article(date="hôm nay"), "its fields: date: 'hôm nay' is not like 2026-11-18"),
        (article(slug="Tin Một"), "slug: String should match pattern"),
        (article(slug="tin-a"), "its address tin-a is that of another article"),
        (article(former_slugs=["tin-a"]), "its address tin-a is that of another article"),
        (article(sapo="a" * 10_001), "sapo: 10,001 characters, at most 10,000"),
        (article(source_id="/" + "ậ" * 900), "its source_id has 2,701 bytes; the store holds 2,600"),
        (article(created_at="9999-99-99"), "created_at: Input should be a valid datetime"),
        ("x" * (MAX_LINE_BYTES + 10), "too long: at most 16,777,216 bytes"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_line_is_named_by_its_number_and_the_others_are_imported(
    file: Path, line: dict[str, Any] | str, reason: str
) -> None:
    first, last = article(8, title="Tin A"), article(9, title="Tin B")
    result = load(file, first, line, last)
    assert result.exit_code == 1
    [told] = result.stderr.splitlines()
    assert told.startswith(f"{file}, line 2: {reason}")
    assert result.stdout == "created /articles/tin-a Tin A\ncreated /articles/tin-b Tin B\n"


def test_a_dry_run_stores_nothing_and_names_bad_lines(file: Path, tmp_path: Path) -> None:
    file.write_text(json.dumps(article()) + "\n{\n", "utf-8")
    result = CliRunner().invoke(commands, ["import", "--dry-run", str(file)])
    assert (result.exit_code, json.loads(result.stdout)["slug"]) == (1, "tin-1")
    assert result.stderr.startswith(f"{file}, line 2: not JSON")
    assert not (tmp_path / "var").exists()


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    result = CliRunner().invoke(commands, ["import", str(file)])
    assert (result.exit_code, result.stderr) == (1, f"{file}: cannot be opened: No such file or directory\n")
