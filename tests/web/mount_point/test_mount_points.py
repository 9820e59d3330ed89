"""Which mount points there are: two for one application, any letters, none that begins like a route."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.factory import create_app
from tests.checking import parse
from tests.web.mount_point.site import HOST, MOUNT, SITE, Host, neighbour, urls_in


def test_the_plain_error_page_links_to_the_front_page(landed: tuple[Settings, str], monkeypatch: Any) -> None:
    def fail(*_: Any) -> Any:
        raise RuntimeError

    app = create_app(landed[0])
    monkeypatch.setattr(Flask, "full_dispatch_request", fail)
    monkeypatch.setattr(Flask, "handle_exception", fail)
    answer = Client(app).get(f"{MOUNT}/privacy?lang=en", base_url=f"https://{HOST}")
    assert answer.status_code == 500
    assert f'href="{SITE}/"' in answer.text


def test_one_application_below_two_paths_mixes_no_pages(landed: tuple[Settings, str]) -> None:
    app = create_app(landed[0].model_copy(update={"public_url": None}))
    both = Host(DispatcherMiddleware(neighbour, {"/mot": app, "/hai": app}), landed[1])
    for mount in ("/mot", "/hai", "/mot"):
        assert f'<a class="br-masthead__name" lang="vi" href="{mount}/"' in both.get(f"{mount}/privacy").text
    assert both.get("/privacy").text == "the neighbour's 404"


def test_a_mount_point_of_any_letters_reads_the_same_everywhere(landed: tuple[Settings, str]) -> None:
    app = create_app(landed[0].model_copy(update={"public_url": None}))
    encoded = "/b%C3%A1o%20%28m%E1%BB%9Bi%29"
    host = Host(DispatcherMiddleware(neighbour, {"/báo (mới)".encode().decode("latin-1"): app}), landed[1])
    page = host.get(f"{encoded}/articles/{landed[1]}")
    assert page.status_code == 200
    assert all(url.startswith(f"{encoded}/") for url in urls_in(parse(page.text)) if url != encoded)
    answer = host.post(f"{encoded}/preferences", data={"text": "125", "next": f"{encoded}/privacy"})
    assert answer.headers["Location"] == f"{encoded}/privacy#toolbar"
    assert f"; Path={encoded}" in answer.headers["Set-Cookie"]
    assert host.get(f"{encoded}/embed/v1.js").headers["Content-Location"].startswith(f"{encoded}/static/")


def test_no_response_makes_a_promise_for_the_whole_host(host: Host) -> None:
    for path in ("/", "/none", "/static/none.css", "/embed/latest", "/healthz"):
        assert "Strict-Transport-Security" not in host.get(f"{MOUNT}{path}").headers, path


@pytest.mark.parametrize("path", ["/articles", "/embed/tin", "/static", "/preferences", "/metrics"])
def test_a_public_path_that_begins_like_a_route_stops_the_start(settings: Settings, path: str) -> None:
    with pytest.raises(SettingsError, match=r"BANTIN_PUBLIC_URL: .* begin with /"):
        create_app(settings.model_copy(update={"public_url": f"https://{HOST}{path}"}))
