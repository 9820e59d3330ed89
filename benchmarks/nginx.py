"""Debian's nginx: the finished page as a static file, and the shipped deploy/nginx.conf, by HTTP and by HTTPS."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.site import ROOT, FinishedPage

DEPLOY = ROOT / "deploy"
SHIPPED = [DEPLOY / name for name in ("nginx-upstream.conf", "nginx-keys.conf", "nginx.conf")]
LOCATIONS = DEPLOY / "nginx-locations.conf"
NAME = "bantin.example.vn"
PATH = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin"

MAIN = """\
{user}
daemon off;
pcre_jit on;
worker_processes {workers};
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
    access_log off;
    include {place}/site.conf;
}}
"""

STATIC = """\
open_file_cache max=100 inactive=60s;
server {{
    listen 127.0.0.1:{http};
    listen 127.0.0.1:{https} ssl http2;
    ssl_certificate {place}/fullchain.pem;
    ssl_certificate_key {place}/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    location = {path} {{
        alias {body};
        etag off;
        types {{ }}
        default_type "{type}";
{headers}
    }}
}}
"""


def program(name: str) -> str | None:
    return shutil.which(name, path=PATH)


def _write(place: Path, site: str, workers: int) -> list[str]:
    place.mkdir()
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-keyout", place / "privkey.pem")
    who = ("-subj", f"/CN={NAME}", "-out", place / "fullchain.pem", "-days", "2")
    subprocess.run(["openssl", "req", "-x509", *key, *who], check=True, capture_output=True)
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(MAIN.format(user=user, place=place, workers=workers), "utf-8")
    (place / "site.conf").write_text(site, "utf-8")
    found = program("nginx")
    if found is None:
        raise FileNotFoundError("nginx is not installed: make benchmark installs it for root on Debian")
    return [found, "-p", str(place), "-e", str(place / "error.log"), "-c", str(place / "nginx.conf")]


def static(place: Path, page: FinishedPage, path: str, body: Path, ports: Sequence[int], workers: int) -> list[str]:
    """The command of a server that gives `body` at `path` with the page's headers; `ports` of HTTP and HTTPS."""
    named = {name.lower(): value for name, value in page.headers}
    own = "\n".join(
        f"        add_header {name} {_quoted(value)};" for name, value in page.headers if name.lower() != "content-type"
    )
    http, https = ports
    kind = named["content-type"]
    text = STATIC.format(http=http, https=https, place=place, path=path, body=body, type=kind, headers=own)
    return _write(place, text, workers)


def shipped(place: Path, ports: Sequence[int], apps: Sequence[int], workers: int) -> list[str]:
    """The command of a server with the shipped configuration in front of two app servers. It answers every host name,
    since wrk sends none in the TLS handshake; nothing else is changed."""
    http, https = ports
    text = "\n".join(file.read_text("utf-8") for file in SHIPPED)
    text = re.sub(r"(?m)^ *listen \[::\].*\n", "", text)
    text = re.sub(r"(?ms)^server \{\n.*?^\}\n", lambda block: block[0] if _answers(block[0]) else "", text)
    text = text.replace("include snippets/bantin-reader-locations.conf;", LOCATIONS.read_text("utf-8"))
    placed = {
        "127.0.0.1:8001": f"127.0.0.1:{apps[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{apps[1]}",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{https} ssl http2; listen 127.0.0.1:{http};",
        "/etc/ssl/bantin-reader/": f"{place}/",
        "/var/lib/nginx/": f"{place}/",
        "/var/log/nginx/": f"{place}/",
    }
    for word, own in placed.items():
        if word not in text:
            raise ValueError(f"{word} is in no file of deploy/")
        text = text.replace(word, own)
    return _write(place, text, workers)


def _answers(server: str) -> bool:
    """Whether it is the site's own by HTTPS; the others refuse foreign names and send readers from HTTP to it."""
    return "listen 443 ssl" in server and "server_name" in server


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
