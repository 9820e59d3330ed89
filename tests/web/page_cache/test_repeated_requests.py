"""Who asks in the words of one before is answered before the checks that the first one passed; nobody else is."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.web.page_cache.site import Site


class Guarded(Site):
    """A site behind one check, which counts who comes to it."""

    def __init__(self) -> None:
        super().__init__()
        self.checked = 0
        self.door = self.keeping.door(self._check)

    def _check(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.checked += 1
        environ["QUERY_STRING"] = environ["QUERY_STRING"].replace("junk=1", "")
        return self.keeping(environ, start)

    def ask(self, path: str = "/", method: str = "GET", scheme: str = "http", **headers: str) -> tuple[str, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        environ = EnvironBuilder(path, method=method, headers=named, base_url=f"{scheme}://localhost").get_environ()
        body, status, _ = run_wsgi_app(self.door, environ, buffered=True)
        return status, b"".join(body)


@pytest.fixture
def site() -> Guarded:
    """One whose page was asked for twice: it is made for the first, and known since the second."""
    site = Guarded()
    assert site.ask() == site.ask() == ("200 OK", b"page 1")
    assert site.checked == 2
    return site


def test_the_same_words_pass_the_checks_by(site: Guarded) -> None:
    assert site.ask() == ("200 OK", b"page 1")
    assert site.ask(If_None_Match='W/"1"')[0] == "304 NOT MODIFIED"
    assert site.checked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"Host": "khac.example.vn"},
        {"scheme": "https"},
        {"path": "/privacy"},
        {"path": "/?page=2"},
        {"method": "HEAD"},
        {"Cookie": "bantin_prefs=text=125"},
        {"Cookie": "khac=1"},
        {"Accept_Language": "en"},
        {"Accept_Encoding": "br"},
        {"If_None_Match": "x" * 2000},
    ],
)
def test_a_word_more_or_another_one_is_checked(site: Guarded, other: dict[str, str]) -> None:
    site.ask(**other)
    assert site.checked == 3


def test_a_post_is_always_checked(site: Guarded) -> None:
    for number in (3, 4, 5):
        site.ask("/post", "POST")
        assert site.checked == number


def test_an_outdated_page_is_made_anew_and_while_the_store_is_away_it_is_served(site: Guarded) -> None:
    site.revision = 2
    site.now += 1
    assert site.ask() == ("200 OK", b"page 2")
    site.ask()
    site.is_away = True
    site.now += 500
    checked = site.checked
    assert site.ask() == ("200 OK", b"page 2")
    assert site.checked == checked


@pytest.mark.parametrize("words", [{"path": "/?junk=1"}, {"Accept_Encoding": "br" + " " * 2000}])
def test_words_that_nobody_repeats_are_not_learnt(site: Guarded, words: dict[str, str]) -> None:
    for number in (3, 4, 5):
        site.ask(**words)
        assert site.checked == number


def test_no_more_words_are_kept_than_there_is_room_for(site: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bantin_reader.web.page_cache.middleware.MOST_KNOWN", 2)
    for path in ("/a", "/b", "/c"):
        for _ in range(3):
            assert site.ask(path)[0] == "200 OK"
    checked = site.checked
    site.ask("/c")
    assert site.checked == checked
    site.ask("/a")
    assert site.checked == checked + 1, "it is forgotten, not wrong"
