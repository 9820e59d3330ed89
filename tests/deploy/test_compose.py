"""deploy/compose.yaml, read: what it builds, mounts, publishes and checks is there, and fits together.

test_container.py runs it.
"""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
import yaml

from bantin_reader.config.settings import Settings
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
APPS = ("app-1", "app-2")
VALUES = {
    "POSTGRES_PASSWORD": "0123456789abcdef",
    "BANTIN_PUBLIC_URL": "https://bantin.example.vn",
    "CERTIFICATES": "/etc/ssl/bantin-reader",
}
SERVER = re.compile(r"^    server (\S+) (.*)$", re.MULTILINE)


def filled(value: str) -> str:
    """A value with what `.env` sets."""
    return re.sub(r"\$\{(\w+):\?[^}]*\}", lambda match: VALUES[match[1]], value)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    whole: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return whole


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


def test_it_has_two_equal_app_servers_postgresql_nginx_and_a_service_for_commands(services: dict[str, Any]) -> None:
    assert set(services) == {*APPS, "postgresql", "nginx", "commands"}
    first, second, other = ({**services[name], "networks": {}} for name in (*APPS, "commands"))
    assert first == second
    differences = {name for name in first | other if first.get(name) != other.get(name)}
    assert differences == {"command", "restart", "healthcheck"}
    assert "networks" not in services["commands"], "it would take the address of an app server that runs"


def test_every_image_has_a_version_or_is_built_from_a_file_that_is_there(services: dict[str, Any]) -> None:
    assert services["app-1"]["image"] == "localhost/bantin-reader:latest", "that is what podman calls bantin-reader"
    command = "podman build --format docker -f deploy/Containerfile -t bantin-reader dist"
    assert command in (DEPLOY / "Containerfile").read_text("utf-8")
    assert command in (ROOT / "docs" / "scaling.md").read_text("utf-8")
    build = services["nginx"]["build"]
    assert services["nginx"]["image"].startswith("localhost/")
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve().is_file()
    assert re.search(r":\d[\w.-]*$", services["postgresql"]["image"])


def test_what_the_image_of_nginx_copies_is_there() -> None:
    copied = re.findall(
        r"^COPY (\S+) (\S+)$", (DEPLOY / "compose/nginx.Containerfile").read_text("utf-8"), re.MULTILINE
    )
    assert len(copied) == 3
    for file, place in copied:
        assert (DEPLOY / file).is_file()
        assert place.startswith("/etc/nginx/")


def test_every_service_has_a_health_check_and_is_started_again(services: dict[str, Any]) -> None:
    for name, service in services.items():
        if name == "commands":  # it ends
            continue
        assert service["restart"] == "unless-stopped"
        check = service["healthcheck"]
        assert check["test"][0] == "CMD"
        assert {"interval", "timeout", "start_period", "retries"} < set(check)


def test_a_service_starts_when_those_it_needs_are_healthy(services: dict[str, Any]) -> None:
    needed = {name: service.get("depends_on", {}) for name, service in services.items()}
    assert set(needed["nginx"]) == set(APPS)
    assert all(set(needed[app]) == {"postgresql"} for app in (*APPS, "commands"))
    assert {one["condition"] for wanted in needed.values() for one in wanted.values()} == {"service_healthy"}


def test_nginx_alone_is_reached_from_outside(services: dict[str, Any]) -> None:
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "nginx": ["80:80", "443:443"]
    }


def test_volumes_are_declared_and_files_that_are_mounted_are_there(
    compose: dict[str, Any], services: dict[str, Any]
) -> None:
    used = set()
    for service in services.values():
        for volume in service["volumes"]:
            source = filled(volume).split(":")[0]
            if source.startswith("./"):
                assert (DEPLOY / source).is_file()
            elif not source.startswith("/"):
                used.add(source)
    assert used == set(compose["volumes"])
    assert services["app-1"]["volumes"] == ["data:/data"], "both have one folder of pictures"


def test_an_app_server_writes_nothing_but_its_data(services: dict[str, Any]) -> None:
    assert services["app-1"]["read_only"]
    assert services["app-1"]["tmpfs"] == ["/tmp"]
    assert (services["app-1"]["cap_drop"], services["app-1"]["security_opt"]) == (["ALL"], ["no-new-privileges"])


def test_the_settings_are_those_that_a_server_takes(
    compose: dict[str, Any], services: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in services["app-1"]["environment"].items():
        monkeypatch.setenv(name, filled(value))
    settings = Settings()
    database = services["postgresql"]["environment"]
    user, name = database["POSTGRES_USER"], database["POSTGRES_DB"]
    assert settings.database_url.partition("://")[2] == f"{user}:{VALUES['POSTGRES_PASSWORD']}@postgresql/{name}"
    [network] = compose["networks"]["default"]["ipam"]["config"]
    assert ip_network(settings.proxies) == ip_network(network["subnet"]), "nginx is believed, whatever its address"


def test_nginx_asks_the_app_servers_as_on_one_machine_by_addresses_that_stay(
    compose: dict[str, Any], services: dict[str, Any]
) -> None:
    addresses = [services[name]["networks"]["default"]["ipv4_address"] for name in APPS]
    [network] = compose["networks"]["default"]["ipam"]["config"]
    assert all(ip_address(address) in ip_network(network["subnet"]) for address in addresses)
    ours = (DEPLOY / "compose/nginx-upstream.conf").read_text("utf-8")
    other = (DEPLOY / "nginx-upstream.conf").read_text("utf-8")
    places = [f"{address}:8000" for address in addresses]
    assert [place for place, _ in SERVER.findall(ours)] == places * 2
    without_comments = [re.sub(r"^#.*\n", "", text, flags=re.MULTILINE) for text in (ours, other)]
    assert SERVER.sub(r"server \2", without_comments[0]) == SERVER.sub(r"server \2", without_comments[1])
    assert "PORT=8000" in (DEPLOY / "Containerfile").read_text("utf-8")
