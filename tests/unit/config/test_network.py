"""Hosts, addresses and networks, as settings and requests write them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.sansio.utils import get_host

from bantin_reader.config.network import LONGEST_HOST, parse_host
from bantin_reader.config.validators import host_names, networks, public_url

SOUND = {
    "bantin.example.vn": "bantin.example.vn",
    "BanTin.Example.VN:8000": "bantin.example.vn:8000",
    "bantin.example.vn.": "bantin.example.vn",
    "localhost": "localhost",
    "127.0.0.1:1": "127.0.0.1:1",
    "[::1]": "[::1]",
    "[2001:DB8::1]:65535": "[2001:db8::1]:65535",
    "xn--bntin-v11b.vn": "xn--bntin-v11b.vn",
    "a-b.c--d.vn": "a-b.c--d.vn",
}
BROKEN = [
    "",
    " ",
    "a b",
    "a\tb",
    "a\r\nb",
    "a\x00b",
    "a\x7f",
    "a@b",
    "user:secret@a",
    "a,b",
    "a,a",
    "a/b",
    "a?b",
    "a#b",
    "a\\b",
    "http://a",
    "a:",
    "a:0",
    "a:08000",
    "a:65536",
    "a:99999999999",
    "a:80:80",
    "a:-1",
    "a:٨٠",
    ":80",
    ".",
    "..",
    "a..b",
    ".a",
    "-a",
    "a-",
    "a_b",
    "a%20b",
    "bảntin.vn",
    "ａ.vn",
    "ba\u0301n",
    "[]",
    "[::1",
    "::1",
    "[::g]",
    "[1.2.3.4]",
    "[::1]a",
    "[::1%25eth0]",
    "<script>",
    "{{7*7}}",
    "'; DROP TABLE articles; --",
    "a" * (LONGEST_HOST + 1),
    "a." * 128,
]


@pytest.mark.parametrize("given", SOUND)
def test_a_sound_host_is_known_in_one_spelling(given: str) -> None:
    assert parse_host(given) == SOUND[given]
    assert parse_host(SOUND[given]) == SOUND[given]


@pytest.mark.parametrize("given", BROKEN)
def test_what_is_no_host_is_none(given: str) -> None:
    assert parse_host(given) is None


@given(st.one_of(st.text(), st.from_regex(r"[a-z0-9.:\[\]-]{0,40}", fullmatch=True)))
def test_every_sound_host_is_one_for_the_framework_and_for_addresses_too(given: str) -> None:
    host = parse_host(given)
    if host is not None:
        assert get_host("http", host) == host.removesuffix(":80")
        parts = urlsplit(f"http://{host}/")
        assert parts.netloc == host
        assert parts.path == "/"
        assert parts.username is None


@pytest.mark.parametrize("value", ["*", "*.example.vn", ".example.vn", "https://example.vn", "example.vn:65536", "a_b"])
def test_a_list_of_hosts_has_no_patterns_and_no_addresses(value: str) -> None:
    with pytest.raises(ValueError, match=r"is not like bantin\.example\.vn"):
        host_names(f"www.example.vn {value}")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("nginx", "no address or network"),
        ("2", "no address or network"),
        ("10.0.0.1:80", "no address or network"),
        ("0.0.0.0/0", "would believe everyone"),
        ("::/0", "would believe everyone"),
    ],
)
def test_proxies_are_addresses_and_networks_and_never_everyone(value: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        networks(f"127.0.0.1 {value}")


@pytest.mark.parametrize("address", ["quan-tri@bantin.vn", "bantin.vn:65536", "bantin.vn:0", "[::1", ":443", ""])
def test_a_public_address_has_a_host_that_readers_can_open(address: str) -> None:
    with pytest.raises(ValueError, match="is not like https://"):
        public_url(f"https://{address}")


@pytest.mark.parametrize("path", ["", "/", "/doc-bao", "/doc-bao/", "/tin/2026", "/~tin/a.b_c"])
def test_a_public_address_may_have_a_path(path: str) -> None:
    assert public_url(f"https://tinh.example.vn{path}") == f"https://tinh.example.vn{path.removesuffix('/')}"


@pytest.mark.parametrize(
    "path",
    ["//tin", "/a//b", "/.", "/..", "/a/../b", "/a/./b", "/đọc-báo", "/%C4%91", "/a;b", "/a b", '/"', "/<b>", "/a,b"],
)
def test_a_public_address_has_a_path_that_reads_the_same_everywhere(path: str) -> None:
    with pytest.raises(ValueError, match="is not like https://"):
        public_url(f"https://tinh.example.vn{path}")
