"""Which addresses a fetch may connect to."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.host_addresses import HostAddresses, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.1.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_an_address_of_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "203.162.4.190", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_another_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_host_keeps_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["203.162.4.190", "127.0.0.1"])

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    hosts = HostAddresses("bao.example", 80)
    assert hosts.of("anh.example", 80) == hosts.of("anh.example", 443) == [ip_address("203.162.4.190")]
    with pytest.raises(SourceRefused):
        hosts.of("bao.example", 6379)


def test_the_named_host_may_be_private_at_its_own_port_and_that_of_https() -> None:
    hosts = HostAddresses("127.0.0.1", 8080)
    assert hosts.of("127.0.0.1", 8080) == hosts.of("127.0.0.1", 443) == [ip_address("127.0.0.1")]
    with pytest.raises(SourceRefused, match="port 6379, in a private network"):
        hosts.of("127.0.0.1", 6379)
