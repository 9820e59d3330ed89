"""Templates in the language of their page: a plain sentence is translated when its template is compiled."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from babel.support import Translations
from flask.templating import Environment
from jinja2 import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from bantin_reader.web.i18n.locale import language
from bantin_reader.web.templating.assets import PACKAGE

CALL = ("name", "lparen", "string", "rparen")
NAMES = ("_", "gettext")


class CompileTimeGettext(Extension):
    """Puts the translation in the place of `_("…")`; what takes values, and what HTML would write otherwise, stays."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        catalogue = Translations.load(PACKAGE / "translations", [self.environment.language])  # type: ignore[attr-defined]
        call: list[Token] = []
        for token in stream:
            call.append(token)
            begins = token.type == CALL[len(call) - 1] and call[0].value in NAMES
            if begins and len(call) < len(CALL):
                continue
            if begins:
                sentence = str(Markup(catalogue.ugettext(call[2].value)) % {})  # noqa: S704
                if escape(sentence) == sentence:
                    call = [Token(token.lineno, "string", sentence)]
            yield from call
            call = []


class TranslatedEnvironment(Environment):
    """Gives each template in the language that the page is made in; every language has compiled ones of its own.

    Sixty sentences a page, looked up one by one, cost a quarter of its making."""

    language = ""

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        return Environment.get_template(self if self.language else self._own(), name, parent, globals)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja lays a map of its own over the globals for each template. Ours need none, and one is faster."""
        return super().make_globals(d) if d else self.globals

    def _own(self) -> TranslatedEnvironment:
        tag = language()
        languages: dict[str, TranslatedEnvironment] = self.__dict__.setdefault("languages", {})
        if tag not in languages:
            languages[tag] = own = self.overlay(extensions=[CompileTimeGettext])
            own.language = tag
        languages[tag].loader = self.loader
        return languages[tag]
