"""Debian's nginx with the shipped configuration, on free loopback ports."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.processes import free_ports

DEPLOY = ROOT / "deploy"
# Where docs/operating.md puts each file, below /etc/nginx.
INSTALLED = {
    "nginx-upstream.conf": "conf.d/bantin-reader.conf",
    "nginx-keys.conf": "conf.d/bantin-reader-keys.conf",
    "nginx-locations.conf": "snippets/bantin-reader-locations.conf",
    "nginx.conf": "sites-enabled/bantin-reader",
}
SITE = "bantin.example.vn"
PATIENCE = 30

# What affects a site in Debian's /etc/nginx/nginx.conf, gzip and old TLS included.
MAIN = """\
{user}
daemon off;
worker_processes 2;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 768; }}
http {{
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    default_type application/octet-stream;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    access_log {place}/access.log;
    gzip on;
    include {place}/conf.d/*.conf;
    include {place}/sites-enabled/*;
}}
"""


def program(name: str) -> str:
    """The path of a program; skips the test if it is not installed. Debian puts some outside the users' PATH."""
    found = shutil.which(name, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed: tests/servers.sh installs it for root on Debian")
    return found


def certificate(folder: Path) -> None:
    """Write a self-signed certificate: fullchain.pem and privkey.pem."""
    names = ("-subj", f"/CN={SITE}", "-addext", f"subjectAltName=DNS:{SITE}")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-keyout", folder / "privkey.pem")
    files = ("-out", folder / "fullchain.pem", "-days", "2")
    subprocess.run([program("openssl"), "req", "-x509", *names, *key, *files], check=True, capture_output=True)


def below(path: str, locations: str) -> str:
    """The locations for a site below `path`, made with the command of docs/operating.md."""
    command = f"s#^\\( *location [^/@]*\\)/#\\1{path}/#"
    assert command.replace(path, "/doc-bao") in (ROOT / "docs" / "operating.md").read_text("utf-8")
    done = subprocess.run(["sed", command], input=locations, capture_output=True, text=True, check=True)
    return done.stdout


class Nginx:
    """nginx with the shipped files installed in `place`, a folder of its own.

    `apps` are the ports of the two app servers. `changed` replaces words of the shipped files, such as a time that is
    too long to wait for. With a `host`, the text of another server, the site is installed below `path` of it.
    `hosts` are the addresses of the app servers in deploy/hosts, each with the one that stands for it here.
    """

    def __init__(
        self,
        place: Path,
        apps: Sequence[int],
        changed: Mapping[str, str] | None = None,
        host: str | None = None,
        path: str = "",
        hosts: Mapping[str, str] | None = None,
    ) -> None:
        self._program = program("nginx")
        self._place = place
        self._changed = dict(changed or {})
        self._texts = {name: (DEPLOY / name).read_text("utf-8") for name in INSTALLED}
        if host is not None:
            self._texts |= {
                "nginx.conf": host,
                "nginx-locations.conf": below(path, self._texts["nginx-locations.conf"]),
            }
        self._upstream = hosts or {f"127.0.0.1:{8001 + number}": f"127.0.0.1:{app}" for number, app in enumerate(apps)}
        if hosts:
            self._texts["nginx-upstream.conf"] = (DEPLOY / "hosts" / "nginx-upstream.conf").read_text("utf-8")
        certificate(place)
        self.certificate_file = place / "fullchain.pem"
        self.trust = ssl.create_default_context(cafile=self.certificate_file)
        self._start()

    def _start(self) -> None:
        """Start it on free ports; try again when another process has taken one."""
        for _ in range(3):
            self.http_port, self.port = free_ports(2)
            self._write()
            self._process = subprocess.Popen(self._command())
            if self._is_ready():
                return
        raise AssertionError(self.errors())

    def _write(self) -> None:
        user = "user root;" if os.geteuid() == 0 else ""
        (self._place / "nginx.conf").write_text(MAIN.format(user=user, place=self._place))
        placed = {
            **self._upstream,
            "listen 80": f"listen 127.0.0.1:{self.http_port}",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "/etc/ssl/bantin-reader/": f"{self._place}/",
            "/var/lib/nginx/": f"{self._place}/",
            "/var/log/nginx/": f"{self._place}/",
        }
        texts = {name: re.sub(r"(?m)^ *listen \[::\].*\n", "", text) for name, text in self._texts.items()}
        for shipped, own in (placed | self._changed).items():
            assert any(shipped in text for text in texts.values()), f"no shipped file has {shipped}"
            texts = {name: text.replace(shipped, own) for name, text in texts.items()}
        for name, text in texts.items():
            target = self._place / INSTALLED[name]
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, "utf-8")

    def _command(self) -> list[str]:
        own = self._place
        return [self._program, "-p", str(own), "-e", str(own / "error.log"), "-c", str(own / "nginx.conf")]

    def _is_ready(self) -> bool:
        """Wait until it listens, which is when it writes its process id; False if it has ended."""
        for _ in range(PATIENCE * 20):
            if self._process.poll() is not None:
                return False
            if (self._place / "nginx.pid").is_file():
                return True
            time.sleep(0.05)
        return False

    def check(self) -> str:
        """The output of `nginx -t`. Raises AssertionError if it reports an error."""
        done = subprocess.run([*self._command(), "-t"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def errors(self) -> str:
        return (self._place / "error.log").read_text("utf-8", "replace")

    def logged(self, part: str) -> list[str]:
        """Wait for lines with `part` in the access log, which nginx writes a second later."""
        for _ in range(PATIENCE * 5):
            lines = (self._place / "bantin-reader.log").read_text("utf-8", "replace").splitlines()
            found = [line for line in lines if part in line]
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"{part} is not logged")

    def connect(self, timeout: float, source: str) -> socket.socket:
        """A connection from the loopback address `source`."""
        return socket.create_connection(("127.0.0.1", self.port), timeout, (source, 0))

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
