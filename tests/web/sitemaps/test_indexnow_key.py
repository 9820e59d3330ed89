"""The file that shows search engines who speaks for the site."""

from __future__ import annotations

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import CheckingClient

KEY = "0123456789abcdef"


def test_the_key_is_served_at_its_name(settings: Settings) -> None:
    client = create_app(Settings(data=settings.data, indexnow_key=KEY)).test_client()
    response = client.get(f"/{KEY}.txt")
    assert (response.status_code, response.mimetype, response.text) == (200, "text/plain", KEY)
    assert client.get("/0123456789abcde.txt").status_code == 404


def test_without_a_key_there_is_no_such_file(client: CheckingClient) -> None:
    assert client.get(f"/{KEY}.txt").status_code == 404
