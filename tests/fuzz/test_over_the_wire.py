"""Malformed requests to a running server: it answers the valid ones, refuses the others, and continues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.conftest import examples
from tests.fuzz.strings import CORPUS, any_bytes
from tests.fuzz.wire import CLOSE, FORM, GET, HOST, POST, say
from tests.serving.server import Server

SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: evil.example\r\n\r\n"


pytestmark = pytest.mark.usefixtures("goes_on")

REFUSED: dict[str, bytes] = {
    "no host": GET + CLOSE + b"\r\n",
    "an empty host": GET + CLOSE + b"Host:\r\n\r\n",
    "two hosts": GET + CLOSE + HOST + b"Host: evil.example\r\n\r\n",
    "the same host twice": GET + CLOSE + HOST + HOST + b"\r\n",
    "a host with a space": GET + CLOSE + b"Host: localhost evil\r\n\r\n",
    "a host with a user": GET + CLOSE + b"Host: a@localhost\r\n\r\n",
    "a host with high bytes": GET + CLOSE + b"Host: \xff\xfe\r\n\r\n",
    "a host with nul": GET + CLOSE + b"Host: a\0b\r\n\r\n",
    "another host": GET + CLOSE + b"Host: evil.example\r\n\r\n",
    "another host in another's port": GET + CLOSE + b"Host: localhost:1\r\n\r\n",
    "no request": b"\r\n\r\n\r\n\r\n" + CLOSE + b"\r\n",
    "no method": b" / HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "no version": b"GET /\r\n" + HOST + CLOSE + b"\r\n",
    "an old version": b"GET / HTTP/0.9\r\n" + HOST + b"\r\n",
    "another version": b"GET / HTTP/3.0\r\n" + HOST + b"\r\n",
    "the second version": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 60,
    "a handshake": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100,
    "a method of high bytes": b"G\xc3\xa9T / HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a space in the address": b"GET /a b HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a tab in the address": b"GET /a\tb HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "nul in the address": b"GET /a\0b HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "high bytes in the address": b"GET /\xe1\xba\xbf HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a folded header": GET + HOST + CLOSE + b"X-A: a\r\n b\r\n\r\n",
    "a folded first header": GET + b" " + HOST + CLOSE + b"\r\n",
    "a space before the colon": GET + b"Host : localhost\r\n" + CLOSE + b"\r\n",
    "a header without a colon": GET + HOST + CLOSE + b"abc\r\n\r\n",
    "a header without a name": GET + HOST + CLOSE + b": a\r\n\r\n",
    "nul in a header": GET + HOST + CLOSE + b"Cookie: a\0b\r\n\r\n",
    "a return in a header": GET + HOST + CLOSE + b"Cookie: a\rX: b\r\n\r\n",
    "a control character in a header": GET + HOST + CLOSE + b"Cookie: a\x01b\r\n\r\n",
    "two lengths": POST + CLOSE + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\na=bc" + SMUGGLED,
    "a list of lengths": POST + CLOSE + b"Content-Length: 4, 4\r\n\r\na=bc" + SMUGGLED,
    "a length with a sign": POST + CLOSE + b"Content-Length: +4\r\n\r\na=bc",
    "a length below zero": POST + CLOSE + b"Content-Length: -4\r\n\r\na=bc",
    "a length in hexadecimal": POST + CLOSE + b"Content-Length: 0x4\r\n\r\na=bc",
    "a length without end": POST + CLOSE + b"Content-Length: " + b"9" * 100 + b"\r\n\r\na=bc",
    "a length of gigabytes": POST + CLOSE + FORM + b"Content-Length: 99999999999\r\n\r\na=bc",
    "an unknown coding": POST + CLOSE + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunked not last": POST + CLOSE + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a chunk of no size": POST + CLOSE + b"Transfer-Encoding: chunked\r\n\r\nzz\r\na=b\r\n0\r\n\r\n",
    "a chunk too large": POST + CLOSE + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\na=b\r\n",
    "a long address": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a longer address": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a long query": b"GET /?" + b"a&" * 10_000 + b" HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a cookie of 10 MB": GET + HOST + CLOSE + b"Cookie: " + b"a" * 10_000_000 + b"\r\n\r\n",
    "a header's name of 10 MB": GET + HOST + CLOSE + b"a" * 10_000_000 + b": a\r\n\r\n",
    "thousands of headers": GET + HOST + CLOSE + b"".join(b"X-%d: a\r\n" % n for n in range(5000)) + b"\r\n",
    "a method of 10 MB": b"A" * 10_000_000 + b" / HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "connect": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a large body": POST + CLOSE + FORM + b"Content-Length: 1000000\r\n\r\n" + b"a" * 1_000_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_malformed_request_is_refused(server: Server, name: str) -> None:
    heard = say(server.port, REFUSED[name])
    assert all(400 <= status < 500 for status in heard.statuses), heard
    assert len(heard.statuses) <= 1
    assert b"evil.example" not in heard.whole


TAKEN: dict[str, tuple[bytes, list[int]]] = {
    "an absolute address": (b"GET http://evil.example/privacy HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", [200]),
    "line feeds alone": (b"GET /privacy HTTP/1.1\nHost: localhost\nConnection: close\n\n", [200]),
    "an empty line before": (b"\r\n" + GET + HOST + CLOSE + b"\r\n", [200]),
    "an address that is none": (b"GET privacy HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", [200]),
    "a star": (b"OPTIONS * HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", [404]),
    "an unknown method": (b"BREW /privacy HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", [405]),
    "a header of high bytes": (GET + HOST + CLOSE + b"Cookie: bantin_prefs=\xff\xfe\r\n\r\n", [200]),
    "a hundred headers": (GET + HOST + CLOSE + b"".join(b"X-%d: a\r\n" % n for n in range(90)) + b"\r\n", [200]),
    "a cookie of 30,000 characters": (GET + HOST + CLOSE + b"Cookie: " + b"a=b; " * 6000 + b"\r\n\r\n", [200]),
    "an upgrade": (GET + HOST + b"Connection: Upgrade, close\r\nUpgrade: h2c, websocket\r\n\r\n", [200]),
    "a body with GET": (GET + HOST + CLOSE + b"Content-Length: 8\r\n\r\ntext=125", [200]),
    "an expectation": (POST + CLOSE + FORM + b"Expect: 100-continue\r\nContent-Length: 8\r\n\r\ntext=125", [100, 303]),
    "trailers": (
        POST + CLOSE + FORM + b"Transfer-Encoding: chunked\r\n\r\n8;a=b\r\ntext=125\r\n0\r\nHost: evil.example\r\n\r\n",
        [303],
    ),
    "two requests at once": (GET + HOST + b"\r\n" + GET + HOST + CLOSE + b"\r\n", [200, 200]),
}


@pytest.mark.parametrize("name", TAKEN)
def test_an_unusual_but_valid_request_is_answered(server: Server, name: str) -> None:
    data, statuses = TAKEN[name]
    heard = say(server.port, data)
    assert heard.statuses == statuses, heard.whole[:500]
    assert b"evil.example" not in heard.whole


def test_the_transfer_coding_overrides_the_length_and_no_request_is_smuggled(server: Server) -> None:
    """RFC 9112, 6.3: what follows the last chunk is a request of its own, and has a foreign host."""
    framing = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % (len(SMUGGLED) + 5)
    heard = say(
        server.port, POST + FORM + framing + b"0\r\n\r\n" + SMUGGLED.replace(b"\r\n\r\n", b"\r\n" + CLOSE + b"\r\n")
    )
    assert heard.statuses in ([422], [422, 421], [400])


@pytest.mark.parametrize("name", [*REFUSED, *TAKEN])
def test_a_connection_closed_in_the_middle_of_a_request_harms_no_other(server: Server, name: str) -> None:
    data = REFUSED[name] if name in REFUSED else TAKEN[name][0]
    for share in (0.3, 0.9, 1):
        say(server.port, data[: int(len(data) * share)], then_hang_up=True)


@pytest.mark.parametrize("name", CORPUS)
def test_every_string_in_a_raw_request(server: Server, name: str) -> None:
    string = CORPUS[name]
    for data in (
        b"GET /" + string + b" HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
        GET + HOST + CLOSE + b"Cookie: " + string + b"\r\n\r\n",
        POST + CLOSE + FORM + b"Content-Length: %d\r\n\r\n" % min(len(string), 64_000) + string[:64_000],
    ):
        heard = say(server.port, data)
        assert all(status < 500 for status in heard.statuses), heard.whole[:500]


@examples(60)
@given(before=any_bytes, after=any_bytes, line=st.sampled_from([b"", GET, GET + HOST, POST + FORM]))
def test_the_server_survives_any_bytes(server: Server, before: bytes, after: bytes, line: bytes) -> None:
    heard = say(server.port, before + line + after + b"\r\n" + CLOSE + b"\r\n\r\n", then_hang_up=not line)
    assert all(status < 500 for status in heard.statuses), heard.whole[:500]
