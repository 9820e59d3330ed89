"""Profiles: loading them, what stops the import, choosing one, and how fields are found by them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bantin_reader.cli.main import main
from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html import profile as profile_module
from bantin_reader.sources.html.profile import Profile, load_profiles
from tests.unit.services.importing import run

SHIPPED = sorted(path.stem for path in profile_module.SHIPPED.glob("*.toml"))
GOOD = "[fields]\ntitle = 'h1'\nbody = '#bai'\n"
PAGE = "<h1>Khuổi Mây</h1>{}<div id=bai><p>Đường đã thông.</p></div>"
GUID = "ctl00_m_g_6f1e0c2a_4b7d_4c55_9a0e_1f2d3c4b5a69_ctl00_"


@pytest.fixture
def folder() -> Path:
    profiles = Settings().data / "profiles"
    profiles.mkdir(parents=True)
    return profiles


@pytest.fixture
def page(inbox: Path) -> Path:
    file = inbox / "bai.html"
    file.write_text('<meta property="og:title" content="Tên khác">' + PAGE.format(""), "utf-8")
    return file


def read(html: str, before: str = "", **fields: object) -> Draft:
    """A page by a profile of these fields, in this order, then title and body."""
    profile = Profile(name="x", fields={**fields, "title": "h1", "body": "#bai"})  # type: ignore[dict-item]
    return HtmlPageParser([profile]).read(before + PAGE.format(html), Path("bai.html"))


def stopped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What the command says that ends with status 2."""
    monkeypatch.setattr(sys, "argv", ["bantin-reader", "import", *map(str, arguments)])
    with pytest.raises(SystemExit) as ending:
        main()
    captured = capsys.readouterr()
    assert (ending.value.code, captured.out) == (2, "")
    return captured.err


def test_the_operator_s_come_before_the_shipped_ones_each_by_name(folder: Path) -> None:
    for name in ("zz", "2-bao", "vccorp"):
        (folder / f"{name}.toml").write_text(GOOD)
    (folder / "ghi-chu.txt").touch()
    assert [profile.name for profile in load_profiles(folder)] == [
        "2-bao",
        "vccorp",
        "zz",
        *(name for name in SHIPPED if name != "vccorp"),
    ]
    assert load_profiles(folder)[1].fields["body"] == ("#bai",)


@pytest.mark.parametrize("place", [None, Path("khong-co")])
def test_without_profiles_of_the_operator_there_are_the_shipped_ones(place: Path | None) -> None:
    assert [profile.name for profile in load_profiles(place)] == SHIPPED


def test_a_profile_as_a_plain_editor_saves_it_is_read(folder: Path) -> None:
    (folder / "a.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_profiles(folder)[0].name == "a"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a", "[fields\n", "line 1"),
        ("a", GOOD.replace("'#bai'", "'#bai['"), "fields.body: '#bai[' is no CSS selector"),
        ("a", GOOD.replace("'#bai'", "['#bai', '>>']"), "fields.body: '>>' is no CSS selector"),
        ("a", "strip = 'a['\n" + GOOD, "strip: 'a[' is no CSS selector"),
        ("a", "detect = ['p', '::']\n" + GOOD, "detect: '::' is no CSS selector"),
        ("a", GOOD + "tags = { child = 1, of = 'a[' }", "fields.tags.of: 'a[' is no CSS selector"),
        ("a", GOOD + "tags = { child = 0, of = 'a' }", "fields.tags.child: "),
        ("a", GOOD + "tags = { chidl = 1, of = 'a' }", "fields.tags.chi"),
        ("a", GOOD + "tags = []", "fields.tags: "),
        ("a", GOOD + "tags = 1", "fields.tags: "),
        ("a", GOOD + "titel = 'h1'", "fields.titel: "),
        ("a", "detekt = 'p'\n" + GOOD, "detekt: "),
        ("a", "name = 'b'\n" + GOOD, "name"),
        ("a", "[fields]\nbody = 'p'", "fields: title is missing"),
        ("a", "[fields]\ntitle = 'p'", "fields: body is missing"),
        ("a", "", "fields: "),
        ("a", "date_format = 'DD/MM/YYYY'\n" + GOOD, "date_format: 'DD/MM/YYYY' needs day, month and year"),
        ("a", "date_format = 'dd/MM/yyyy HH:MM'\n" + GOOD, "date_format: 'dd/MM/yyyy HH:MM' names a field twice"),
        ("Pho Nui", GOOD, "a profile's name is of small letters a-z, digits and hyphens"),
        ("phố-núi", GOOD, "a profile's name is of small letters a-z, digits and hyphens"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_profile_stops_the_import_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, page: Path,
    name: str, text: str, complaint: str,
) -> None:  # fmt: skip
    file = folder / f"{name}.toml"
    file.write_text(text, "utf-8")
    said = stopped(monkeypatch, capsys, page)
    assert said.startswith(f"bantin-reader: {file}: ")
    assert complaint in re.sub(r"\.(?:\d+|Place)\b", "", said)
    assert said.count("\n") == 1


def test_a_profile_that_is_not_utf_8_stops_the_import(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, page: Path
) -> None:
    (folder / "a.toml").write_bytes(b"# \xff\n" + GOOD.encode())
    assert stopped(monkeypatch, capsys, page).startswith(f"bantin-reader: {folder / 'a.toml'}: ")


