"""Sources of articles, their items, and the state that a sync keeps of them. Moments are in UTC, without a zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# The schemes of addresses that can be fetched, and what such an address begins with.
WEB_SCHEMES = ("http", "https")
WEB_PREFIXES = ("http://", "https://")


@dataclass(frozen=True, kw_only=True)
class Validators:
    """What a server said about the version of a document (RFC 9110, section 8.8); empty where it said nothing."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceItem:
    """An article that a source offers.

    `keys` identify it within its source, the strongest first: an item that shares one with an earlier one is the same
    article. `source_id` is the article's unless the item is known. `shown` names it in messages. `version` changes with
    the article where the source tells so, else it is empty. `content` is what the source's reader needs to read it.
    """

    keys: tuple[str, ...]
    source_id: str
    shown: str
    version: str = ""
    content: Any = None


@dataclass(kw_only=True)
class Listing:
    """What a source offers now. `is_complete` says that what is not among the items is no longer there, `is_unchanged`
    that nothing has changed since the version that the validators name. The validators are final once the items have
    been iterated over."""

    items: Iterable[SourceItem] = ()
    validators: Validators = field(default_factory=Validators)
    is_complete: bool = False
    is_unchanged: bool = False


@dataclass(frozen=True, kw_only=True)
class KnownItem:
    """What is remembered of an article of a source: its last `version` and the digest of its draft, empty if it was not
    stored whole; its page's address and validators; when it was first seen and when its page is to be read again.
    `refusal` is why it was refused when it was last read, else empty; one that was never stored `is_gone`, too."""

    source_id: str
    address: str = ""
    version: str = ""
    digest: str = ""
    validators: Validators = field(default_factory=Validators)
    seen_at: datetime
    next_check_at: datetime
    is_gone: bool = False
    refusal: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceState:
    """How the last runs of a source went. `failures` counts those since the last that succeeded, and `problem` is the
    reason of the last; `articles` are those that it has brought and still has."""

    name: str
    tried_at: datetime | None = None
    succeeded_at: datetime | None = None
    failures: int = 0
    problem: str = ""
    validators: Validators = field(default_factory=Validators)
    articles: int = 0
