"""`import` and `sync` of a file that WordPress exported."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.sources.syncing import configure, run, store, sync
from tests.unit.sources.wordpress_exports import attachment, export, item
from tests.web_server import Site


@pytest.fixture
def file(site: Site, tmp_path: Path) -> Path:
    """An export whose first post shows a picture of the site."""
    written = BytesIO()
    Image.new("RGB", (60, 40)).save(written, "PNG")
    site.file("/wp-content/doi.png", written.getvalue(), "image/png")
    content = export(item(1, "Lên đồi.\n\n[gallery]"), attachment(3, "doi.png", alt="Đồi", post_parent="1"), item(2))
    exported = tmp_path / "bao.2026-11-28.xml"
    exported.write_bytes(content.replace(b"https://bao.example", site.url.encode()))
    return exported


def test_an_export_is_imported_with_its_pictures(site: Site, file: Path) -> None:
    configure(kind="wxr", path=str(file), delay=0, private_hosts=[site.place])
    assert sync().stdout.splitlines()[-1] == "xa: 2 created"
    assert 'width="60"' in store().by_slug("bai-1").body
    assert store().by_slug("bai-1").source_id == f"{site.url}/bai-1/"
    assert sync().stdout == "xa: nothing new\n"
    file.write_bytes(file.read_bytes().replace("Lên đồi".encode(), "Xuống đồi".encode()))
    assert sync().stdout.splitlines() == ["xa: updated /articles/bai-1 Bài 1", "xa: 1 updated, 1 unchanged"]


def test_an_export_that_is_named_is_imported_once_and_a_broken_one_up_to_its_line(site: Site, file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"[gallery]", b""))
    assert run("import", "--dry-run", str(file)).stdout.count('"slug"') == 2
    result = run("import", str(file))
    assert (result.exit_code, result.stdout.count("created")) == (0, 2)
    file.write_bytes(file.read_bytes()[:-15])
    result = run("import", str(file))
    assert (result.exit_code, result.stdout.count("unchanged")) == (1, 2)
    assert result.stderr.startswith(f"{file}: line 11: the file is broken: ")


def test_an_export_at_an_address_is_imported(site: Site, file: Path) -> None:
    site.file("/xuat", file.read_bytes(), "application/xml")
    assert run("import", f"{site.url}/xuat").stdout.count("created") == 2
    assert 'width="60"' in store().by_slug("bai-1").body


def test_a_file_that_is_gone_is_told(site: Site, tmp_path: Path) -> None:
    configure(kind="wxr", path=str(tmp_path / "mat.xml"))
    assert "xa: failed: cannot be opened: No such file or directory" in sync().stderr
