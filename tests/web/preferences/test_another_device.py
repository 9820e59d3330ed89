"""`/preferences` gives its settings to another device by a code, and asks before it takes those of a code."""

from __future__ import annotations

import html
import re

import pytest
import segno

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.preferences import COOKIE
from tests.checking import CheckingClient

pytestmark = pytest.mark.one_site


def test_the_page_has_the_code_the_link_and_the_picture_of_its_cookie(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=150&theme=dark")
    page = client.get("/preferences").text
    assert '<strong class="br-device__code" id="device-code" translate="no">43A</strong>' in page
    assert 'value="http://localhost/preferences?code=43A"' in page
    assert 'src="/preferences/qr.svg?code=43A"' in page
    assert '<p id="device-none" hidden>' in page


def test_the_code_is_the_same_in_either_language(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=150&theme=dark")
    for lang in ("vi", "en"):
        assert 'id="device-code" translate="no">43A<' in client.get(f"/preferences?lang={lang}").text


def test_at_the_defaults_there_is_nothing_to_take_along(client: CheckingClient) -> None:
    page = client.get("/preferences").text
    assert '<p id="device-none">' in page
    assert 'id="device-some" hidden>' in page


def test_a_code_shows_what_would_change_and_changes_nothing(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=125&face=serif")
    answer = client.get("/preferences?code=43a")
    assert "Set-Cookie" not in answer.headers
    assert ' data-text="125"' in answer.text
    changes = [html.unescape(one) for one in re.findall(r"<li>(.+: từ .+)</li>", answer.text)]
    assert changes == [
        "Cỡ chữ: từ “125%” thành “150%”",
        "Giao diện: từ “Tự động” thành “Tối”",
        "Kiểu chữ: từ “Literata (có chân)” thành “Theo thiết bị”",
    ]
    assert re.search(r'<a [^>]*id="device-keep" href="/preferences">Giữ nguyên</a>', answer.text)


def test_the_form_sets_them_all(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=125&face=serif")
    page = client.get("/preferences?code=43A").text
    form = page[: page.index('id="device-use"')].rpartition("<form")[2]
    fields = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form))
    answer = client.post("/preferences", data=fields)
    assert answer.headers["Set-Cookie"].startswith(f"{COOKIE}=text=150&theme=dark&plain=1;")
    assert answer.location == "/preferences?saved=1#saved"


def test_a_code_of_the_settings_in_force_says_so(client: CheckingClient) -> None:
    client.set_cookie(COOKIE, "text=150&theme=dark")
    page = client.get("/preferences?code=43A").text
    assert "đang dùng đúng các cài đặt đó" in page
    assert 'id="device-use"' not in page


@pytest.mark.parametrize("code", ["", "43B", "<b>", "text=150", "\0", "9" * 999])
def test_a_wrong_code_is_named_above_the_settings_and_loses_nothing(client: CheckingClient, code: str) -> None:
    client.set_cookie(COOKIE, "text=125")
    answer = client.get("/preferences", query_string={"code": code})
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)
    assert "Mã này không đúng nên chưa có gì thay đổi." in answer.text
    assert 'aria-invalid="true" aria-describedby="device-wrong"' in answer.text
    assert 'value="125" id="choice-text-125" checked' in answer.text


def test_the_picture_is_the_link_at_the_public_address(settings: Settings) -> None:
    own = Settings(data=settings.data, public_url="https://bantin.example.vn/doc-bao", hosts="localhost")
    answer = create_app(own).test_client().get("/doc-bao/preferences/qr.svg?code=43-a")
    assert answer.content_type == "image/svg+xml"
    link = "https://bantin.example.vn/doc-bao/preferences?code=43A"
    drawn = segno.make_qr(link, error="m")
    side = drawn.symbol_size(border=4)[0]
    assert f'viewBox="0 0 {side} {side}"' in answer.text
    path = re.findall(r'd="([^"]+)"', drawn.svg_inline(border=4, omitsize=True))[-1]
    assert f'd="{path}"' in answer.text


@pytest.mark.parametrize("code", ["", "43B", "00"])
def test_there_is_no_picture_of_a_wrong_code(client: CheckingClient, code: str) -> None:
    assert client.get("/preferences/qr.svg", query_string={"code": code}).status_code == 404
