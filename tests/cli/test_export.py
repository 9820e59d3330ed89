"""Exported articles, imported again, are the same store: from SQLite to PostgreSQL and back, byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Correction, Draft
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from tests.cli.site import COMMAND, run
from tests.conftest import DATA, SAMPLES, land, rendering_once

SOURCES = (SAMPLES, DATA / "saved", DATA / "portal" / "ban-tin.txt", DATA / "portal" / "khong-ngay.txt")
PUBLISHED = Draft(
    source_id="cms:4711",
    title="Tuyển 12 giáo viên hợp đồng",
    sapo="Hạn nộp hồ sơ là ngày 1/12.",
    body='<p>Hồ sơ &amp; biểu mẫu   ở <a href="https://example.vn/?a=1&amp;b=2">đây</a>./.</p>',
    lang="vi",
    authors=("Lò Thị Én", "Sở Nội vụ"),
    corrections=(Correction(date(2026, 1, 5), "Số đúng là 12, không phải 21."),),
    expires_at=datetime(2026, 2, 1, 17, 30),
    expiry_reason="Đã hết hạn nộp hồ sơ.",
    pinned=True,
    slug="tuyen-giao-vien",
    former_slugs=("tuyen-12-giao-vien", "TinTuc_4711.html"),
)


def use(monkeypatch: pytest.MonkeyPatch, data: Path, url: str = "") -> Settings:
    """Let commands use a data folder and a database."""
    monkeypatch.setenv("BANTIN_DATA", str(data))
    monkeypatch.delenv("BANTIN_DATABASE_URL", raising=False)
    if url:
        monkeypatch.setenv("BANTIN_DATABASE_URL", url)
    return Settings()


@contextmanager
def store(settings: Settings) -> Iterator[ArticleRepository]:
    engine = open_database(settings.database_url)
    try:
        yield ArticleRepository(engine)
    finally:
        engine.dispose()


def ok(*arguments: str | Path) -> Result:
    """What a command writes that must succeed."""
    with rendering_once():
        done = run(*arguments)
    assert done.exit_code == 0, done.stderr
    return done


def contents(out: Path) -> dict[str, bytes]:
    """The pictures beside an export."""
    return {one.name: one.read_bytes() for one in (out.parent / "pictures").iterdir()}


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_store_goes_to_the_other_database_and_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, postgresql_url: str
) -> None:
    settings = use(monkeypatch, tmp_path / "mot")
    slugs = land(settings, *SOURCES)
    with store(settings) as first:
        first.save(PUBLISHED)
        first.withdraw(slugs[0], "Số liệu chưa chính xác.")
        pages = {one.slug: first.with_translations(one.slug) for one in first.newest(limit=100)}
    outs = [tmp_path / name / "out.jsonl" for name in ("a", "b", "c")]
    for out in outs:
        out.parent.mkdir()
    assert ok("export", outs[0]).stdout == f"exported {len(slugs) + 1} articles into {outs[0]}\n"
    for data, url, source, out in (
        ("hai", postgresql_url, outs[0], outs[1]),
        ("ba", "", outs[1], outs[2]),
    ):
        there = use(monkeypatch, tmp_path / data, url)
        result = ok("import", source)
        assert (result.stdout.count("created "), result.stderr) == (len(slugs) + 1, "")
        ok("export", out)
        assert contents(out) == contents(source) != {}
        assert ok("import", source).stdout.count("unchanged ") == len(slugs) + 1
    assert outs[0].read_bytes() == outs[1].read_bytes() == outs[2].read_bytes()
    with store(there) as last:
        assert {slug: last.with_translations(slug) for slug in pages} == pages
        assert last.is_withdrawn(slugs[0])
    check = run("check").output
    assert f"{len(slugs) - 1} published, 1 withdrawn, 0 dated in the future, 1 expired" in check
    assert "missing" not in check


def test_every_field_stands_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = use(monkeypatch, tmp_path / "kho")
    with store(settings) as articles:
        articles.save(PUBLISHED)
    out = tmp_path / "out.jsonl"
    ok("export", out)
    [line] = lines(out)
    moments = {name: line.pop(name) for name in ("created_at", "updated_at")}
    assert all(datetime.fromisoformat(moment).utcoffset() is not None for moment in moments.values())
    assert line == {
        "source_id": "cms:4711", "slug": "tuyen-giao-vien", "title": PUBLISHED.title, "sapo": PUBLISHED.sapo,
        "body": PUBLISHED.body, "lang": "vi", "date": None, "updated": None, "byline": "",
        "authors": ["Lò Thị Én", "Sở Nội vụ"], "source": "", "category": "", "tags": [], "translation_of": None,
        "figure": None, "corrections": [{"date": "2026-01-05", "text": "Số đúng là 12, không phải 21."}],
        "expires": "2026-02-01T17:30:00", "expiry_reason": "Đã hết hạn nộp hồ sơ.", "pinned": True,
        "former_slugs": ["tuyen-12-giao-vien", "TinTuc_4711.html"], "withdrawn_at": None, "withdrawn_reason": "",
    }  # fmt: skip
    assert not (tmp_path / "pictures").exists()


def test_an_export_replaces_no_file_and_ends_in_jsonl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with store(use(monkeypatch, tmp_path / "kho")) as articles:
        articles.save(PUBLISHED)
    out = tmp_path / "out.jsonl"
    out.write_text("cũ", "utf-8")
    assert (run("export", out).exit_code, out.read_text("utf-8")) == (1, "cũ")
    assert "must end in .jsonl" in run("export", tmp_path / "out.json").output
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kho", "out.jsonl"]


def test_a_missing_picture_is_named_and_the_rest_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = use(monkeypatch, tmp_path / "kho")
    [slug] = land(settings, SAMPLES / "ban-phieng-weaving-cooperative.md")
    with store(settings) as articles:
        figure = articles.by_slug(slug).figure
    assert figure
    assert figure.picture
    (settings.data / "pictures" / figure.picture.name).unlink()
    result = run("export", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert f"/articles/{slug}: picture {figure.picture.name} is missing\n" in result.stderr
    assert len(lines(tmp_path / "out.jsonl")) == 1


def test_memory_does_not_grow_with_the_articles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The larger file holds 20 MB more, which no process may keep. Both fill SQLite's cache."""
    body = "<p>" + "Nội dung dài của bài viết. " * 370 * 4 + "</p>"
    peaks = {}
    for count in (500, 1000):
        use(monkeypatch, tmp_path / f"kho-{count}")
        file, out = tmp_path / f"{count}.jsonl", tmp_path / f"out-{count}.jsonl"
        lines = [{"source_id": f"cms:{number}", "title": f"Tin {number}", "body": body} for number in range(count)]
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        commands = (["import", file], ["export", out])
        peaks[count] = [_peak_kilobytes([*COMMAND, *map(str, command)]) for command in commands]
    [imported, exported] = [larger - smaller for smaller, larger in zip(peaks[500], peaks[1000], strict=True)]
    assert imported < 10_000
    assert exported < 10_000


def _peak_kilobytes(command: list[str]) -> int:
    """The largest resident size of a command, in kilobytes."""
    script = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        "sys.exit(done.returncode)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    return int(done.stdout)
