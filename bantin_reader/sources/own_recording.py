"""Finds the recording of an article in its own content, as WordPress has it: in an audio block or `[audio]`."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.dom import attribute

# Which WordPress adds to an address so that no other player on the page is meant by it: `a.mp3?_=1`.
INSTANCE = re.compile(r"[?&]_=\d+$")


def without_own_recording(html: str) -> tuple[str, str]:
    """The content without the audio that begins it, and the address of that: the recording of the article. Audio that
    follows words, a picture or other audio is a part of the article: the content stays, without an address."""
    if "<audio" not in html.lower():
        return html, ""
    body = LexborHTMLParser(html).body
    players = body.css("audio") if body is not None else []
    if body is None or len(players) != 1:
        return html, ""
    block = _block_of(players[0], body)
    address = _address(players[0])
    if not address or _begins_later(block) or _says_more(block):
        return html, ""
    block.decompose()
    return body.inner_html or "", address


def _block_of(node: LexborNode, body: LexborNode) -> LexborNode:
    """The child of the body that holds a node."""
    while node.parent is not None and node.parent != body:
        node = node.parent
    return node


def _address(player: LexborNode) -> str:
    sources = [player, *player.css("source")]
    return INSTANCE.sub("", next((found for one in sources if (found := attribute(one, "src").strip())), ""))


def _begins_later(block: LexborNode) -> bool:
    before = block.prev
    while before is not None:
        is_media = before.tag in ("img", "picture") or (before.tag != "-text" and before.css("img, iframe, video"))
        if is_media or (before.tag != "-comment" and before.text().strip()):
            return True
        before = before.prev
    return False


def _says_more(block: LexborNode) -> bool:
    """Whether it holds more than the audio, its caption and the words for old browsers."""
    said = sum(len("".join(one.text().split())) for one in block.css("audio, figcaption"))
    return len("".join(block.text().split())) > said
