"""The language of the interface."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.core import parse_locale as parse_subtags
from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import get_locale, get_translations
from markupsafe import Markup

from bantin_reader.model.preferences import LANG, Preferences
from bantin_reader.web.current_preferences import current_preferences

LANGUAGES = tuple(option for option in LANG.options if option != LANG.default)
DEFAULT = LANGUAGES[0]
# The first tag in Accept-Language that is one of LANGUAGES, unless its quality is 0 (RFC 9110, 12.5.4). Browsers write
# tags in the order of their qualities. deploy/nginx-keys.conf has the same expression.
ACCEPTED = re.compile(
    rf"(?:^|,)\s*({'|'.join(LANGUAGES)})(?:-[^,;\s]*)?\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))",
    re.ASCII | re.IGNORECASE,
)
# Those that are still in use (ISO 15924; Unicode, bidirectional class R or AL).
RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)


def problem(folder: Path) -> str:
    """What is wrong with the translations in `folder`; empty when nothing is."""
    for tag in LANGUAGES:
        if not getattr(Translations.load(folder, [tag]), "_catalog", None):
            return f"{tag} is not built"
    return ""


def choose_locale() -> Locale | None:
    """Flask-Babel's locale selector: the blueprint's choice, else `?lang=`, the cookie, Accept-Language, Vietnamese.

    Flask-Babel calls it outside requests, too. Given a tag it would parse it anew for each page.
    """
    return parse_locale(_chosen_language())


def _chosen_language() -> str:
    if not has_request_context():
        return DEFAULT
    if "locale" in g:
        return str(g.locale)
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else preferred_locale(current_preferences())


def use_locale(tag: str) -> None:
    """Make the current request's response in this language."""
    g.locale = tag


def preferred_locale(preferences: Preferences) -> str:
    """The language that these preferences name, else the one that Accept-Language asks for."""
    chosen = preferences[LANG.name]
    return chosen if chosen in LANGUAGES else language_of_header(request.headers.get("Accept-Language", ""))


@lru_cache(maxsize=1024)
def language_of_header(header: str) -> str:
    """The first tag of an Accept-Language header that is one of LANGUAGES; DEFAULT if none is."""
    found = ACCEPTED.search(header)
    return found[1].lower() if found else DEFAULT


def language() -> str:
    """The language of the current response, for `<html lang>`."""
    return str(get_locale() or DEFAULT)


def cache_translations(app: Flask) -> None:
    """Give templates a `gettext` that looks up each sentence once a language.

    It serves sentences with values; plain ones are translated when templates are compiled.
    """
    languages: dict[str, dict[str, Markup]] = {}

    def gettext(sentence: str, /, **values: Any) -> Markup:
        if "sentences" not in g:
            g.sentences = languages.setdefault(language(), {})
        known: dict[str, Markup] = g.sentences
        if sentence not in known:
            known[sentence] = Markup(get_translations().ugettext(sentence))  # noqa: S704
        return known[sentence] % values

    app.jinja_env.globals.update(gettext=gettext, _=gettext)


@lru_cache(maxsize=256)
def parse_locale(tag: str) -> Locale | None:
    """The locale of a language tag (BCP 47); None for any other text."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=256)
def text_direction(tag: str) -> str:
    """`rtl` or `ltr`, by the script in a language tag (BCP 47), else by the script that the language is most often
    written in (CLDR, likely subtags)."""
    try:
        spoken, territory, script, *_ = parse_subtags(tag, sep="-")
    except ValueError:
        return "ltr"
    likely = get_global("likely_subtags")
    full = likely.get(f"{spoken}_{territory}") or likely.get(spoken) or ""
    scripts = [script] if script else full.split("_")
    return "ltr" if RIGHT_TO_LEFT_SCRIPTS.isdisjoint(scripts) else "rtl"


@lru_cache(maxsize=256)
def lang_attributes(tag: str) -> Markup:
    """`lang` and `dir` for an element with text in a language: `lang="ar" dir="rtl"`."""
    return Markup('lang="{}" dir="{}"').format(tag, text_direction(tag))


def language_name(tag: str, of: str | None = None) -> str:
    """A language's name in the page's language, or in the language `of`; the tag itself if it has no name."""
    return _language_name(tag, of or language())


@lru_cache(maxsize=256)
def _language_name(tag: str, of: str) -> str:
    locale = parse_locale(tag)
    name = locale.get_display_name(of) if locale else None
    return name[:1].upper() + name[1:] if name else tag
