"""The portal's own bulletin, as it was handed over: every part read, every part on the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.sources.file_reader import FileLoader
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land

SEED = Path(__file__).parents[4] / "shared" / "seed" / "000_f1cafe46c58462ef.txt"
CAPTION = (
    "Phó Chủ tịch UBND tỉnh Phạm Duy Hưng - Trưởng Ban Chỉ đạo thực hiện công tác trẻ em trên địa bàn tỉnh "
    "phát biểu tại cuộc họp"
)
TITLE = "Quan tâm thực hiện tốt hơn nữa công tác bảo vệ, chăm sóc, giáo dục trẻ em trong năm 2024"
STARTS = [
    "Theo báo cáo đánh giá, năm 2023,",
    "Công tác chăm sóc, giáo dục và bảo vệ trẻ em được chú trọng.",
    "Song song với các hoạt động chăm sóc sức khỏe cho trẻ em,",
    "Tại cuộc họp, các đại biểu đã thảo luận",
    "Phát biểu chỉ đạo tại cuộc họp,",
    "Phó Chủ tịch UBND tỉnh lưu ý các cấp, ngành",
]


@pytest.fixture
def seed() -> Path:
    if not SEED.is_file():
        pytest.skip("the seed folder is absent")
    return SEED


@pytest.fixture
def draft(seed: Path) -> Draft:
    return FileLoader().read(seed)


def test_its_head_is_date_title_and_sapo(draft: Draft) -> None:
    assert draft.date == date(2024, 1, 24)
    assert draft.title == TITLE
    assert draft.sapo.startswith("Sáng 24/1, Ban Chỉ đạo thực hiện công tác trẻ em trên địa bàn tỉnh Bắc Kạn")
    assert draft.sapo.endswith("Phó Chủ tịch UBND tỉnh Phạm Duy Hưng - Trưởng Ban Chỉ đạo chủ trì cuộc họp.")


def test_its_figure_is_a_caption_of_one_sentence_without_a_picture(draft: Draft) -> None:
    assert draft.figure
    assert draft.figure.caption == CAPTION
    assert draft.figure.picture is None
    assert draft.picture is None


def test_its_six_paragraphs_stand_in_order_up_to_the_end_mark(draft: Draft) -> None:
    paragraphs = [line.removeprefix("<p>").removesuffix("</p>") for line in draft.body.split("\n")]
    assert [text[: len(start)] for text, start in zip(paragraphs, STARTS, strict=True)] == STARTS
    assert paragraphs[-1].endswith("tỉnh Bắc Kạn lần thứ Nhất năm 2024./.")
    assert "“Gói mì hạnh phúc”, “Quỹ xe đạp chở ước mơ”…" in paragraphs[2]


def test_its_author_is_the_byline(draft: Draft) -> None:
    assert draft.byline == "Thu Trang"
    assert "Thu Trang" not in draft.body


def test_its_page_holds_every_part(seed: Path, settings: Settings, client: CheckingClient) -> None:
    [slug] = land(settings, seed)
    assert slug == "quan-tam-thuc-hien-tot-hon-nua-cong-tac-bao-ve-cham-soc-giao-duc-tre-em-trong-nam-2024"
    response = client.get(f"/articles/{slug}")
    assert response.status_code == 200
    page = parse(response.get_data(as_text=True))
    assert page.get("data-text") == "100"
    main = page.find(".//main")
    assert main is not None
    [heading] = main.iter("h1")
    assert text_of(heading) == TITLE
    [time] = main.iter("time")
    assert (time.get("datetime") or "").startswith("2024-01-24")
    assert text_of(time) == "24/01/2024"
    [sapo] = main.findall(".//p[@class='sapo']")
    assert text_of(sapo).startswith("Sáng 24/1")
    [body] = main.findall(".//div[@class='br-article']")
    assert [text_of(p)[:20] for p in body.findall("p")] == [start[:20] for start in STARTS]
    [caption] = body.findall("figure/figcaption")
    assert text_of(caption) == CAPTION
    assert not list(main.iter("img"))
    [byline] = main.findall(".//p[@class='byline']")
    assert text_of(byline) == "Thu Trang"


def test_the_page_keeps_the_order_of_the_portal(seed: Path, settings: Settings, client: CheckingClient) -> None:
    [slug] = land(settings, seed)
    main = parse(client.get(f"/articles/{slug}").get_data(as_text=True)).find(".//main")
    assert main is not None
    text = text_of(main)
    parts = ["Sáng 24/1", CAPTION, *STARTS, "Thu Trang"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
