"""The text of a clean article body for programs and displays that show characters alone, such as braille displays."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from bantin_reader.model.list_markers import ListMarkers

BLOCKS = frozenset(
    {
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "blockquote",
        "figcaption",
        "caption",
        "tr",
        "figure",
        "table",
    }
    | {"ul", "ol", "dl", "hr"}
)
# Blocks that follow each other without an empty line.
TIGHT = frozenset({"li", "tr", "dt", "dd"})
STRUCK = frozenset({"s", "del"})
INDENT = "  "
BETWEEN_CELLS = " | "
RULE = "* * *"


@dataclass(frozen=True)
class BodyWords:
    """`picture` and `struck` are sentences with `%(description)s` and `%(words)s`."""

    picture: str
    struck: str


def body_text(html: str, words: BodyWords) -> str:
    """Paragraphs with an empty line between them, one line each; lists with their markers, tables a row a line.

    Links are followed by their address in angle brackets (RFC 3986, appendix C), struck-out words are named as such,
    and pictures are their alternative text. `html` is clean: each element of it is closed.
    """
    writer = _TextWriter(words)
    writer.feed(html)
    writer.close()
    return writer.text()


class _TextWriter(HTMLParser):
    def __init__(self, words: BodyWords) -> None:
        super().__init__(convert_charrefs=True)
        self._before_struck, self._after_struck = words.struck.split("%(words)s")
        self._picture = words.picture
        self._blocks: list[tuple[str, bool]] = []
        self._inline: list[str] = []
        self._lists: list[ListMarkers] = []
        self._links: list[tuple[str, int]] = []
        self._marker = ""
        self._quotes = 0
        self._preformatted = False
        self._cells = 0

    def text(self) -> str:
        self._end_block("p")
        lines: list[str] = []
        for number, (block, is_tight) in enumerate(self._blocks):
            follows_tight = number > 0 and self._blocks[number - 1][1] and is_tight
            lines += [block] if number == 0 or follows_tight else ["", block]
        return "\n".join(lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in BLOCKS or tag == "pre":
            self._end_block(tag)
        match tag:
            case "ul" | "ol":
                self._lists.append(ListMarkers(tag, attributes))
            case "li":
                self._marker = self._lists[-1].next(attributes.get("value")) if self._lists else "- "
            case "blockquote":
                self._quotes += 1
            case "pre":
                self._preformatted = True
            case "tr":
                self._cells = 0
            case "td" | "th":
                self._inline.append(BETWEEN_CELLS if self._cells else "")
                self._cells += 1
            case "hr":
                self._blocks.append((RULE, False))
            case "br":
                self._inline.append("\n")
            case "img":
                self._inline.append(self._picture % {"description": attributes.get("alt") or ""})
            case "q":
                self._inline.append("“")
            case "a":
                self._links.append((attributes.get("href") or "", len(self._inline)))
            case _ if tag in STRUCK:
                self._inline.append(f"[{self._before_struck}")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or tag == "pre":
            self._end_block(tag)
        match tag:
            case "ul" | "ol" if self._lists:
                self._lists.pop()
            case "blockquote":
                self._quotes -= 1
            case "pre":
                self._preformatted = False
            case "q":
                self._inline.append("”")
            case "a" if self._links:
                self._end_link(*self._links.pop())
            case _ if tag in STRUCK:
                self._inline.append(f"{self._after_struck}]")

    def handle_data(self, data: str) -> None:
        self._inline.append(data if self._preformatted else " ".join(data.split("\n")))

    def _end_link(self, address: str, start: int) -> None:
        words = "".join(self._inline[start:]).strip()
        if address.startswith(("http:", "https:")) and address != words:
            self._inline.append(f" <{address}>")

    def _end_block(self, tag: str) -> None:
        """What was said since the last block, as a block of its own; an item's marker stands before its first one."""
        said = "".join(self._inline)
        self._inline.clear()
        lines = (
            said.strip("\n").split("\n")
            if self._preformatted
            else [" ".join(line.split()) for line in said.split("\n")]
        )
        if not any(lines):
            return
        depth = max(0, len(self._lists) - 1)
        before = "> " * self._quotes + INDENT * depth
        rest = before + " " * len(self._marker) if self._lists else before
        block = "\n".join((before + self._marker if number == 0 else rest) + line for number, line in enumerate(lines))
        self._blocks.append((block, tag in TIGHT or bool(self._lists)))
        self._marker = " " * len(self._marker)
