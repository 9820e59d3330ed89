"""Makes the HTML of a post of WordPress from what its editor stored: shortcodes, and paragraphs without markup
(codex.wordpress.org/Shortcode_API)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape

from bantin_reader.sources.paragraph_breaks import with_paragraphs

TAG = re.compile(r"\[(?P<escaped>\[)?(?P<close>/)?(?P<name>[a-z][a-z0-9_-]{1,40})(?P<rest>(?:[\s/][^\[\]]{0,2000})?)\]")
ATTRIBUTE = re.compile(r"""\b([a-z_-]{1,30})\s?=\s?(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'/]{1,500}))""")
IMAGE = re.compile(r"(?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>(?:\s*+</a>)?", re.IGNORECASE)
ADDRESS = re.compile(r"""https?://[^\s"']{1,500}""")
REUSED = re.compile(r'<!-- wp:block \{"ref":(\d{1,12})')
BLOCKS = "<!-- wp:"
CAPTIONS = ("caption", "wp_caption")
MEDIA = {"audio": ("src", "mp3", "m4a", "ogg", "wav"), "video": ("src", "mp4", "m4v", "webm", "ogv")}


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file of a site's library. `caption` is HTML."""

    identity: str
    address: str
    alt: str = ""
    caption: str = ""
    order: int = 0


# The attachments of these ids; of the post itself where none are named.
Find = Callable[[Sequence[str]], Sequence[Attachment]]


class Renderer:
    """Renders one post's content. `left_out` names what it cannot render."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self.left_out: dict[str, None] = {}

    def html(self, content: str) -> str:
        for number in REUSED.findall(content):
            self.left_out[f"the reusable block {number}"] = None
        has_blocks = BLOCKS in content
        content = self._without_shortcodes(content)
        return content if has_blocks else with_paragraphs(content)

    def _without_shortcodes(self, content: str) -> str:
        closed = {found["name"] for found in TAG.finditer(content) if found["close"]}
        pieces: list[str] = []
        captions: list[tuple[int, dict[str, str]]] = []
        embeds: list[int] = []
        position = 0
        for found in TAG.finditer(content):
            pieces.append(content[position : found.start()])
            position = found.end()
            name, attributes = found["name"], _attributes(found["rest"])
            if found["escaped"]:
                pieces.append(found[0][1:])
                position += content[position : position + 1] == "]"
            elif name in CAPTIONS:
                if not found["close"]:
                    captions.append((len(pieces), attributes))
                elif captions:
                    start, attributes = captions.pop()
                    pieces[start:] = [_figure("".join(pieces[start:]), attributes)]
            elif name == "gallery":
                pieces.append(self._gallery(attributes))
            elif name == "embed":
                if not found["close"]:
                    embeds.append(len(pieces))
                elif embeds:
                    start = embeds.pop()
                    address = escape(unescape("".join(pieces[start:]).strip()))
                    pieces[start:] = [f'\n\n<p><a href="{address}">{address}</a></p>\n\n']
            elif name in MEDIA:
                pieces.append("" if found["close"] else self._media(name, found["rest"], attributes))
            elif found["close"] or name in closed or attributes:
                self.left_out[f"[{name}]"] = None
            else:
                pieces.append(found[0])
        return "".join([*pieces, content[position:]])

    def _gallery(self, attributes: dict[str, str]) -> str:
        named = attributes.get("ids") or attributes.get("include") or ""
        attachments = self._find(re.findall(r"\d{1,12}", named))
        if not attachments:
            self.left_out["[gallery]"] = None
        figures = []
        for one in attachments:
            caption = f"<figcaption>{one.caption}</figcaption>" if one.caption.strip() else ""
            figures.append(f'<figure><img src="{escape(one.address)}" alt="{escape(one.alt)}">{caption}</figure>')
        return "\n\n".join(["", *figures, ""])

    def _media(self, name: str, rest: str, attributes: dict[str, str]) -> str:
        addresses = (attributes[key] for key in MEDIA[name] if attributes.get(key))
        address = next(addresses, "") or next(iter(ADDRESS.findall(rest)), "")
        if not address:
            self.left_out[f"[{name}]"] = None
            return ""
        return f'\n\n<figure><{name} src="{escape(address)}" controls></{name}></figure>\n\n'


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: found[2] or found[3] or found[4] or "" for found in ATTRIBUTE.finditer(text)}


def _figure(inner: str, attributes: dict[str, str]) -> str:
    """The picture of `[caption]`, with the caption that follows it or, in old posts, stands in an attribute."""
    found = IMAGE.search(inner)
    if not found:
        return inner
    caption = attributes.get("caption") or (inner[: found.start()] + inner[found.end() :]).strip()
    return f"\n\n<figure>{found[0]}<figcaption>{caption}</figcaption></figure>\n\n"
