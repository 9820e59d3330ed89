"""The markup that an article may have on a page, and the state of a page that no article may change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

TEXT, NUMBER, LANG = ".*", r"\d{1,4}", r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
LANGUAGE = {"lang": LANG, "dir": "ltr|rtl"}
PICTURES = r"(/pictures/[0-9a-f]+-\d+\.(avif|webp|jpg)( \d+w)?(, )?)+"
PLAIN = (
    "a abbr bdi bdo blockquote br caption cite code data dd del dfn dl dt em figcaption figure h2 h3 h4 hr img ins kbd "
    "li mark ol p pre q rp rt ruby s samp small span strong sub sup table tbody td th thead time tr ul var div picture "
    "source"
)
MATH = (
    "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle "
    "msub msubsup msup mtable mtd mtext mtr munder munderover"
)
YES = "true|false"
SECTION = "section-[a-z0-9-]+"
OVERFLOWS = "br-scrollable( br-scrollable--overflows)?|br-heading"
GLOBAL = {"lang": LANG, "dir": "ltr|rtl|auto", "translate": "no"}
ALLOWED: dict[str, dict[str, str]] = {
    **{f"foreign {tag}": {} for tag in MATH.split()},
    "foreign math": {"display": "block|inline"},
    "foreign mfrac": {"linethickness": "0(px|em)?"},
    "foreign mi": {"mathvariant": "normal"},
    "foreign mo": dict.fromkeys(("fence", "largeop", "movablelimits", "separator", "stretchy"), YES),
    **dict.fromkeys(PLAIN.split(), GLOBAL),
    # A link of the contents moves the focus to its heading.
    **{tag: {"id": SECTION, "tabindex": "-1", **GLOBAL} for tag in ("h2", "h3", "h4")},
    "a": {
        "href": rf"(https?:[\t\n\r]*//[^/]|mailto:|tel:).*|#({SECTION}|picture-\d+)", "class": "br-anchor",
        "aria-label": "Liên kết đến .*", **GLOBAL,
    },
    "abbr": {"title": TEXT, **GLOBAL},
    "data": {"value": TEXT, **GLOBAL},
    "del": {"datetime": r"[-+:.\dTZ ]+", **GLOBAL},
    "dfn": {"title": TEXT, **GLOBAL},
    "ins": {"datetime": r"[-+:.\dTZ ]+", **GLOBAL},
    "li": {"value": f"-?{NUMBER}", **GLOBAL},
    "ol": {"class": "br-digits-[234]", "start": f"-?{NUMBER}", "type": "[1aAiI]", "reversed": "", **GLOBAL},
    "table": {"dir": "ltr|rtl"},
    "td": {"class": "br-number", "colspan": NUMBER, "headers": r"(head-\d+-\d+ ?)+", "rowspan": NUMBER, **GLOBAL},
    "th": {
        "class": "br-number",
        "abbr": TEXT, "colspan": NUMBER, "headers": r"(head-\d+-\d+ ?)+", "id": r"head-\d+-\d+", "rowspan": NUMBER,
        "scope": "(col|row)(group)?", **GLOBAL,
    },
    "time": {"datetime": r"[-+:.\dA-Za-z ]+", **GLOBAL},
    "span": {"class": "br-end-mark", "aria-hidden": "true", **GLOBAL},
    "div": {
        "class": OVERFLOWS, "role": "region", "tabindex": "0",
        "aria-label": r"(Bảng|Văn bản nguyên dạng) \d+", "data-wide": "Bảng rộng – vuốt ngang",
    },
    "figure": {"id": r"picture-\d+"},
    "picture": {},
    "source": {"type": "image/(avif|webp)", "srcset": PICTURES, "sizes": TEXT},
    "img": {
        "alt": TEXT, "src": PICTURES, "srcset": PICTURES, "sizes": TEXT, "width": NUMBER, "height": NUMBER,
        "loading": "lazy",
    },
}  # fmt: skip
PLACEHOLDER: dict[str, dict[str, str]] = {
    "div": {**ALLOWED["div"], "class": f"{OVERFLOWS}|br-placeholder"},
    "b": LANGUAGE,
    "span": {**ALLOWED["span"], **LANGUAGE},
    "form": {"role": "none", "action": r"#picture-\d+"},
    "button": {
        "type": "submit", "class": "br-button br-button--quiet", "id": r"picture-\d+-show", "name": "picture",
        "value": NUMBER, "lang": "vi|en", "dir": "ltr",
    },
    "img": {**ALLOWED["img"], "tabindex": "-1"},
    "template": {},
}  # fmt: skip

LIST_ELEMENTS = """(root) => {
  // Reads by the prototypes' getters, because the named controls of a form hide its own properties.
  const of = (prototype, name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(prototype, name).get)
  const kind = of(Node.prototype, 'nodeType')
  const children = of(Node.prototype, 'childNodes')
  const local = of(Element.prototype, 'localName')
  const space = of(Element.prototype, 'namespaceURI')
  const attributes = of(Element.prototype, 'attributes')
  const listed = []
  const walk = (node) => {
    if (kind(node) === Node.TEXT_NODE) return
    if (kind(node) !== Node.ELEMENT_NODE) return listed.push(['#' + kind(node), []])
    const tag = (space(node) === 'http://www.w3.org/1999/xhtml' ? '' : 'foreign ') + local(node)
    listed.push([tag, [...attributes(node)].map((one) => [one.name, one.value])])
    children(node).forEach(walk)
    if (tag === 'template') children(node.content).forEach(walk)
  }
  children(root).forEach(walk)
  return listed
}"""
PAGE_STATE = """() => {
  const called = (name) => document.getElementById(name)?.localName
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  return {
    toolbar: called('toolbar'), form: called('toolbar-form'), status: called('status'), content: called('content'),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    bantin: Object.keys(window.bantin).sort().join(' '), update: typeof window.bantin.updateControls,
    cookie: typeof document.cookie, forms: document.forms instanceof HTMLCollection && document.forms.length,
    body: document.body instanceof HTMLBodyElement, query: typeof document.querySelector,
    get: document.getElementById === Document.prototype.getElementById, own: Object.keys(document).join(),
    base: document.baseURI === location.href, title: document.head.querySelectorAll('base, meta[http-equiv]').length,
    flat: [...document.querySelectorAll('main h1, .sapo, .byline')].every(
      (one) => [...one.children].every(
        (child) => child.matches('.byline > a[href^="/authors/"]') && [...child.children].every(
          (name) => name.localName === 'span' && !name.attributes.length && !name.children.length))),
    parts: [...document.querySelector('article').children].map((one) => one.className || one.localName).join(' '),
    stacked: [...document.querySelectorAll('.br-article *')].filter(
      (one) => !['static', 'relative'].includes(getComputedStyle(one).position) &&
        !one.closest('.br-scrollable, .br-end-mark')).length,
  }
}"""
EXPECTED_STATE = {
    "toolbar": "section", "form": "form", "status": "p", "content": "main", "twice": [],
    "bantin": "apply cookieName cookiePath current options parseCookie readCookie updateControls",
    "update": "function", "cookie": "string", "forms": 3,
    "body": True, "query": "function", "get": True, "own": "location", "base": True, "title": 0, "flat": True,
    "stacked": 0,
}  # fmt: skip
PARTS = re.compile(r"h1 sapo( br-contents)? br-article( byline)?( br-tags)?")


def unexpected_markup(listed: Iterable[tuple[str, list[tuple[str, str]]]], *, placeholders: bool = False) -> list[str]:
    """The elements and attributes of LIST_ELEMENTS that are neither allowed in articles nor made by our templates."""
    allowed = {**ALLOWED, **PLACEHOLDER} if placeholders else ALLOWED
    found = []
    for tag, attributes in listed:
        if tag not in allowed:
            found.append(tag)
            continue
        for name, value in attributes:
            pattern = allowed[tag].get(name)
            if pattern is None or not re.fullmatch(pattern, value, re.DOTALL):
                found.append(f"{tag} {name}={value}")
    return found


def changed_state(state: dict[str, Any]) -> dict[str, Any]:
    """The entries of PAGE_STATE that an article has changed, by DOM clobbering, equal ids or covering the page."""
    parts = state.pop("parts")
    odd = {name: value for name, value in state.items() if value != EXPECTED_STATE[name]}
    return odd if PARTS.fullmatch(parts) else {**odd, "parts": parts}
