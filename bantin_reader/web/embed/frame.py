"""The embed that a request is for: its preferences, its links, its accent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from flask import g, request
from werkzeug.wrappers import Response

from bantin_reader.model.embed_preferences import EMBED_COOKIE, EmbedPreferences
from bantin_reader.model.preferences import COOKIE_SECONDS, TABLE
from bantin_reader.web.query_arguments import whole_number
from bantin_reader.web.templating.accent_css import embed_accent
from bantin_reader.web.urls import safe_redirect_target, script_root

ROWS = tuple(row.name for row in TABLE.values() if row.in_embeds)
SET = "set-"
PRESSED = "pressed"
PAGE = "page"
TOOLBAR = "embed.toolbar"
LEVELS = (2, 3, 4)
MOST_HEADLINES, HEADLINES = 20, 5
# What an embedder writes into the address, and what a press adds.
EMBEDDER_ARGUMENTS = ("category", "count", "level", "accent", *ROWS)
ARGUMENTS = (*EMBEDDER_ARGUMENTS, PRESSED, *(SET + name for name in ROWS))
LONGEST = 200
CONTROL = re.compile(r"smaller|larger|reset|[a-z]+-[a-z0-9]+")


@dataclass(frozen=True)
class Embed:
    """An embed at `path` with the embedder's `arguments`. `pressed` names the control that the reader has just pressed;
    it is empty if the request sets no preference."""

    path: str
    arguments: Mapping[str, str]
    preferences: EmbedPreferences
    pressed: str

    @classmethod
    def of_request(cls) -> Embed:
        """The embed at the request's address; for the toolbar alone, the one whose address `page` holds."""
        path, query = request.path, list(request.args.items(multi=True))
        asked, page = query, request.args.get(PAGE, "")
        directory = f"{script_root()}{path.rpartition('/')[0]}/"
        if request.endpoint == TOOLBAR and page.startswith(directory) and safe_redirect_target(page) == page:
            parts = urlsplit(page.removeprefix(script_root()))
            path, query = unquote(parts.path), parse_qsl(parts.query)
        arguments = {
            name: value for name, value in reversed(query) if name in EMBEDDER_ARGUMENTS and len(value) <= LONGEST
        }
        presses = [(name.removeprefix(SET), value) for name, value in asked if name.startswith(SET)]
        preferences = EmbedPreferences.of(request.cookies.get(EMBED_COOKIE), presses, arguments.items())
        control = request.args.get(PRESSED, "")
        return cls(path, arguments, preferences, control if preferences.pressed and CONTROL.fullmatch(control) else "")

    @cached_property
    def address(self) -> str:
        """Path and query without a press."""
        query = urlencode({name: self.arguments[name] for name in EMBEDDER_ARGUMENTS if name in self.arguments})
        return script_root() + quote(self.path) + (f"?{query}" if query else "")

    def press(self, name: str, value: str, control: str) -> str:
        """The address that sets one preference by a control."""
        carried = {f"{SET}{other}": stored for other, stored in self.preferences.carried.items()}
        query = urlencode({**carried, f"{SET}{name}": value, PRESSED: control})
        return f"{self.address}{'&' if '?' in self.address else '?'}{query}"

    @property
    def level(self) -> int:
        """The level of the embed's first heading."""
        return next((level for level in LEVELS if self.arguments.get("level") == str(level)), LEVELS[0])

    @property
    def count(self) -> int:
        """The number of headlines in a list."""
        count = whole_number(self.arguments.get("count", ""))
        return HEADLINES if count is None else min(max(count, 1), MOST_HEADLINES)

    @property
    def accent_style(self) -> str:
        return embed_accent(self.arguments.get("accent", ""))

    def remember(self, response: Response) -> None:
        """After a press, set the cookie, separate for each embedding site (CHIPS), and forbid caching."""
        if not self.preferences.pressed:
            return
        response.cache_control.no_store = True
        response.set_cookie(
            EMBED_COOKIE,
            self.preferences.to_cookie(),
            max_age=COOKIE_SECONDS,
            path="/",
            secure=True,
            httponly=True,
            samesite="None",
            partitioned=True,
        )


def current_embed() -> Embed:
    """The embed of the current request, parsed once."""
    if "embed" not in g:
        g.embed = Embed.of_request()
    embed: Embed = g.embed
    return embed