def test_a_profile_that_is_not_there_is_named_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: Path
) -> None:
    said = stopped(monkeypatch, capsys, "--profile", "zing", page)
    assert said == f"bantin-reader: no profile is called 'zing'; there are {', '.join(SHIPPED)}\n"


def test_a_forced_profile_reads_a_page_that_it_does_not_fit(folder: Path, page: Path) -> None:
    (folder / "a.toml").write_text("detect = '.khong'\n" + GOOD.replace("'h1'", "'.tua'"))
    assert "a finds no mark, " in run(page).stderr
    assert run("--profile", "a", page).stdout == "created /articles/ten-khac Tên khác\n"


@pytest.mark.parametrize("mark", ["", "detect = '#bai'\n", "detect = ['.khong', 'h1']\n"])
def test_a_profile_fits_where_one_of_its_marks_is(folder: Path, page: Path, mark: str) -> None:
    (folder / "a.toml").write_text(mark + GOOD)
    assert run(page).stdout == "created /articles/khuoi-may Khuổi Mây\n"


def test_what_is_stripped_is_gone_before_anything_is_read(folder: Path, page: Path) -> None:
    (folder / "a.toml").write_text("strip = ['.qc', '#x']\n[fields]\ntitle = '.tua'\nbody = '#bai'\n")
    page.write_text("<p id=x class=tua>A</p><p class=tua>B<i class=qc>!<b class=qc>!</b></i></p><div id=bai>Đã.</div>")
    assert run(page).stdout == "created /articles/b B\n"


BAR = {"child": 2, "of": ".thanh"}


@pytest.mark.parametrize(
    ("html", "category"),
    [
        ("<i>Một</i><i>Hai</i>", "Hai"),
        ("<p>Một</p><p>Hai</p><p>Ba</p>", "Hai"),
        ("<p>Một</p><p>&nbsp;</p><!-- a --><script>b</script><p hidden>c</p><p>Hai</p>", "Hai"),
        ("<div><div><p>Một</p></div><div><p>Hai</p></div></div>", "Hai"),
        ("<div><p>Một</p><p>Hai</p></div><p>Ba</p>", "Hai"),
        ("Một<p>Hai</p>", "Hai"),
        ("<p>Một</p>Hai<p>Ba</p>", "Hai"),
        ("<p>Một</p><p>A+ | A-</p><p>Tăng cỡ chữ</p><p>Hai</p>", "Hai"),
        ("<p>Một</p><div>Hai <b>ba</b></div>", "Hai ba"),
        ("<p>Một</p>", ""),
    ],
)
def test_a_place_is_the_nth_part_with_text(html: str, category: str) -> None:
    assert read(f"<div class=thanh>{html}</div>", category=BAR).category == category


def test_a_place_counts_what_other_fields_have_left() -> None:
    first = {"child": 1, "of": ".thanh"}
    draft = read("<div class=thanh><p>Tin</p><p>19/11/2026</p><p>Mở.</p></div>", category=first, date=first, sapo=first)
    assert (draft.category, str(draft.date), draft.sapo) == ("Tin", "2026-11-19", "Mở.")


def test_a_date_that_cannot_be_read_takes_nothing() -> None:
    first = {"child": 1, "of": ".thanh"}
    draft = read("<div class=thanh><p>Mở ngày 30/02/2026.</p></div>", date=first, sapo=first)
    assert (draft.date, draft.sapo) == (None, "Mở ngày 30/02/2026.")


@pytest.mark.parametrize("prefix", [GUID, "WebPart_6f1e0c2a-4b7d-4c55-9a0e-1f2d3c4b5a69_", GUID.upper()])
def test_an_id_with_a_guid_is_found_by_what_follows_it(prefix: str) -> None:
    html = f'<p id="{prefix}mo">Mở.</p><p id="{prefix}nguoi">Lò Ín</p>'
    draft = read(html, sapo="#mo", author="p#nguoi", category="#khong")
    assert (draft.sapo, draft.byline, draft.category) == ("Mở.", "Lò Ín", "")


def test_an_id_as_written_comes_before_one_with_a_guid() -> None:
    assert read(f'<p id="{GUID}mo">Sau</p><p id="mo">Trước</p>', sapo="#mo").sapo == "Trước"


@pytest.mark.parametrize(
    ("html", "sapo"),
    [("<p class=b>B</p><p class=a>A</p>", "A"), ("<p class=a> </p><p class=b>B</p>", "B"), ("<p class=c>C</p>", "")],
)
def test_several_selectors_are_tried_in_order(html: str, sapo: str) -> None:
    assert read(html, sapo=[".a", ".b"]).sapo == sapo


def test_what_a_field_takes_is_gone_from_the_body() -> None:
    profile = Profile(name="x", fields={"title": "h1", "author": ".nguoi", "body": "#bai"})  # type: ignore[dict-item]
    draft = HtmlPageParser([profile]).read(
        "<h1>A</h1><div id=bai><p>Đã.</p><p class=nguoi>Tác giả: Ín</p></div>", Path("a")
    )
    assert (draft.body, draft.byline) == ("<p>Đã.</p>", "Ín")
