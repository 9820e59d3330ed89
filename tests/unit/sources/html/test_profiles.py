"""Profiles: loading them, what stops the import, and choosing one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bantin_reader.cli.main import main
from bantin_reader.config.settings import Settings
from bantin_reader.sources.html import profile as profile_module
from bantin_reader.sources.html.profile import load_profiles
from tests.unit.services.importing import run

SHIPPED = sorted(path.stem for path in profile_module.SHIPPED.glob("*.toml"))
GOOD = "[fields]\ntitle = 'h1'\nbody = '#bai'\n"
PAGE = "<h1>Khuổi Mây</h1>{}<div id=bai><p>Đường đã thông.</p></div>"


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


def stopped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What the command says that ends with status 2."""
    monkeypatch.setattr(sys, "argv", ["bantin-reader", "import", *map(str, arguments)])
    with pytest.raises(SystemExit) as ending:
        main()
    captured = capsys.readouterr()
    assert (ending.value.code, captured.out) == (2, "")
    return captured.err


def test_the_operator_s_profiles_precede_the_shipped_ones_in_the_order_of_their_names(folder: Path) -> None:
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
def test_without_profiles_of_the_operator_the_shipped_ones_are_loaded(place: Path | None) -> None:
    assert [profile.name for profile in load_profiles(place)] == SHIPPED


def test_a_profile_with_a_byte_order_mark_and_windows_line_ends_is_read(folder: Path) -> None:
    (folder / "a.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_profiles(folder)[0].name == "a"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a", "[fields\n", "line 1"),
        ("a", GOOD.replace("'#bai'", "'#bai['"), "fields.body: '#bai[' is not a CSS selector"),
        ("a", GOOD.replace("'#bai'", "['#bai', '>>']"), "fields.body: '>>' is not a CSS selector"),
        ("a", "strip = 'a['\n" + GOOD, "strip: 'a[' is not a CSS selector"),
        ("a", "detect = ['p', '::']\n" + GOOD, "detect: '::' is not a CSS selector"),
        ("a", GOOD + "tags = { child = 1, of = 'a[' }", "fields.tags.of: 'a[' is not a CSS selector"),
        ("a", GOOD + "tags = { child = 0, of = 'a' }", "fields.tags.child: "),
        ("a", GOOD + "tags = { chidl = 1, of = 'a' }", "fields.tags.chi"),
        ("a", GOOD + "tags = []", "fields.tags: "),
        ("a", GOOD + "tags = 1", "fields.tags: "),
        ("a", GOOD + "titel = 'h1'", "fields.titel: "),
        ("a", "ignore_metadata = ['sapo', 'body']\n" + GOOD, "ignore_metadata: "),
        ("a", "detekt = 'p'\n" + GOOD, "detekt: "),
        ("a", "name = 'b'\n" + GOOD, "name"),
        ("a", "[fields]\nbody = 'p'", "fields: title is missing"),
        ("a", "[fields]\ntitle = 'p'", "fields: body is missing"),
        ("a", "", "fields: "),
        ("a", "date_format = 'DD/MM/YYYY'\n" + GOOD, "date_format: 'DD/MM/YYYY' needs day, month and year"),
        ("a", "date_format = 'dd/MM/yyyy HH:MM'\n" + GOOD, "date_format: 'dd/MM/yyyy HH:MM' names a field twice"),
        ("Pho Nui", GOOD, "the name of a profile consists of small letters a-z, digits and hyphens"),
        ("phố-núi", GOOD, "the name of a profile consists of small letters a-z, digits and hyphens"),
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


def test_an_unknown_profile_is_refused_with_the_names_of_the_known_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: Path
) -> None:
    said = stopped(monkeypatch, capsys, "--profile", "zing", page)
    assert said == f"bantin-reader: no profile is named 'zing'; there are {', '.join(SHIPPED)}\n"


def test_a_forced_profile_reads_a_page_that_it_does_not_fit(folder: Path, page: Path) -> None:
    (folder / "a.toml").write_text("detect = '.khong'\n" + GOOD.replace("'h1'", "'.tua'"))
    assert "a finds no mark, " in run(page).stderr
    assert run("--profile", "a", page).stdout == "created /articles/ten-khac Tên khác\n"


@pytest.mark.parametrize("mark", ["", "detect = '#bai'\n", "detect = ['.khong', 'h1']\n"])
def test_a_profile_fits_a_page_that_one_of_its_detect_selectors_matches(folder: Path, page: Path, mark: str) -> None:
    (folder / "a.toml").write_text(mark + GOOD)
    assert run(page).stdout == "created /articles/khuoi-may Khuổi Mây\n"


def test_stripped_elements_are_removed_before_the_fields_are_read(folder: Path, page: Path) -> None:
    (folder / "a.toml").write_text("strip = ['.qc', '#x']\n[fields]\ntitle = '.tua'\nbody = '#bai'\n")
    page.write_text("<p id=x class=tua>A</p><p class=tua>B<i class=qc>!<b class=qc>!</b></i></p><div id=bai>Đã.</div>")
    assert run(page).stdout == "created /articles/b B\n"
