"""The frame that a request is for: its reader, its links, its accent. A widget's address starts with `/embed/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from flask import g, request
from werkzeug.wrappers import Response

from bantin_reader.model.embed_preferences import EMBED_COOKIE, EmbedPreferences
from bantin_reader.model.preferences import COOKIE_SECONDS
from bantin_reader.web.templating.accent_css import embed_accent
from bantin_reader.web.urls import safe_redirect_target, script_root

PREFIX = "/embed/"
TOOLBAR = "/embed/toolbar"
SET = "set-"
PRESSED = "pressed"
LEVELS = (2, 3, 4)
MOST_HEADLINES, HEADLINES = 20, 5
EMBEDDERS = ("category", "count", "level", "lang", "theme", "text", "accent")
LONGEST = 200
CONTROL = re.compile(r"smaller|larger|reset|(theme|lang)-[a-z]+")


def in_embed() -> bool:
    return request.path.startswith(PREFIX)


@dataclass(frozen=True)
class Embed:
    """A widget at `path` with the arguments that its embedder wrote, read by a reader who may just have `pressed` a
    control."""

    path: str
    arguments: Mapping[str, str]
    reader: EmbedPreferences
    pressed: str

    @classmethod
    def of_request(cls) -> Embed:
        """The widget at the request's address; when its toolbar alone was asked for, the one that `page` names."""
        path, query = request.path, list(request.args.items(multi=True))
        asked, page = query, request.args.get("page", "")
        if path == TOOLBAR and page.startswith(script_root() + PREFIX) and safe_redirect_target(page) == page:
            parts = urlsplit(page.removeprefix(script_root()))
            path, query = unquote(parts.path), parse_qsl(parts.query)
        arguments = {name: value for name, value in reversed(query) if name in EMBEDDERS and len(value) <= LONGEST}
        presses = [(name.removeprefix(SET), value) for name, value in asked if name.startswith(SET)]
        reader = EmbedPreferences.of(request.cookies.get(EMBED_COOKIE), presses, arguments.items())
        control = request.args.get(PRESSED, "")
        return cls(path, arguments, reader, control if reader.pressed and CONTROL.fullmatch(control) else "")

    @cached_property
    def address(self) -> str:
        """Path and query without any press."""
        query = urlencode({name: self.arguments[name] for name in EMBEDDERS if name in self.arguments})
        return script_root() + quote(self.path) + (f"?{query}" if query else "")

    def press(self, name: str, value: str, control: str) -> str:
        """The address that sets one preference by a control."""
        sets = {f"{SET}{other}": kept for other, kept in self.reader.carried.items()} | {f"{SET}{name}": value}
        return f"{self.address}{'&' if '?' in self.address else '?'}{urlencode({**sets, PRESSED: control})}"

    @property
    def level(self) -> int:
        """The level of the widget's first heading."""
        return next((level for level in LEVELS if self.arguments.get("level") == str(level)), LEVELS[0])

    @property
    def count(self) -> int:
        """How many headlines a list shows."""
        text = self.arguments.get("count", "")
        asked = int(text) if text.isascii() and text.isdigit() else HEADLINES
        return min(max(asked, 1), MOST_HEADLINES)

    @property
    def accent_style(self) -> str:
        return embed_accent(self.arguments.get("accent", ""))

    def remember(self, response: Response) -> None:
        """Answer a press: the choice in a cookie of this embedder's alone (CHIPS), and an answer that none keeps."""
        if not self.reader.pressed:
            return
        response.cache_control.no_store = True
        response.set_cookie(
            EMBED_COOKIE,
            self.reader.to_cookie(),
            max_age=COOKIE_SECONDS,
            path="/",
            secure=True,
            httponly=True,
            samesite="None",
            partitioned=True,
        )


def widget() -> Embed:
    """The widget of this request, read once."""
    if "widget" not in g:
        g.widget = Embed.of_request()
    found: Embed = g.widget
    return found
