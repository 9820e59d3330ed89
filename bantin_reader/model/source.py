"""What is known of documents that were fetched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Validators:
    """What a server said about the version of a document (RFC 9110, section 8.8); empty where it said nothing."""

    etag: str = ""
    last_modified: str = ""
