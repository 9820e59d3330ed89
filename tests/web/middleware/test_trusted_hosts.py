"""The host names that the site answers to, and that a forged one reaches nothing."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import check
from tests.conftest import PORTAL_TEXT, land

pytestmark = pytest.mark.slow  # an application for each host

OURS = "bantin.example.vn"
EVIL = "evil.example"


class Asker:
    """Sends an application requests with any Host, as a server does."""

    def __init__(self, settings: Settings, **values: Any) -> None:
        self.app = create_app(Settings(data=settings.data, **values))

    def ask(self, host: str | None, path: str = "/privacy", **environ: str) -> tuple[int, dict[str, str], str]:
        whole = {**create_environ(path), **environ}
        whole.pop("HTTP_HOST")
        if host is not None:
            whole["HTTP_HOST"] = host
        body, status, headers = run_wsgi_app(self.app, whole, buffered=True)
        return int(status[:3]), dict(headers), b"".join(body).decode()

    def status(self, host: str | None, **environ: str) -> int:
        return self.ask(host, **environ)[0]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    settings = Settings(data=tmp_path_factory.mktemp("public"))
    return Asker(settings, public_url=f"https://{OURS}", hosts="www.example.vn localhost:8000 [::1]")


@pytest.mark.parametrize(
    "host",
    [
        OURS,
        OURS.upper(),
        f"{OURS}.",
        f"{OURS}:443",
        f"{OURS}:80",
        "www.example.vn",
        "localhost:8000",
        "[::1]",
        "[::1]:80",
    ],
)
def test_the_public_host_and_the_listed_hosts_are_answered(public: Asker, host: str) -> None:
    assert public.status(host) == 200


@pytest.mark.parametrize(
    "host",
    [EVIL, f"{OURS}.{EVIL}", f"x.{OURS}", f"{OURS}:8000", "localhost", "localhost:8001", "[::1]:8000", "127.0.0.1"],
)
def test_another_host_is_misdirected_and_linked_to_the_site(public: Asker, host: str) -> None:
    status, headers, page = public.ask(host)
    assert status == 421
    assert host not in page.replace(f"https://{OURS}/", "")
    assert f'href="https://{OURS}/"' in page
    assert headers["Cache-Control"] == "no-store"
    check(page)


BROKEN = [None, "", " ", "a b", f"{OURS}\t", f"{OURS}\r\nX: y", f"u@{OURS}", f"{OURS},{OURS}", f"{OURS}, {EVIL}"]
BROKEN += [f"{OURS}:0", f"{OURS}:65536", f"{OURS}:x", f"{OURS}:443:443", f"{OURS}/", f"{OURS}\\@{EVIL}", "a" * 256]
BROKEN += ["<script>alert(1)</script>", "{{7*7}}", "a" * 1_000_000, "a." * 500_000, "\xff", "[::1", "::1"]


@pytest.fixture(scope="module", params=[{}, {"public_url": f"https://{OURS}"}])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    """A site without settings, and one with its public URL."""
    return Asker(Settings(data=tmp_path_factory.mktemp("either")), **request.param)


@pytest.mark.parametrize("host", BROKEN)
def test_a_malformed_host_is_refused_and_not_repeated(either: Asker, host: str | None) -> None:
    status, headers, page = either.ask(host)
    assert status == 400
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert page == either.ask("?")[2]
    check(page)


def test_without_settings_every_valid_host_is_answered(settings: Settings) -> None:
    first = Asker(settings)
    for host in ("localhost:8000", "127.0.0.1", "[::1]:8000", "192.0.2.7:1", "may-tinh.local", EVIL):
        assert first.status(host) == 200


def test_with_listed_hosts_alone_no_other_is_answered(settings: Settings) -> None:
    listed = Asker(settings, hosts=OURS)
    assert listed.status(OURS) == 200
    assert listed.status("localhost") == 421


@pytest.mark.parametrize(
    ("public_url", "host"),
    [
        ("https://bantin.example.vn:443", OURS),
        ("http://bantin.example.vn:8000/tin", f"{OURS}:8000"),
        ("https://bảntin.vn", "xn--bntin-v11b.vn"),
        ("http://[2001:DB8::1]:8000", "[2001:db8::1]:8000"),
    ],
)
def test_the_public_host_matches_every_spelling_that_browsers_send(
    settings: Settings, public_url: str, host: str
) -> None:
    asker = Asker(settings, public_url=public_url)
    assert asker.status(host) == 200
    assert asker.status(EVIL) == 421


@pytest.mark.parametrize("path", ["/", "/embed/latest", "/oembed", "/static/none.css", "/preferences", "/nothing"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "PUT"])
def test_an_unknown_host_is_refused_for_every_path_and_method(public: Asker, path: str, method: str) -> None:
    status, headers, page = public.ask(EVIL, path, REQUEST_METHOD=method)
    assert status == 421
    assert (page == "") == (method == "HEAD")
    assert "Set-Cookie" not in headers


def test_a_forged_host_never_gets_a_cached_page(settings: Settings) -> None:
    slug = land(settings, PORTAL_TEXT)[0]
    asker = Asker(settings, public_url=f"https://{OURS}")
    pages = [asker.ask(host, f"/articles/{slug}") for host in (OURS, EVIL, OURS, f"{OURS}.", OURS.upper(), OURS)]
    assert [status for status, _, _ in pages] == [200, 421, 200, 200, 200, 200]
    assert len({page for status, _, page in pages if status == 200}) == 1
    assert not any(EVIL in page for _, _, page in pages)


def test_where_every_host_is_answered_each_has_its_own_cached_pages(settings: Settings) -> None:
    slug = land(settings, PORTAL_TEXT)[0]
    first = Asker(settings)
    for host in (EVIL, "localhost", EVIL.upper(), "LOCALHOST", EVIL):
        _, _, page = first.ask(host, f"/articles/{slug}")
        other = "localhost" if host.lower() == EVIL else EVIL
        assert f'rel="canonical" href="http://{host.lower()}/articles/{slug}"' in page
        assert other not in page


def test_no_other_header_names_the_site(settings: Settings) -> None:
    slug = land(settings, PORTAL_TEXT)[0]
    first = Asker(settings)
    plain = first.ask("localhost", f"/articles/{slug}", HTTP_IF_NONE_MATCH="x")
    for name in ("X_FORWARDED_HOST", "X_HOST", "X_ORIGINAL_HOST", "X_FORWARDED_SERVER", "FORWARDED", "X_REWRITE_URL"):
        forged = first.ask("localhost", f"/articles/{slug}", **{f"HTTP_{name}": f"host={EVIL}"})
        assert forged[2] == plain[2]
