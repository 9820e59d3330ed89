"""Generated requests with arbitrary data in every part at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.asking import Request, ask, encoded
from tests.fuzz.conftest import Site, examples
from tests.fuzz.promises import keep
from tests.fuzz.routes import HEADERS, METHODS, ROUTES, Route
from tests.fuzz.strings import any_bytes

FORM = b"application/x-www-form-urlencoded"


def values(good: list[str]) -> st.SearchStrategy[bytes]:
    """Valid values, valid values with something before or after, and arbitrary ones."""
    known = st.sampled_from(good).map(str.encode)
    around = st.tuples(any_bytes, known, any_bytes).map(b"".join)
    return st.one_of(known, around, any_bytes)


def pairs(route: Route) -> st.SearchStrategy[list[tuple[str, bytes]]]:
    known = [st.tuples(st.just(name), values(list(good))) for name, good in {**route.query, **route.form}.items()]
    unknown = st.tuples(st.text(st.characters(codec="ascii"), max_size=8), any_bytes)
    return st.lists(st.one_of(*known, unknown), max_size=8)


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, bytes | None, Request]:
    """An endpoint, the name in its path, and the request without a path."""
    endpoint = draw(st.sampled_from(sorted(ROUTES)))
    route = ROUTES[endpoint]
    raw = draw(st.booleans())
    query = draw(any_bytes).replace(b"#", b"") if raw else encoded(draw(pairs(route)))
    names = draw(st.lists(st.sampled_from(sorted(set(HEADERS) - {"Host"})), max_size=5, unique=True))
    headers = {name: draw(values(HEADERS[name])) for name in names}
    method = draw(st.sampled_from([route.method, route.method, *METHODS]))
    body = b""
    if method not in ("GET", "HEAD"):
        body = draw(st.one_of(pairs(route).map(encoded), any_bytes))
        headers.setdefault("Content-Type", FORM)
    name = draw(st.one_of(st.none(), any_bytes))
    return endpoint, name, Request(b"", query, method, tuple(headers.items()), body)


@examples(250)
@given(request=requests(), which=st.sampled_from(["first", "public"]))
def test_any_request_gets_a_valid_response(
    sites: dict[str, Site], request: tuple[str, bytes | None, Request], which: str
) -> None:
    endpoint, name, asked = request
    site = sites[which]
    whole = Request(site.path(ROUTES[endpoint], name), asked.query, asked.method, asked.headers, asked.body)
    sent = len(whole.path) + len(whole.query) + len(whole.body) + sum(len(value) for _, value in whole.headers)
    keep(ask(site.app, whole), site.everything, sent)


@examples(100)
@given(path=any_bytes, query=any_bytes)
def test_any_address_gets_a_valid_response(sites: dict[str, Site], path: bytes, query: bytes) -> None:
    for before in (b"/", b"", b"/embed/", b"/static/"):
        answer = ask(sites["first"].app, Request(before + path, query.replace(b"#", b"")))
        keep(answer, sites["first"].everything, len(path) + len(query))


@examples(150)
@given(after=any_bytes, slashes=st.sampled_from([b"", b"/", b"//", b"/\\", b"\\/", b"/\t/", b"/%2f", b"/.//", b"/@"]))
def test_a_press_never_leads_off_the_site(sites: dict[str, Site], after: bytes, slashes: bytes) -> None:
    for form in ({"text": b"125"}, {"lang": b"en"}):
        body = encoded({**form, "next": slashes + after})
        request = Request(b"/preferences", b"", "POST", (("Content-Type", FORM),), body)
        answer = ask(sites["first"].app, request)
        keep(answer, sites["first"].plain["preferences.save"], len(body))
        assert answer.status == 303
        assert answer.header("Location").startswith("/")


@examples(100)
@given(cookie=any_bytes, other=any_bytes)
def test_any_cookie_counts_as_the_default_at_worst(sites: dict[str, Site], cookie: bytes, other: bytes) -> None:
    value = b"bantin_prefs=" + cookie + b"; " + other + b"; __Host-bantin_widget=" + cookie
    for endpoint in ("articles.home", "embed.latest"):
        answer = ask(sites["first"].app, Request(sites["first"].path(ROUTES[endpoint]), headers=(("Cookie", value),)))
        keep(answer, sites["first"].plain[endpoint], len(value))
        assert answer.status == 200
        assert not answer.header("Set-Cookie")
