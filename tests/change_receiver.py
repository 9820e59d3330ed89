"""A server with TLS that is WebSub hub and IndexNow at once, and the settings of a site that notifies it."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme

from tests.web_server import Reply, Site, serving

PUBLIC = "https://bantin.example.vn"
KEY = "0123456789abcdef"


@contextmanager
def receiving(folder: Path) -> Iterator[tuple[Site, dict[str, str]]]:
    """The server until the block ends, and the environment that names it. `folder` gets the certificate of its
    authority."""
    authority, certificate = trustme.CA(), folder / "authority.pem"
    authority.cert_pem.write_to_path(str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with serving(context) as site:
        yield (
            site,
            {
                "SSL_CERT_FILE": str(certificate),
                "BANTIN_PUBLIC_URL": PUBLIC,
                "BANTIN_HUB": f"{site.url}/push",
                "BANTIN_INDEXNOW_KEY": KEY,
                "BANTIN_INDEXNOW_URL": f"{site.url}/indexnow",
            },
        )


def clear(site: Site) -> None:
    """Forget what was received, and accept what comes."""
    site.posted.clear()
    site.on_request = None
    site.replies.update({"/push": Reply(204), "/indexnow": Reply(200)})


def told(site: Site) -> list[str]:
    """The addresses of which IndexNow was notified."""
    found = [json.loads(content)["urlList"] for path, _, content in site.posted if path == "/indexnow"]
    return [url for urls in found for url in urls]
