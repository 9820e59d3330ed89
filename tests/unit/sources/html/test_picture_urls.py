"""Which picture an image of a saved page stands for."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.picture_files import PictureFiles
from bantin_reader.sources.html.pictures import Pictures

REMOTE = "https://vanson.example/upload/lon.jpg"
BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that is imported: tin/bai.html with its files, pictures around it, and a secret outside."""
    root = tmp_path / "goc"
    for name in ("tin/bai_files/anh.jpg", "tin/beside.jpg", "chung/logo.png", "goc.png", "tin/khác/Ảnh đẹp 1.jpg"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x" * 40)
    (tmp_path / "bi-mat.png").touch()
    return root


def picture(root: Path, **named: str) -> PictureSource | None:
    tree = LexborHTMLParser("<img>")
    image = tree.css_first("img")
    assert image is not None
    for name, value in named.items():
        image.attrs[name.replace("_", "-")] = value
    return Pictures(PictureFiles("", root / "tin" / "bai.html", root, {}), tree).of_image(Element(image))


def file_of(root: Path, **named: str) -> str | None:
    """The file of a picture, as seen from the root of the import."""
    found = picture(root, **named)
    return found.file.relative_to(root.resolve()).as_posix() if found and found.file else None


@pytest.mark.parametrize(
    ("src", "file"),
    [
        ("beside.jpg", "tin/beside.jpg"),
        (" ./beside.jpg\n", "tin/beside.jpg"),
        ("beside.jpg?w=600&h=400#x", "tin/beside.jpg"),
        ("bai_files/anh.jpg", "tin/bai_files/anh.jpg"),
        ("./bai_files\\anh.jpg", "tin/bai_files/anh.jpg"),
        ("kh%C3%A1c/%E1%BA%A2nh%20%C4%91%E1%BA%B9p%201.jpg", "tin/khác/Ảnh đẹp 1.jpg"),
        ("khác/Ảnh đẹp 1.jpg", "tin/khác/Ảnh đẹp 1.jpg"),
        ("/chung/logo.png", "chung/logo.png"),
        ("\\chung\\logo.png", "chung/logo.png"),
        ("../goc.png", "goc.png"),
        ("../chung/../goc.png", "goc.png"),
        ("https://vanson.example/upload/2024/anh.jpg?w=600", "tin/bai_files/anh.jpg"),
        ("//vanson.example/anh.jpg", "tin/bai_files/anh.jpg"),
        ("http://[/anh.jpg", None),
        ("/upload/anh.jpg", "tin/bai_files/anh.jpg"),
        ("file:///C:/Users/sinh/bai_files/anh.jpg", "tin/bai_files/anh.jpg"),
        ("https://vanson.example/beside.jpg", None),
        ("khong-co.jpg", None),
        ("bai_files", None),
        ("a\0.jpg", None),
        ("%00.jpg", None),
        ("a" * 5000 + ".jpg", None),
    ],
)
def test_a_picture_is_found_beside_the_page_under_the_root_or_in_the_page_s_folder(
    root: Path, src: str, file: str | None
) -> None:
    assert file_of(root, src=src) == file


@pytest.mark.parametrize("src", ["../../bi-mat.png", "/../bi-mat.png", "..%2F..%2Fbi-mat.png", "..\\..\\bi-mat.png"])
def test_a_picture_outside_of_the_root_is_not_taken(root: Path, src: str) -> None:
    assert (root / "tin" / "../../bi-mat.png").is_file()
    assert file_of(root, src=src) is None
    assert file_of(root, src=str(root.parent / "bi-mat.png")) is None


def test_a_symlink_that_leads_out_of_the_root_is_not_followed(root: Path) -> None:
    (root / "tin" / "ngoai.png").symlink_to(root.parent / "bi-mat.png")
    (root / "tin" / "ra").symlink_to(root.parent)
    (root / "tin" / "trong.png").symlink_to(root / "goc.png")
    assert file_of(root, src="ngoai.png") is None
    assert file_of(root, src="ra/bi-mat.png") is None
    assert file_of(root, src="trong.png") == "goc.png"


def test_a_symlink_that_leads_to_itself_has_no_picture(root: Path) -> None:
    (root / "tin" / "vong.png").symlink_to("vong.png")
    assert file_of(root, src="vong.png") is None


def test_a_name_that_the_disk_has_in_another_normal_form_is_found(root: Path) -> None:
    """Text is read in NFC; a folder that comes from macOS may have names in NFD (Unicode Annex 15)."""
    (root / "tin" / "A\u0309nh.jpg").touch()
    assert file_of(root, src="\u1ea2nh.jpg") == "tin/A\u0309nh.jpg"


@pytest.mark.parametrize(
    ("src", "shown", "content"),
    [
        ("data:image/png;base64," + b64encode(b"\x89PNG?>").decode(), "data:image/png", b"\x89PNG?>"),
        ("DATA:image/PNG;charset=x;BASE64, UE5H\nUE5H ", "data:image/png", b"PNGPNG"),
        ("data:image/png;base64,UE5HUA%3D%3D", "data:image/png", b"PNGP"),
        ("data:image/svg+xml,%3Csvg%3E%C3%A1", "data:image/svg+xml", "<svg>á".encode()),
        ("data:,a%20b", "data:", b"a b"),
        ("data:image/png;base64,%%%", "data:image/png", b""),
        ("data:image/png;base64,á", "data:image/png", b""),
        ("data:image/png;base64", "data:image/png", b""),
        ("data:<b>x</b>,a", "data:", b"a"),
        ("data:", "data:", b""),
    ],
)
def test_the_content_of_a_data_address_is_the_picture(root: Path, src: str, shown: str, content: bytes) -> None:
    assert PictureFiles("", root / "bai.html", root, {}).find(src).source == PictureSource(shown=shown, content=content)


@pytest.mark.parametrize(
    ("named", "file"),
    [
        ({"src": "beside.jpg", "data_src": "../goc.png"}, "goc.png"),
        ({"src": "beside.jpg", "data_original": "../goc.png"}, "goc.png"),
        ({"data_original": "beside.jpg", "data_src": "../goc.png"}, "goc.png"),
        ({"src": "beside.jpg", "data_src": REMOTE}, "tin/beside.jpg"),
        ({"src": "beside.jpg", "data_src": REMOTE.replace("lon", "anh")}, "tin/beside.jpg"),
        ({"src": "khong-co.jpg", "data_src": REMOTE.replace("lon", "anh")}, "tin/bai_files/anh.jpg"),
        ({"src": "beside.jpg", "data_src": "khong-co.jpg"}, "tin/beside.jpg"),
        ({"src": "beside.jpg", "data_src": " "}, "tin/beside.jpg"),
        ({"src": "beside.jpg", "data_src": "data:image/png;base64,%%%"}, "tin/beside.jpg"),
        ({"src": BLANK, "data_src": "../goc.png"}, "goc.png"),
    ],
)
def test_the_address_that_a_script_would_load_comes_before_the_one_in_src(
    root: Path, named: dict[str, str], file: str
) -> None:
    assert file_of(root, **named) == file


def test_when_no_file_is_found_the_first_address_is_named(root: Path) -> None:
    assert picture(root, src="blank.gif", data_src=REMOTE) == PictureSource(shown="lon.jpg")


def test_a_placeholder_is_not_taken_for_the_picture(root: Path) -> None:
    """Lazy loading puts a transparent pixel into src until its script runs."""
    assert picture(root, src=BLANK, data_src=REMOTE) == PictureSource(shown="lon.jpg")


@pytest.mark.parametrize("named", [{}, {"src": ""}, {"src": " ", "data_src": "\n"}, {"alt": "Rừng", "srcset": ", ,"}])
def test_an_image_without_an_address_has_no_picture(root: Path, named: dict[str, str]) -> None:
    assert picture(root, **named) is None


@pytest.mark.parametrize(
    ("src", "shown"),
    [
        ("https://vanson.example/upload/%E1%BA%A2nh.jpg?w=6#a", "Ảnh.jpg"),
        ("upload\\xa.jpg", "xa.jpg"),
        ("anh%0Ax%00.jpg", "anh?x?.jpg"),
        ("a" * 300, "a" * 100),
        ("https://vanson.example/", "https://vanson.example/"),
        ("?id=5", "?id=5"),
    ],
)
def test_a_missing_picture_has_a_short_name(root: Path, src: str, shown: str) -> None:
    assert picture(root, src=src) == PictureSource(shown=shown)


@pytest.mark.parametrize("name", ["cau.png?w=600", "cau.png%3Fw=600", "cau.png", "c\u1ea7u%20treo.png?w=1"])
@pytest.mark.parametrize("source", ["chung/{}", "chung/{}#x"])
def test_a_file_is_found_under_the_name_that_a_copy_of_the_site_gave_it(root: Path, name: str, source: str) -> None:
    (root / "tin" / "chung").mkdir()
    (root / "tin" / "chung" / name).touch()
    address = source.format(name.replace("%3F", "?") if "%3F" in name else name)
    assert file_of(root, src=address) == f"tin/chung/{name}"
