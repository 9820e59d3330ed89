"""A row added to the table of preferences works everywhere, without another line of Python."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.model.preferences import TABLE

# Run in a process of its own: most modules read the table when they are imported.
SITE = """
import json, sys
from pathlib import Path
from types import MappingProxyType
from bantin_reader.model import preferences
border = preferences.Preference("border", ("off", "one", "three"))
preferences.TABLE = MappingProxyType({**preferences.TABLE, "border": border})

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
app = create_app(Settings(data=Path(sys.argv[1])))
client, other = app.test_client(), app.test_client(use_cookies=False)
press = client.post("/preferences", data={"border": "three"}, headers={"HX-Request": "true"})
page = client.get("/privacy")
settings = client.get("/preferences")
print(json.dumps({
    "status": press.status_code,
    "cookie": press.headers["Set-Cookie"],
    "page": page.text,
    "settings": settings.text,
    "again": client.get("/privacy").headers["ETag"] == page.headers["ETag"],
    "other": other.get("/privacy", headers={"Cookie": "bantin_prefs=border=one"}).text,
    "embed": client.get("/embed/latest?border=one").text,
    "embed_press": client.get("/embed/latest?set-border=three&pressed=border-three").headers["Set-Cookie"],
    "offer": other.get("/preferences?code=0000-0000-002P").text,
    "refused": client.post("/preferences", data={"border": "four"}).status_code,
    "misses": client.get("/metrics").text.split("bantin_page_cache_misses_total ")[-1].split()[0],
}))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data = tmp_path_factory.mktemp("border")
    command = [sys.executable, "-c", SITE, str(data / "var")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_a_press_sets_it_in_the_cookie_and_refuses_values_off_the_table(site: dict[str, Any]) -> None:
    assert site["status"] == 200
    assert site["cookie"].startswith("bantin_prefs=border=three;")
    assert site["refused"] == 422


def test_a_page_has_it_on_its_root_element_and_in_the_head_script(site: dict[str, Any]) -> None:
    assert ' data-border="three"' in site["page"].partition(">")[2].partition(">")[0]
    assert '"border":["off","one","three"]' in site["page"]
    shown = [row.name for row in TABLE.values() if not row.changes_markup]
    assert f'data-shown="{" ".join([*shown, "border"])}"' in site["page"]


def test_the_settings_page_offers_it_and_the_privacy_page_names_it(site: dict[str, Any]) -> None:
    assert '<legend class="br-choices__name">border</legend>' in site["settings"]
    for option in ("off", "one", "three"):
        assert f'name="border" value="{option}"' in site["settings"]
    assert 'id="choice-border-three" checked' in site["settings"]
    assert '<input type="hidden" name="border" value="off">' in site["settings"], "reset all"
    assert "<dt>border</dt>" in site["page"]


def test_the_page_cache_keeps_a_page_for_each_value(site: dict[str, Any]) -> None:
    assert site["again"]
    assert ' data-border="one"' in site["other"]
    assert int(site["misses"]) == 4, "two pages, two embeds"


def test_an_embed_takes_it_from_the_embedder_and_from_a_press(site: dict[str, Any]) -> None:
    assert ' data-border="one"' in site["embed"]
    assert site["embed_press"].startswith("__Host-bantin_widget=border=three;")


def test_it_has_its_place_in_the_code_for_another_device(site: dict[str, Any]) -> None:
    assert 'id="device-code" translate="no">0000-0000-002P<' in site["settings"]
    assert "<li>border: từ “Không dùng thước” thành “Quanh ba dòng”</li>" in site["offer"]
