"""A site-config file in the folder of profiles reads what `sync`, `import` and `profile try` fetch."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.sources.syncing import configure, run, store, sync
from tests.web_server import Site

PART = (
    '<!doctype html><html lang="vi"><title>x</title><h2>Bài 1</h2><article><p>{}</p></article><a href="{}">Toàn văn</a>'
)
CONFIG = "title: //h2\nbody: //article\nsingle_page_link: //a[.='Toàn văn']\n"


def pages(site: Site) -> None:
    folder = Path(os.environ["BANTIN_DATA"]) / "profiles"
    (folder / "localhost.txt").write_text(CONFIG, "utf-8")
    site.page("/bai-1.html", PART.format("Phần một.", "/bai-1-toan-van.html"))
    site.page("/bai-1-toan-van.html", PART.format("Phần một. Phần hai.", "/bai-1-toan-van.html"))


def test_the_page_with_all_parts_is_stored_under_the_address_of_the_first(site: Site) -> None:
    pages(site)
    site.page("/tin", '<a href="/bai-1.html">Bài</a>')
    configure(kind="portal", url=f"{site.url}/tin", links=r"bai-\d+\.html$", delay=0, private_hosts=[site.place])
    assert sync().stdout.splitlines()[-1] == "xa: 1 created"
    article = store().by_slug("bai-1")
    assert (article.body, article.source_id) == ("<p>Phần một. Phần hai.</p>", f"{site.url}/bai-1.html")


def test_a_page_that_is_tried_shows_what_the_file_finds(site: Site) -> None:
    pages(site)
    shown = run("profile", "try", f"{site.url}/bai-1.html").stdout
    assert "profile localhost.txt" in shown
    assert "Phần hai." in shown
    assert "//article" in shown


def test_a_wrong_line_is_named(site: Site) -> None:
    pages(site)
    file = Path(os.environ["BANTIN_DATA"]) / "profiles" / "localhost.txt"
    file.write_text("title: //h2\nbody: //article[", "utf-8")
    result = run("import", f"{site.url}/bai-1.html")
    assert result.exit_code == 1
    assert f"{file}, line 2: '//article[' is no XPath: " in result.stderr
