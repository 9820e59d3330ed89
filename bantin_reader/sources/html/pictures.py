"""Chooses the picture that an element of a page shows: the largest file that is there of all that the page names."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.html.dom import take_out
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.picture_addresses import (
    Candidate,
    enlarged,
    is_placeholder_name,
    of_element,
    waits_for_script,
)
from bantin_reader.sources.html.picture_files import Found, PictureFiles, area, holds_a_place

IMAGES = "img, amp-img, amp-anim"
IMAGE_TAGS = IMAGES.split(", ")
MOST_CANDIDATES = 40
MOST_AROUND = 20
# A file that is named as placeholders are, but has more bytes than this, is a picture.
LARGEST_PLACEHOLDER = 20_000


class Pictures:
    """The pictures of one page's elements."""

    def __init__(self, files: PictureFiles, tree: LexborHTMLParser | None = None) -> None:
        self._files = files
        self._tree = tree
        self._named: set[str] | None = None

    def of_image(self, image: Element) -> PictureSource | None:
        """The picture of an `<img>`, None where the page names none but a placeholder."""
        return self._largest(candidates_of(image))

    def at(self, address: str) -> PictureSource | None:
        """The picture at one address, such as a background or what is shown before a video plays."""
        return self._largest([Candidate(address.strip())]) if address.strip() else None

    def file_at(self, address: str) -> Path | None:
        """The file of the import that an address names, be it a picture or not."""
        return self._files.find(address).source.file

    def is_copy(self, noscript: LexborNode) -> bool:
        """Whether a `<noscript>` holds a picture that an image of the page shows with scripts: the image beside it
        waits for a script, or one of the page's images has its address."""
        for image in noscript.css("img"):
            if not any(one.address in self._addresses() for one in of_element(Element(image))):
                break
        else:
            return True
        return any(_waiting_image(noscript, step) is not None for step in ("prev", "next"))

    def _addresses(self) -> set[str]:
        """The addresses of the page's images outside of `<noscript>`."""
        if self._named is None:
            images = self._tree.css(IMAGES) if self._tree is not None else []
            shown = (Element(image) for image in images if not _is_without_scripts(image))
            self._named = {one.address for image in shown for one in of_element(image)}
        return self._named

    def _largest(self, candidates: list[Candidate]) -> PictureSource | None:
        found = [(self._files.find(one.address), one) for one in candidates[:MOST_CANDIDATES]]
        there = [(one, named) for one, named in found if one.is_there and not holds_a_place(one.source)]
        fit = [(one, named) for one, named in there if not is_placeholder_name(named.address) or _is_large(one.source)]
        if fit:
            measured = len(fit) > 1
            return max(fit, key=lambda pair: _rank(pair[0], pair[1].width, measured=measured))[0].source
        absent = [(one, named) for one, named in found if not one.source.shown.startswith("data:")]
        named_so = sorted(absent, key=lambda pair: is_placeholder_name(pair[1].address))
        unreadable = (one.source for one, _ in found if one.source.content == b"")
        return named_so[0][0].source if named_so else next(unreadable, None)


def candidates_of(image: Element) -> list[Candidate]:
    """Every address that the page gives an image, the best first where their sizes do not tell. A copy of the image for
    browsers without scripts leaves the page."""
    found = list(of_element(image))
    parent = image.node.parent
    if parent is not None and parent.tag == "picture":
        for source in parent.css("source"):
            found += of_element(Element(source))
    copy = _copy_without_scripts(image.node) if waits_for_script(image) else None
    if copy is not None:
        found += of_element(Element(copy))
    found += [Candidate(address) for address in enlarged(image.node)]
    return list(dict.fromkeys(found))


def _rank(found: Found, width: float, *, measured: bool) -> tuple[float, float, bool]:
    return (area(found.source) if measured else 0, width, found.is_led_to)


def _is_large(source: PictureSource) -> bool:
    size = source.file.stat().st_size if source.file else len(source.content or b"")
    return size > LARGEST_PLACEHOLDER


def _copy_without_scripts(image: LexborNode) -> LexborNode | None:
    """The image that a `<noscript>` beside this one shows without scripts. The `<noscript>` leaves the page."""
    node: LexborNode | None = image
    for _ in range(3):
        if node is None:
            return None
        for step in ("next", "prev"):
            beside = _element_beside(node, step)
            if beside is None or beside.tag != "noscript":
                continue
            is_of_another = step == "prev" and _waiting_image(beside, "prev") is not None
            copy = None if is_of_another else beside.css_first("img")
            if copy is not None:
                take_out(beside)
                return copy
        node = node.parent if node.parent is not None and _only_image(node.parent) is not None else None
    return None


def _is_without_scripts(image: LexborNode) -> bool:
    around = image.parent
    while around is not None:
        if around.tag == "noscript":
            return True
        around = around.parent
    return False


def _waiting_image(node: LexborNode, step: str) -> LexborNode | None:
    """The image in the element right before or after, where it waits for a script to load it."""
    beside = _element_beside(node, step)
    image = _only_image(beside) if beside is not None else None
    return image if image is not None and waits_for_script(Element(image)) else None


def _element_beside(node: LexborNode, step: str) -> LexborNode | None:
    """The element right before or after, with only white space and comments between."""
    beside: LexborNode | None = getattr(node, step)
    while beside is not None and not beside.is_element_node:
        if beside.is_text_node and beside.text(deep=False).strip():
            return None
        beside = getattr(beside, step)
    return beside


def _only_image(node: LexborNode) -> LexborNode | None:
    """The image that an element is or holds, where it holds no other one, no words, and little around the image."""
    waiting = [node]
    images: list[LexborNode] = []
    for _ in range(MOST_AROUND):
        if not waiting:
            return images[0] if len(images) == 1 else None
        one = waiting.pop()
        if one.is_text_node and one.text(deep=False).strip():
            return None
        if one.is_element_node and one.tag != "noscript":
            images += [one] if one.tag in IMAGE_TAGS else []
            waiting += one.iter(include_text=True)
    return None
