"""Determines which elements of a page are not shown: not rendered, controls, navigation, permanently hidden.

Content that a script or a click reveals counts as shown: what fades in while scrolling, accordions, tabs,
`hidden="until-found"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.dom import TAKEN
from bantin_reader.sources.html.element import FOR_VOICES, Element
from bantin_reader.sources.html.elements import CONTROLS, HEADINGS, SILENT
from bantin_reader.sources.html.widgets import is_widget


class Omission(Enum):
    """Why an element is left out; the value is the reason in a warning."""

    SILENT = ""
    CONTROL = "controls"
    NAVIGATION = "navigation"
    HIDDEN = "hidden on the page"
    WIDGET = "share buttons or related links"


ANIMATED = re.compile(
    r"(?:^|[\s_-])(?:wow|aos|animat\w*|fade\w*|reveal\w*|elementor-invisible|invisible-until|scroll\w*|lazy\w*)", re.I
)
ANIMATION_ATTRIBUTES = ("data-aos", "data-wow-delay", "data-wow-duration", "data-animate", "data-animation", "data-sr")
# Bootstrap's display utilities: hidden at every width unless another class shows it at some.
SHOWN_FROM = re.compile(r"(?:^|\s)d-(?:(?:sm|md|lg|xl|xxl)-)?(?:block|inline|inline-block|flex|inline-flex|grid|table)")
PANEL = re.compile(r"(?:^|[\s_-])tab-?(?:pane|panel|content)s?(?=$|[\s_-])|(?:^|\s)accordion-(?:body|content|collapse)")
SLIDE = re.compile(r"(?:^|[\s_-])(?:slides?|carousel|swiper|owl|slick|gallery)(?=$|[\s_-])", re.IGNORECASE)
COPY = re.compile(r"(?:^|\s)(?:slick-cloned|cloned|swiper-slide-duplicate|bx-clone)(?=$|\s)")
OFF_SCREEN = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|em|rem|%)")
OPENS = (
    '[aria-controls], [data-target], [data-bs-target], [data-toggle][href^="#"], [data-bs-toggle][href^="#"], '
    '[role="tab"][href^="#"], [onclick]'
)
EXPANDS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target")
POPS_UP = ("dropdown", "modal", "tooltip", "popover", "offcanvas")
CALLED_ID = re.compile(r"['\"#]([\w-]{2,80})['\"]")


class Visibility:
    """Which elements of one page are shown. Without the page's tree, no control that opens a hidden part is known."""

    def __init__(self, tree: LexborHTMLParser | None = None) -> None:
        self._tree = tree
        self._opened: set[str] | None = None

    def omission(self, element: Element) -> Omission | None:
        """Why the element is left out, None where it is shown."""
        tag = element.tag
        attributes = element.attributes
        if tag in SILENT or TAKEN in attributes:
            return Omission.SILENT
        if tag in CONTROLS and not (tag == "button" and (is_in_heading(element.node) or expands(element))):
            return Omission.CONTROL
        if tag == "nav":
            return Omission.NAVIGATION
        if tag == "dialog" and "open" not in attributes:
            return Omission.HIDDEN
        if not attributes:
            return None
        if self._is_hidden(element):
            return Omission.HIDDEN
        if "class" in attributes and COPY.search(element.get("class")):
            return Omission.SILENT
        if element.get("aria-hidden") == "true" and _stands_for_formula(element.node):
            return Omission.SILENT
        return Omission.WIDGET if is_widget(element) else None

    def _is_hidden(self, element: Element) -> bool:
        attributes = element.attributes
        if "hidden" in attributes and element.get("hidden").lower() != "until-found":
            return not self._can_open(element)
        if element.get("role") in ("dialog", "alertdialog") and element.get("aria-hidden") == "true":
            return True
        if "style" in attributes and _is_styled_away(element):
            return not self._can_open(element)
        names = element.get("class")
        if "d-none" not in names or "d-none" not in names.split() or SHOWN_FROM.search(names):
            return False
        return not self._can_open(element)

    def _can_open(self, element: Element) -> bool:
        """Whether a visitor of the page can reveal a hidden part."""
        if element.style("display") != "none" and element.style("visibility") == "hidden" and _is_animated(element):
            return True
        if element.get("role") == "tabpanel" or PANEL.search(element.get("class")) or SLIDE.search(element.names):
            return True
        return element.get("id") in self._opened_ids() or any(map(_opens, _beside(element.node)))

    def _opened_ids(self) -> set[str]:
        """The ids of the elements that a control of the page reveals."""
        if self._opened is None:
            self._opened = set()
            for node in self._tree.css(OPENS) if self._tree is not None else ():
                control = Element(node)
                self._opened.update(control.get("aria-controls").split())
                for name in ("data-target", "data-bs-target", "href"):
                    self._opened.add(control.get(name).removeprefix("#"))
                self._opened.update(CALLED_ID.findall(control.get("onclick")[:500]))
            self._opened.discard("")
        return self._opened


def expands(element: Element) -> bool:
    """Whether it is a control that reveals a part of the page, other than a menu or a dialog."""
    if "aria-haspopup" in element.attributes or element.get("data-toggle") in POPS_UP:
        return False
    if element.get("data-bs-toggle") in POPS_UP:
        return False
    return any(name in element.attributes for name in EXPANDS) or element.get("role") == "tab"


def _opens(beside: LexborNode | None) -> bool:
    """Whether the element beside a hidden one, or the first element in it, is a control that reveals it."""
    for _ in range(3):
        if beside is None or not beside.is_element_node:
            return False
        element = Element(beside)
        if element.tag in ("button", "summary") or expands(element) or "onclick" in element.attributes:
            return True
        beside = next((child for child in beside.iter(include_text=False)), None)
    return False


def _stands_for_formula(node: LexborNode) -> bool:
    """Whether an element is only the visual copy of the formula (`<math>`) beside it, as KaTeX and MathJax write."""
    return any(other.tag == "math" or other.css_first("math") is not None for other in _beside(node))


def _beside(node: LexborNode) -> Iterator[LexborNode]:
    """The nearest element before and the nearest after, with only white space and comments between."""
    for step in ("prev", "next"):
        other: LexborNode | None = getattr(node, step)
        while other is not None and not other.is_element_node:
            if other.is_text_node and other.text(deep=False).strip():
                break
            other = getattr(other, step)
        if other is not None and other.is_element_node:
            yield other


def _is_styled_away(element: Element) -> bool:
    style = element.style
    if style("display") == "none" or style("mso-hide") == "all" or style("visibility") in ("hidden", "collapse"):
        return True
    away = style("position") in ("absolute", "fixed") and (
        OFF_SCREEN.match(style("left")) or OFF_SCREEN.match(style("top")) or OFF_SCREEN.match(style("right"))
    )
    moved = away or OFF_SCREEN.match(style("text-indent"))
    return moved is not None and bool(moved) and not FOR_VOICES.search(element.get("class"))


def _is_animated(element: Element) -> bool:
    named = element.style("animation-name") or element.style("animation") or element.style("transition")
    return (
        bool(named)
        or ANIMATED.search(element.get("class")) is not None
        or any(name in element.attributes for name in ANIMATION_ATTRIBUTES)
    )


def is_in_heading(node: LexborNode) -> bool:
    """Whether a heading is at most four elements around it."""
    around = node.parent
    for _ in range(4):
        if around is None:
            return False
        if around.tag in HEADINGS:
            return True
        around = around.parent
    return False
