"""Reads EPUB books as the tests need them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element


class Book:
    """A book by its files."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(BytesIO(content))
        self.package = self.page("package.opf")
        self.contents = self.page("contents.xhtml")

    def page(self, name: str) -> Element:
        return ElementTree.fromstring(self.archive.read(f"book/{name}"))

    def metadata(self, name: str) -> list[str]:
        return [element.text or "" for element in self.package.findall(f"{{*}}metadata/{{*}}{name}")]

    @property
    def files(self) -> list[str]:
        """The files of the manifest."""
        return [item.get("href", "") for item in self.package.findall("{*}manifest/{*}item")]

    @property
    def spine(self) -> list[str]:
        items = {item.get("id"): item.get("href", "") for item in self.package.findall("{*}manifest/{*}item")}
        return [items[reference.get("idref")] for reference in self.package.findall("{*}spine/{*}itemref")]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Those of the table of contents: their text and target."""
        found = self.contents.findall(".//{*}nav//{*}a")
        return [("".join(link.itertext()), link.get("href", "")) for link in found]

    @property
    def facts(self) -> list[str]:
        """The lines under the title of a list's book."""
        lines = ["".join(line.itertext()) for line in self.contents.findall(".//{*}p")]
        return [re.sub(r"\s+", " ", line) for line in lines]
