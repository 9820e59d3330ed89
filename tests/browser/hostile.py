"""What the hostile pages are held to: an eye on all that a page does, and what may stand in its article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from playwright.sync_api import BrowserContext, Dialog, Page, Request, Route
from werkzeug.test import run_wsgi_app

MARKER = re.compile(r"Mốc [\w-]+ \w+\.")
BODY = re.compile(r"<body[^>]*>(.*)", re.DOTALL)
OWN_PATHS = re.compile(r"/(?:static/.+|pictures/[0-9a-f]+-\d+\.(?:avif|webp|jpg))")

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
WORDS_OF_ANY = {"lang": LANG, "dir": "ltr|rtl|auto", "translate": "no"}
ALLOWED: dict[str, dict[str, str]] = {
    **{f"foreign {tag}": {} for tag in MATH.split()},
    "foreign math": {"display": "block|inline"},
    "foreign mfrac": {"linethickness": "0(px|em)?"},
    "foreign mi": {"mathvariant": "normal"},
    "foreign mo": dict.fromkeys(("fence", "largeop", "movablelimits", "separator", "stretchy"), YES),
    **dict.fromkeys(PLAIN.split(), WORDS_OF_ANY),
    "a": {"href": r"(https?:[\t\n\r]*//[^/]|mailto:|tel:).*", **WORDS_OF_ANY},
    "abbr": {"title": TEXT, **WORDS_OF_ANY},
    "data": {"value": TEXT, **WORDS_OF_ANY},
    "del": {"datetime": r"[-+:.\dTZ ]+", **WORDS_OF_ANY},
    "dfn": {"title": TEXT, **WORDS_OF_ANY},
    "ins": {"datetime": r"[-+:.\dTZ ]+", **WORDS_OF_ANY},
    "li": {"value": f"-?{NUMBER}", **WORDS_OF_ANY},
    "ol": {"start": f"-?{NUMBER}", "type": "[1aAiI]", "reversed": "", **WORDS_OF_ANY},
    "table": {"dir": "ltr|rtl"},
    "td": {"colspan": NUMBER, "headers": r"(head-\d+-\d+ ?)+", "rowspan": NUMBER, **WORDS_OF_ANY},
    "th": {
        "abbr": TEXT, "colspan": NUMBER, "headers": r"(head-\d+-\d+ ?)+", "id": r"head-\d+-\d+", "rowspan": NUMBER,
        "scope": "(col|row)(group)?", **WORDS_OF_ANY,
    },
    "time": {"datetime": r"[-+:.\dA-Za-z ]+", **WORDS_OF_ANY},
    "span": {"class": "br-end-mark", "aria-hidden": "true", **WORDS_OF_ANY},
    "div": {
        "class": "br-scrollable", "role": "region", "tabindex": "0", "aria-label": r"(Bảng|Văn bản nguyên dạng) \d+",
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
    "div": {**ALLOWED["div"], "class": "br-scrollable|br-placeholder"},
    "p": {"id": r"picture-\d+-alt", **LANGUAGE},
    "form": {"role": "none", "action": r"#picture-\d+"},
    "button": {
        "type": "submit", "class": "br-button br-button--quiet", "id": r"picture-\d+-show", "name": "picture",
        "value": NUMBER, "lang": "vi|en", "dir": "ltr",
    },
    "img": {**ALLOWED["img"], "tabindex": "-1"},
    "template": {},
}  # fmt: skip

LISTED = """(root) => {
  // By the prototypes: what a form holds may stand before its own properties.
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
STATE = """() => {
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
    flat: [...document.querySelectorAll('main h1, .sapo, .byline')].every((one) => !one.children.length),
    parts: [...document.querySelector('article').children].map((one) => one.className || one.localName).join(' '),
    stacked: [...document.querySelectorAll('.br-article *')].filter(
      (one) => !['static', 'relative'].includes(getComputedStyle(one).position) &&
        !one.closest('.br-scrollable, .br-end-mark')).length,
  }
}"""
SOUND = {
    "toolbar": "section", "form": "form", "status": "p", "content": "main", "twice": [],
    "bantin": "apply cookieName cookiePath current options parseCookie readCookie updateControls",
    "update": "function", "cookie": "string", "forms": 2,
    "body": True, "query": "function", "get": True, "own": "location", "base": True, "title": 0, "flat": True,
    "stacked": 0,
}  # fmt: skip
PARTS = re.compile(r"br-date h1 sapo br-toolbar script br-article( byline)?( br-tags)?")


class Watched:
    """A page, and everything it did that no article may do."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.did: list[str] = []
        self._own = own
        self._path = ""
        context.expose_function("pwned", lambda *_: self.did.append("ran"))
        context.on("request", self._request)
        context.route(lambda address: not address.startswith(own), self._refuse)
        context.on("dialog", self._dialog)
        self.page: Page = context.new_page()
        context.on("page", lambda popup: self.did.append(f"opened {popup.url}"))
        self.page.on("pageerror", lambda error: self.did.append(f"error {error}"))
        self.page.on(
            "console", lambda message: self.did.append(f"console {message.text}") if message.type == "error" else None
        )
        self.page.on("framenavigated", lambda frame: self.did.append("frame") if frame.parent_frame else None)

    def open(self, path: str) -> None:
        self._path = path
        self.page.goto(path, wait_until="load")

    def _request(self, request: Request) -> None:
        path = request.url.removeprefix(self._own)
        if path == self._path and request.is_navigation_request():
            self._path = ""
        elif not OWN_PATHS.fullmatch(path):
            self.did.append(f"asked for {request.url}")

    @staticmethod
    def _refuse(route: Route) -> None:
        route.abort()

    def _dialog(self, dialog: Dialog) -> None:
        self.did.append(f"dialog {dialog.message}")
        dialog.dismiss()


def strangers(listed: Iterable[tuple[str, list[tuple[str, str]]]], *, placeholders: bool = False) -> list[str]:
    """The elements and attributes that neither an article needs nor our templates make."""
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


def clobbered(state: dict[str, Any]) -> dict[str, Any]:
    """What of the page's own is not as the page made it."""
    parts = state.pop("parts")
    odd = {name: value for name, value in state.items() if value != SOUND[name]}
    return odd if PARTS.fullmatch(parts) else {**odd, "parts": parts}


class Rewritten:
    """The application, with its policy or without; `raw` is HTML that comes uncleaned at the start of each body."""

    def __init__(self, app: WSGIApplication, *, policy: bool) -> None:
        self._app = app
        self._policy = policy
        self.raw = ""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        answer, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        body = b"".join(answer)
        if self.raw:
            place = b'<div class="br-article">'
            body = body.replace(place, place + self.raw.encode())
            headers.remove("Content-Length")
        if not self._policy:
            headers.remove("Content-Security-Policy")
        start(status, headers.to_wsgi_list())
        return [body]


def raw_body(page: Path) -> str:
    """A saved page's body as it is."""
    found = BODY.search(page.read_text("utf-8"))
    assert found
    return found[1]
