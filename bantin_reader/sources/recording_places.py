"""Where the recording is that a source names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from bantin_reader.model.recording import RecordingSource
from bantin_reader.model.source import WEB_PREFIXES
from bantin_reader.sources.addresses import absolute_address
from bantin_reader.sources.import_roots import lies_inside

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
MAX_SHOWN = 100
# Of one article: a feed may name a file in several formats.
MAX_RECORDINGS = 5


def recordings_beside(name: str, folder: Path, root: Path) -> tuple[RecordingSource, ...]:
    """The recording at a path relative to `folder`, or at an address of the web; without a file where the path leads
    out of `root`. None for an empty name."""
    if not name or name.startswith(WEB_PREFIXES):
        return recordings_at([name], "")
    place = folder / unquote(name)
    return (RecordingSource(shown=_shown(name), file=place if lies_inside(root, place) else None),)


def recordings_at(
    addresses: Iterable[str], base: str, parts: Mapping[str, bytes] | None = None
) -> tuple[RecordingSource, ...]:
    """The recordings at addresses relative to `base`, each once; `parts` are files that came along, by their
    addresses. What is no address of the web can be had nowhere."""
    found = {}
    for written in addresses:
        content = (parts or {}).get(written)
        address = "" if content is not None else absolute_address(base, written)
        known = address if address.startswith(WEB_PREFIXES) else ""
        if written.strip():
            found[address or written] = RecordingSource(shown=_shown(written), content=content, address=known)
    return tuple(found.values())[:MAX_RECORDINGS]


def _shown(name: str) -> str:
    path = unquote(name.partition("?")[0]).rstrip("/")
    return UNPRINTABLE.sub("?", path.rpartition("/")[2])[:MAX_SHOWN] or "the recording"
