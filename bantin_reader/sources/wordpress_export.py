"""Reads the items of a WordPress export (WXR, "WordPress eXtended RSS"), one at a time, however long the file is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.limits import MAX_FILE_BYTES

CHUNK = 65_536
MAX_DEPTH = 60
ROOT = ["rss", "channel"]
ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9-]{1,40})["']""")
READ = re.compile(rb"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-125\d", re.IGNORECASE)
# What no XML document may hold, but what people paste into articles (XML 1.0, section 2.2).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EXCERPT = "excerpt"
# The elements of an item that may be long. What tells whether readers see the item stands in others, below them.
LONG = ("encoded", EXCERPT, "postmeta", "comment")
# Of an item that is too big, the text of other elements is kept up to so many pieces of at most CHUNK characters.
MAX_PIECES = 4


@dataclass(kw_only=True)
class Item:
    """An item: `values` by the local names of its elements (`excerpt` and `encoded` are HTML), its `terms` as taxonomy
    and name, its `meta` by key. `line` is where it begins."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    size: int = 0

    @property
    def is_too_big(self) -> bool:
        return self.size > MAX_FILE_BYTES

    def get(self, name: str) -> str:
        return self.values.get(name, "").strip()


class ExportReader:
    """Reads one file. `authors` maps the logins of those items that were read to names; empty in versions that write
    the names with the items."""

    def __init__(self) -> None:
        self.authors: dict[str, str] = {}
        self._path: list[str] = []
        self._text: list[str] = []
        self._item: Item | None = None
        self._meta_key = ""
        self._taxonomy = ""
        self._login = ""
        self._done: list[Item] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._refuse_entity

    def items(self, file: BinaryIO) -> Iterator[Item]:
        """Raises SourceRefused with the line at which the file is broken, after the items before it."""
        chunk = file.read(CHUNK)
        declared = ENCODING.match(chunk.removeprefix(codecs.BOM_UTF8))
        encoding = declared[1] if declared else b"utf-8"
        decoder = _decoder(encoding)
        try:
            while chunk:
                self._parser.Parse(FORBIDDEN.sub("", decoder.decode(chunk)).removeprefix("\ufeff"))
                done, self._done = self._done, []
                yield from done
                chunk = file.read(CHUNK)
            self._parser.Parse(decoder.decode(b"", True), True)
        except SourceRefused:
            yield from self._done
            raise
        except expat.ExpatError as error:
            yield from self._done
            reason = expat.ErrorString(error.code)
            raise SourceRefused(f"line {error.lineno}: the file is broken: {reason}") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        depth = len(self._path)
        if depth < len(ROOT) and local != ROOT[depth]:
            line = self._parser.CurrentLineNumber
            raise SourceRefused(f"line {line}: no WordPress export: <{local}> where <{ROOT[depth]}> is expected")
        if depth >= MAX_DEPTH:
            raise SourceRefused(f"line {self._parser.CurrentLineNumber}: its elements are nested too deeply")
        self._path.append(EXCERPT if local == "encoded" and EXCERPT in space else local)
        self._text.clear()
        if depth == 2 and local == "item":
            self._item = Item(line=self._parser.CurrentLineNumber)
        if local == "category":
            self._taxonomy = attributes.get("domain", "")

    def _characters(self, text: str) -> None:
        if self._item is not None:
            self._item.size += len(text)
            if self._item.is_too_big and self._may_be_left_out():
                return
        elif len(self._path) != 4:
            return
        self._text.append(text)

    def _may_be_left_out(self) -> bool:
        return (len(self._path) > 3 and self._path[3] in LONG) or len(self._text) >= MAX_PIECES

    def _end(self, _name: str) -> None:
        path, text, item = self._path, "".join(self._text), self._item
        self._text.clear()
        name = path[-1]
        if item is not None and len(path) == 3:
            self._done.append(item)
            self._item = None
        elif item is not None and len(path) == 4:
            if name == "category" and not item.is_too_big:
                item.terms.append((self._taxonomy, text.strip()))
            elif name != "category":
                item.values[name] = text
        elif item is not None and path[3:-1] == ["postmeta"]:
            if name == "meta_key":
                self._meta_key = text.strip()
            elif name == "meta_value":
                item.meta[self._meta_key] = text.strip()
        elif path[2:-1] == ["author"]:
            if name == "author_login":
                self._login = text.strip()
            elif name == "author_display_name":
                self.authors[self._login] = text.strip()
        path.pop()

    def _refuse_entity(self, *_declaration: object) -> None:
        raise SourceRefused(f"line {self._parser.CurrentLineNumber}: it declares entities")


def _decoder(encoding: bytes) -> codecs.IncrementalDecoder:
    """Raises SourceRefused for an encoding that this reader does not take or that does not exist."""
    name = encoding.decode()
    try:
        if READ.fullmatch(encoding):
            return codecs.getincrementaldecoder(name)("replace")
    except LookupError:
        pass
    raise SourceRefused(f"line 1: the encoding {name} is not read: export the file in UTF-8")
