"""Which addresses a fetch may connect to."""

from __future__ import annotations

import socket
import threading
from ipaddress import ip_address

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.host_addresses import HostAddresses, is_public, place_of


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.1.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "192.88.99.1",
    ],
)  # fmt: skip
def test_an_address_of_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "203.162.4.190", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_another_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port)) for answer in answers]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def test_a_name_is_refused_if_one_of_its_addresses_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "203.162.4.190")
    assert HostAddresses().of("bao.example", 80, 5) == [ip_address("203.162.4.190")]
    resolve_to(monkeypatch, "203.162.4.190", "10.0.0.5")
    with pytest.raises(SourceRefused, match=r"bao\.example, port 80, is in a private network"):
        HostAddresses().of("bao.example", 80, 5)


def test_a_named_host_may_be_private_at_the_ports_that_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "10.0.0.5")
    hosts = HostAddresses(["CMS.example", "kho.example:8080", "[fd00::1]:81"])
    for host, port in (("cms.example", 80), ("cms.example", 443), ("kho.example", 8080), ("fd00::1", 81)):
        assert hosts.of(host, port, 5)
    for host, port in (("cms.example", 6379), ("kho.example", 80), ("khac.example", 80)):
        with pytest.raises(SourceRefused):
            hosts.of(host, port, 5)


def test_a_name_that_takes_long_to_look_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    def resolve(*_: object, **__: object) -> list[object]:
        answered.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(TimeoutError, match=r"bao\.example cannot be looked up in time"):
        HostAddresses().of("bao.example", 80, 0.05)
    answered.set()


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://cms.example/rss", "cms.example:443"),
        ("http://cms.example:8080/", "cms.example:8080"),
        ("http://[fd00::1]/", "[fd00::1]:80"),
        ("http://cms.example:x/", ""),
    ],
)
def test_the_place_of_an_address_is_written_as_a_private_host(url: str, place: str) -> None:
    assert place_of(url) == place
