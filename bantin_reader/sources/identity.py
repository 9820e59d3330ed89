"""What identifies an article of a source, however often its address is written anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bantin_reader.model.source import SourceItem
from bantin_reader.sources.entry import Entry

# Parameters by which a publisher counts where a reader comes from.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|zarsrc|mc_[ce]id", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PORTS = {"http": ":80", "https": ":443"}


def canonical_address(url: str) -> str:
    """The address without its fragment, its scheme's own port and what only counts visits."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.lower().removesuffix(PORTS.get(parts.scheme.lower(), "\0"))
    query = parts.query
    if TRACKING.search(query):
        kept = [
            (name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not TRACKING.fullmatch(name)
        ]
        query = urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def address_key(url: str) -> str:
    """The key of an address, which stays the same when a site moves from HTTP to HTTPS."""
    return f"address:{canonical_address(url).partition('://')[2].rstrip('/')}"


def items_of(entries: Sequence[Entry], source: str) -> list[SourceItem]:
    """The entries as items of a source, which `source` names. A key that several entries share identifies none of them:
    some feeds give every entry the address of the home page, or one id."""
    keys = [_keys(entry) for entry in entries]
    counts = Counter(key for of_entry in keys for key in set(of_entry))
    return [
        _item(entry, [key for key in of_entry if counts[key] == 1], source)
        for entry, of_entry in zip(entries, keys, strict=True)
    ]


def version_of(value: object) -> str:
    """A text that changes with the value."""
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _keys(entry: Entry) -> list[str]:
    day = DAY.match(entry.published)
    return [
        *([f"id:{entry.identity}"] if entry.identity else []),
        *([address_key(entry.address)] if entry.address else []),
        *([f"title:{entry.title.casefold()}|{day[0]}"] if entry.title and day else []),
    ]


def _item(entry: Entry, keys: list[str], source: str) -> SourceItem:
    version = version_of(entry)
    if entry.address and address_key(entry.address) in keys:
        source_id = canonical_address(entry.address)
    else:
        keys = keys or [f"title:{entry.title}|{version_of(entry.content)}"]
        source_id = f"{source}#{keys[0]}"
    shown = entry.address or entry.identity or entry.title
    return SourceItem(keys=tuple(keys), source_id=source_id[:2_000], shown=shown, version=version, content=entry)
