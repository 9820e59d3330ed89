"""Names links that have no words of their own: by what the page calls them, else by the file or the address."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bantin_reader.sources.html.characters import fold

DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|zip|rar)$", re.IGNORECASE)
LONGEST = 200


def name_of_address(address: str) -> str:
    """The name of the file, else the address without its scheme."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return fold(address)[:100]
    file = unquote(parts.path.rsplit("/", 1)[-1])
    return fold(file if "." in file else f"{parts.netloc}{unquote(parts.path)}".strip("/"))[:LONGEST]


def name_of_document(title: str, address: str, file: Path | None) -> str:
    """The name of a linked file, such as `Kế hoạch (PDF, 1,2 MB)`: its title, else its name; for a document its kind
    where the name does not say it, and its size where `file` is a copy of it."""
    name = title or name_of_address(address)
    kind = DOCUMENT.search(urlsplit(address).path)
    if kind is None:
        return name
    about = [] if kind[1].lower() in name.lower() else [kind[1].upper()]
    about += [_size(file.stat().st_size)] if file else []
    return f"{name} ({', '.join(about)})" if about else name


def _size(count: int) -> str:
    """A number of bytes as Vietnamese and most European languages write it."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
