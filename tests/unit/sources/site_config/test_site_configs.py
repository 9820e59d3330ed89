"""A site-config file says how the pages of its host are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.archive import Archive
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import Profile
from bantin_reader.sources.site_config.config import file_for
from bantin_reader.sources.site_config.finder import SiteConfigs
from bantin_reader.sources.web_page.article_finder import ArticleFinder

IDN = "báo.example".encode("idna").decode() + ".txt"
ADDRESS = "https://www.bao.example/tin/1"
PAGE = """<!doctype html><html lang="vi"><head><title>Trồng rừng - Báo Bản</title>
<meta name="ngay" content="2026-11-05T07:30:00+07:00"></head><body><h1>Báo Bản</h1>
<h2 class="tua">Khuổi Mây trồng rừng</h2><span class="a tg">Quàng Văn Tám</span><i class="tg">Lò Thị Mai</i>
<a class="in" href="/tin/1?in=1">Toàn văn</a>
<div id="bai">rác <p>Bà con lên đồi.</p><div class="giua">Ở giữa</div><p class="qc">Mua ngay</p>
<p>Mỗi hộ nhận 1,5 ha <b class="x-lien-quan">rừng</b>.</p><img src="/qc/banner.gif" alt="Mua"></div></body></html>"""


def loader(folder: Path, *lines: str, name: str = "bao.example.txt") -> FileLoader:
    if lines:
        (folder / name).write_text("\n".join(lines), "utf-8")
    other = Profile.model_validate({"name": "khac", "fields": {"title": "h2", "body": "#bai"}})
    sites = SiteConfigs(folder, ArticleFinder())
    return FileLoader(pages=HtmlPageParser([other], None, ArticleFinder(), sites), sites=sites)


def page(content: str = PAGE, address: str = ADDRESS) -> Archive:
    return Archive(page=content.encode(), charset="utf-8", address=address)


def read(folder: Path, *lines: str) -> tuple[Draft, dict[str, str]]:
    evidence: dict[str, str] = {}
    return loader(folder, *lines).read_page(page(), evidence), evidence


def test_fields_are_found_by_xpath_and_the_evidence_names_it(tmp_path: Path) -> None:
    draft, evidence = read(
        tmp_path,
        "# báo",
        'Title: //h2[@class="tua"]',
        "body: //div[@id='khong']",
        "body: //div[@id='bai']",
        "author: //*[contains(@class, 'tg')]",
        "date: //meta[@name='ngay']/@content",
        "tidy: no",
        "test_url: https://bao.example/1",
    )
    assert (draft.title, draft.byline) == ("Khuổi Mây trồng rừng", "Quàng Văn Tám, Lò Thị Mai")
    assert (str(draft.date), str(draft.time)) == ("2026-11-05", "07:30:00")
    assert "Bà con lên đồi." in draft.body
    assert evidence["profile"] == "bao.example.txt"
    assert evidence["body"] == "[data-xpath-body=\"//div[@id='bai']\"]"
    assert not any("not applied" in warning for warning in draft.warnings)


def test_what_is_stripped_is_not_in_the_article(tmp_path: Path) -> None:
    draft, _ = read(
        tmp_path,
        "body: //div[@id='bai']",
        "strip: //p[@class='qc']",
        "strip: //div[@class='giua']",
        "strip_id_or_class: lien-quan",
        "strip_image_src: /qc/",
    )
    assert draft.body == "<p>rác</p>\n<p>Bà con lên đồi.</p>\n<p>Mỗi hộ nhận 1,5 ha .</p>"
    assert draft.pictures == ()


def test_of_several_elements_the_article_consists_of_these_alone(tmp_path: Path) -> None:
    draft, _ = read(tmp_path, "body: //div[@id='bai']/p[not(@class)]")
    assert draft.body == "<p>Bà con lên đồi.</p>\n<p>Mỗi hộ nhận 1,5 ha <strong>rừng</strong>.</p>"


def test_a_body_that_is_not_found_leaves_the_page_to_other_profiles(tmp_path: Path) -> None:
    assert read(tmp_path, "body: //div[@id='khong']")[1]["profile"] == "khac"
    with pytest.raises(SourceRefused, match=r"no body: bao\.example\.txt finds none"):
        read(tmp_path, "body: //div[@id='khong']", "autodetect_on_failure: no")


def test_without_a_body_the_article_is_found_as_on_any_page(tmp_path: Path) -> None:
    text = "".join(f"<p>Bà con bản Khuổi Mây lên đồi trồng sa mộc, mỗi hộ nhận {n} ha đất.</p>" for n in range(20))
    content = PAGE.replace("<p>Bà con lên đồi.</p>", text)
    draft = loader(tmp_path, "title: //h2", "strip_id_or_class: giua").read_page(page(content))
    assert draft.title == "Khuổi Mây trồng rừng"
    assert "mỗi hộ nhận 19 ha" in draft.body
    assert "Ở giữa" not in draft.body


def test_lines_that_are_not_applied_are_named_once(tmp_path: Path) -> None:
    reading = loader(tmp_path, "body: //div[@id='bai']", "next_page_link: //a", "chữ", "find_string: a")
    file = tmp_path / "bao.example.txt"
    first = [warning for warning in reading.read_page(page()).warnings if "not applied" in warning]
    assert first == [
        f"{file}, line 2: not applied: next_page_link",
        f"{file}, line 3: not applied: chữ",
        f"{file}, line 4: not applied: find_string",
    ]
    assert not any("not applied" in warning for warning in reading.read_page(page()).warnings)


@pytest.mark.parametrize("wrong", ["//div[", "//div[khong()]", "//a:b", "x(("])
def test_a_wrong_xpath_is_refused_with_its_file_and_line(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        read(tmp_path, "", f"body: {wrong}")
    assert str(refused.value).startswith(f"{tmp_path / 'bao.example.txt'}, line 2: {wrong!r} is no XPath: ")


@pytest.mark.parametrize(
    ("files", "address", "chosen"),
    [
        (["bao.example.txt", ".bao.example.txt"], "https://www.bao.example/1", "bao.example.txt"),
        (["bao.example.txt", ".bao.example.txt"], "https://tin.bao.example:8443/1", ".bao.example.txt"),
        ([".bao.example.txt", ".tin.bao.example.txt"], "https://a.tin.bao.example/1", ".tin.bao.example.txt"),
        ([".bao.example.txt"], "https://BAO.example/1", ".bao.example.txt"),
        (["bao.example.txt"], "https://tin.bao.example/1", None),
        ([IDN], "https://báo.example/1", IDN),
        (["bao.example.txt"], "", None),
        (["bao.example.txt"], "https://../bao.example/1", None),
    ],
)
def test_a_file_is_chosen_by_the_host(tmp_path: Path, files: list[str], address: str, chosen: str | None) -> None:
    for name in files:
        (tmp_path / name).touch()
    found = file_for(tmp_path, address)
    assert (found.name if found else None) == chosen


def test_the_page_with_the_whole_article_is_named(tmp_path: Path) -> None:
    reading = loader(tmp_path, "single_page_link: //a[@class='in']/@href", "single_page_link: //a")
    assert reading.single_page(page()) == "https://www.bao.example/tin/1?in=1"
    assert reading.single_page(page(address="https://www.bao.example/tin/1?in=1")) == ""
    assert reading.single_page(page(address="https://khac.example/1")) == ""
    assert loader(tmp_path, "title: //h2").single_page(page()) == ""


def test_text_and_names_that_xml_forbids_are_searched(tmp_path: Path) -> None:
    content = PAGE.replace("<p>Bà con", "<div>" * 60 + "<p a&quot;b='&#1;' x:y='1'>\x0bBà con")
    draft = loader(tmp_path, "body: //div[@id='bai']//p[contains(., 'lên đồi')]").read_page(page(content))
    assert draft.body == "<p>Bà con lên đồi.</p>"
