"""A web page with its pictures in one file, as Chrome and Edge save it: `.mhtml` (RFC 2557)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source import WEB_SCHEMES

START = re.compile(rb"(?:content-type|date|from|mime-version|snapshot-content-location|subject):", re.IGNORECASE)
START_WITHIN = 5_000
MAX_PARTS = 2_000


@dataclass(frozen=True, kw_only=True)
class Archive:
    """`page` is the HTML as its bytes, with the label of its encoding; `address` is where it was saved from;
    `resources` are the other parts by their address, or by `cid:` and their id."""

    page: bytes
    charset: str
    address: str
    resources: dict[str, bytes] = field(default_factory=dict)


def is_archive(content: bytes) -> bool:
    """Whether the file begins as a message of several parts that belong together."""
    return START.match(content) is not None and b"multipart/related" in content[:START_WITHIN].lower()


def read_archive(content: bytes) -> Archive:
    """Raises SourceRefused."""
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise SourceRefused("no page: the archive cannot be parsed")
    page: EmailMessage | None = None
    resources: dict[str, bytes] = {}
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            raise SourceRefused(f"too many parts: more than {MAX_PARTS:,}")
        if not isinstance(part, EmailMessage) or part.is_multipart():
            continue
        if page is None and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part
            continue
        content_of = part.get_payload(decode=True)
        if isinstance(content_of, bytes):
            for name in _names(part):
                resources.setdefault(name, content_of)
    if page is None:
        raise SourceRefused("no page: the archive holds no HTML")
    html = page.get_payload(decode=True)
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    return Archive(
        page=html if isinstance(html, bytes) else b"",
        charset=page.get_content_charset() or "",
        address=address if urlsplit(address).scheme in WEB_SCHEMES else "",
        resources=resources,
    )


def _names(part: EmailMessage) -> list[str]:
    location = str(part.get("Content-Location") or "").strip()
    identity = str(part.get("Content-ID") or "").strip().strip("<>")
    return [name for name in (location, f"cid:{identity}" if identity else "") if name]
