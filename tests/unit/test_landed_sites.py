"""Files of the same content that two tests import give both the same articles, each of its own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_importer
from bantin_reader.store.opening import open_articles
from tests.conftest import land


def site(folder: Path) -> Settings:
    return Settings(data=folder / "var")


def write(folder: Path, title: str = "Lũ về", body: str = "Nước lên.") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "tin.md"
    file.write_text(f"---\ntitle: {title}\nlang: vi\n---\n\n{body}\n", "utf-8")
    return file


@pytest.fixture
def imports(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every import that is not a copy adds one."""
    made: list[object] = []

    def note(*arguments: object, **options: object) -> object:
        made.append(arguments)
        return create_importer(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("tests.landed_sites.create_importer", note)
    return made


def test_a_copied_article_is_updated_by_the_file_of_its_own_folder(tmp_path: Path, imports: list[object]) -> None:
    for name in ("một", "hai"):
        own = site(tmp_path / name)
        [slug] = land(own, write(tmp_path / name, body="Chưa ai viết câu này."))
        assert len(imports) == 1
    assert land(own, write(tmp_path / "hai", "Lũ rút", "Nước xuống.")) == [slug]
    article = open_articles(own, own.database_url).by_slug(slug)
    assert (article.title, article.source_id) == ("Lũ rút", str(tmp_path / "hai" / "tin.md"))


def test_another_content_is_imported_and_so_is_the_same_beside_another_file(
    tmp_path: Path, imports: list[object]
) -> None:
    for number, (name, body, beside) in enumerate([("a", "Một.", ""), ("b", "Hai.", ""), ("c", "Hai.", "khác")]):
        file = write(tmp_path / name, body=f"{body} Chưa ai viết.")
        if beside:
            (file.parent / "anh.txt").write_text(beside, "utf-8")
        land(site(tmp_path / name), file)
        assert len(imports) == number + 1
