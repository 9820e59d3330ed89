"""The audio files that an entry of a feed names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bantin_reader.sources.addresses import absolute_address, address_parts

AUDIO_FILE = re.compile(r"\.(?:mp3|m4a|ogg|oga|opus|wav)$", re.IGNORECASE)


def recordings_of(one: Mapping[str, Any], base: str) -> tuple[str, ...]:
    """The addresses of the entry's audio files: its enclosures, then those of Media RSS."""
    enclosures = [(link.get("href"), link) for link in one.get("links", []) if link.get("rel") == "enclosure"]
    media = [(piece.get("url"), piece) for piece in one.get("media_content", [])]
    found = [str(address) for address, piece in (*enclosures, *media) if address and _is_audio(str(address), piece)]
    return tuple(dict.fromkeys(absolute_address(base, address) for address in found))


def _is_audio(address: str, piece: Mapping[str, Any]) -> bool:
    """By its type; by the end of its address where none is named."""
    kind = str(piece.get("type") or piece.get("medium") or "").partition("/")[0].lower()
    return kind == "audio" or (not kind and AUDIO_FILE.search(address_parts(address).path) is not None)
