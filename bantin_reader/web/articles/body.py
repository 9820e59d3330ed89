"""Renders an article body for a page. The stored body stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from types import MappingProxyType

from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from bantin_reader.model.article import Article
from bantin_reader.model.body_figures import render_figures
from bantin_reader.model.glossary import Glossary
from bantin_reader.model.picture import Figure
from bantin_reader.web.articles.abbreviations import mark_abbreviations
from bantin_reader.web.articles.contents import link_headings
from bantin_reader.web.articles.figures import RenderFigure, render_figure
from bantin_reader.web.articles.lists import mark_long_numbers
from bantin_reader.web.articles.tables import mark_numbers
from bantin_reader.web.i18n.locale import LANGUAGES, language, text_direction
from bantin_reader.web.urls import url_for

# The end mark, or a tag, in which it is none.
END_MARK = re.compile(r"<[^>]*+(?:>|\Z)|\./\.")
HEADING = re.compile(r"(</?h)([2-6])(?=[ >])")
SHOWN_MARK = '<span class="br-end-mark"><span aria-hidden="true">./.</span></span>'
WIDE_BLOCK = re.compile(r"<(/?)(table|pre)((?: [^<>]*+)?)>")
TAG = re.compile(r"<[a-z][^<>]*+>")
LANGUAGE = re.compile(r' lang="([^"]*)"')


Glossaries = Mapping[str, Glossary]


def render_body(
    article: Article,
    level: int = 1,
    glossaries: Glossaries = MappingProxyType({}),
    figure_html: RenderFigure = render_figure,
) -> Markup:
    """The body as HTML for a page whose first heading has `level`, 1 to 4; its own headings follow that level.
    Abbreviations are those of the glossary of the article's language; `figure_html` renders its figures.

    On the article's own page, of level 1, headings and figures have links to themselves.
    Screen readers get a full stop (from the style sheet) instead of the end mark. The article's figures are numbered
    after its lead figure. Tables and preformatted text are in regions that scroll when they are wider than the page.
    """
    is_page = level == 1
    numbers = count(2 if article.figure and article.figure.picture else 1)

    def show(figure: Figure) -> str:
        return figure_html(figure, next(numbers) if figure.picture else 0, linked=is_page)

    body = article.body
    if glossary := glossaries.get(article.lang.partition("-")[0]):
        body = mark_abbreviations(body, glossary, article.category, partial(_glossary_address, glossary))
    body = link_headings(body, article.lang) if is_page else body
    shown = END_MARK.sub(_shown_mark, render_figures(mark_long_numbers(mark_numbers(body)), show))
    shown = _with_directions(_lower_headings(shown, level - 1), article.lang)
    return Markup(WIDE_BLOCK.sub(_scrollable_regions(article.lang), shown))  # noqa: S704


def _glossary_address(glossary: Glossary, short: str) -> str:
    return url_for("glossary.page", _anchor=glossary.anchor(short))


def _shown_mark(match: re.Match[str]) -> str:
    return SHOWN_MARK if match[0] == "./." else match[0]


def _lower_headings(shown: str, steps: int) -> str:
    """Headings `steps` levels lower, h6 at most. The cleaner writes them without attributes."""
    return HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + steps, 6)}", shown) if steps else shown


def _with_directions(shown: str, lang: str) -> str:
    """Elements whose language is written in the other direction than the article's get a `dir`."""
    around = text_direction(lang)

    def tag(match: re.Match[str]) -> str:
        own = LANGUAGE.search(match[0])
        if own is None or ' dir="' in match[0] or text_direction(own[1]) == around:
            return match[0]
        return f'{match[0][:-1]} dir="{text_direction(own[1])}">'

    return TAG.sub(tag, shown)


def _scrollable_regions(lang: str) -> Callable[[re.Match[str]], str]:
    """Puts each wide block in a region of its own, which the keyboard can reach and scroll (WCAG 2.2, 2.1.1), with a
    name in the article's language."""
    numbers = {"table": count(1), "pre": count(1)}

    def tag(match: re.Match[str]) -> str:
        closing, name, attributes = match.groups()
        if closing:
            return f"</{name}></div>"
        number = next(numbers[name])
        with force_locale(lang if lang in LANGUAGES else language()):
            label = (
                _("Table %(number)s", number=number)
                if name == "table"
                else _("Preformatted text %(number)s", number=number)
            )
            wide = _("Wide table – swipe sideways") if name == "table" else ""
        hint = f' data-wide="{escape(wide)}"' if wide else ""
        region = f'<div class="br-scrollable"{hint} role="region" tabindex="0" aria-label="{escape(label)}">'
        return f"{region}<{name}{attributes}>"

    return tag
