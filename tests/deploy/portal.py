"""The nginx server of a portal, with the site installed below a path of its host name."""

from __future__ import annotations

from tests.deploy.nginx import SITE

MOUNT = "/doc-bao"
COOKIE = "cong_dan=đường phố"


def portal(page: str = "<h1>Cổng dịch vụ công</h1>") -> str:
    """The server: a page that sets a cookie with letters beyond ASCII, a 404 page for all that comes through it, and a
    regular expression for its files, as many portals have one."""
    return f"""
server {{
    listen 80;
    server_name {SITE};
    return 301 https://$host$request_uri;
}}
server {{
    listen 443 ssl http2;
    server_name {SITE};
    ssl_certificate /etc/ssl/bantin-reader/fullchain.pem;
    ssl_certificate_key /etc/ssl/bantin-reader/privkey.pem;
    proxy_intercept_errors on;
    error_page 404 /khong-thay.html;
    default_type text/html;
    charset utf-8;
    location / {{ return 404; }}
    location = /khong-thay.html {{ internal; return 404 "the portal has no such page"; }}
    location = /cong-dan {{
        add_header Set-Cookie "{COOKIE}; Path=/; Secure";
        return 200 '<!doctype html><html lang="vi"><title>Cổng</title>{page}';
    }}
    location ~ [.](?:js|css|svg|avif|webp|jpg)$ {{ return 404 "the portal has no such file"; }}
    include snippets/bantin-reader-locations.conf;
}}
"""
