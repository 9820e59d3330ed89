"""A response with the limits of what is read of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message
from typing import IO

import httpx2

from bantin_reader.model.errors import NotFetched
from bantin_reader.model.source import Validators

CANNOT_BE_FETCHED = "cannot be fetched"
# Responses after which another attempt may succeed.
TEMPORARY = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, kw_only=True)
class Response:
    """A document. `url` is its address after redirects; `is_unchanged` says that the version which the validators name
    is still the present one, and `content` is then empty."""

    url: str
    content: bytes = b""
    media_type: str = ""
    charset: str = ""
    validators: Validators = field(default_factory=Validators)
    is_unchanged: bool = False


def response_of(response: httpx2.Response, url: str, max_bytes: int, *, is_conditional: bool) -> Response:
    if response.status_code == 304 and is_conditional:
        return Response(url=url, is_unchanged=True)
    _require_success(response)
    content_type = Message()
    content_type["Content-Type"] = response.headers.get("Content-Type", "")
    return Response(
        url=url,
        content=_content(response.iter_raw(), response.headers.get("Content-Encoding", ""), max_bytes),
        media_type=content_type.get_content_type(),
        charset=content_type.get_content_charset() or "",
        validators=Validators(
            etag=response.headers.get("ETag", ""), last_modified=response.headers.get("Last-Modified", "")
        ),
    )


def save(response: httpx2.Response, file: IO[bytes], max_bytes: int) -> None:
    """Write at most `max_bytes` of a response's body into a file. Raises NotFetched."""
    _require_success(response)
    if coding := response.headers.get("Content-Encoding", "").strip().lower():
        raise NotFetched(f"cannot be read: its content is encoded as {coding[:40]}")
    expected = response.headers.get("Content-Length", "")
    if expected.isascii() and expected.isdigit() and int(expected) > max_bytes:
        raise _too_big(max_bytes)
    written = 0
    for chunk in response.iter_raw():
        written += len(chunk)
        if written > max_bytes:
            raise _too_big(max_bytes)
        file.write(chunk)


def _require_success(response: httpx2.Response) -> None:
    if response.status_code != 200:
        raise failure_of(response)


def _too_big(max_bytes: int) -> NotFetched:
    return NotFetched(f"too big: more than {max_bytes:,} bytes")


def failure_of(response: httpx2.Response, what: str = CANNOT_BE_FETCHED) -> NotFetched:
    """The error for a response that is no success."""
    status = response.status_code
    reason = f"{what}: the response is {status} {response.reason_phrase}".rstrip()
    return NotFetched(reason, status, is_temporary=status in TEMPORARY)


def _content(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """At most `max_bytes` of a response's body, decompressed no further than that. Raises NotFetched."""
    coding = encoding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched(f"cannot be read: its content is encoded as {coding[:40]}")
    gzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if coding.endswith("gzip") else None
    content = bytearray()
    try:
        for chunk in chunks:
            content += gzip.decompress(chunk, max_bytes + 1 - len(content)) if gzip else chunk
            if len(content) > max_bytes:
                raise _too_big(max_bytes)
    except zlib.error as error:
        raise NotFetched(f"cannot be read: its compression is broken: {error}") from error
    if gzip and not gzip.eof:
        raise NotFetched("cannot be read: its compression is cut off", is_temporary=True)
    return bytes(content)
