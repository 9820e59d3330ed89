"""The sections of an article: ids and links for its headings, its table of contents, and its reading time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from flask import get_template_attribute
from flask_babel import force_locale
from flask_babel import gettext as _

from bantin_reader.model.article import Article
from bantin_reader.model.slugs import slug_of
from bantin_reader.web.i18n.locale import LANGUAGES, language

# A heading, or a tag of an element whose headings are no sections of the article.
HEADING = re.compile(
    r"<(?P<close>/?)(?:a|blockquote|dl|figure|ol|table|ul)(?: [^<>]*+)?+>"
    r"|<h(?P<level>[2-6])(?P<attributes>(?: [^<>]*+)?+)>(?P<words>[^<]*+(?:<(?!/?h[2-6][ >])[^<]*+)*)</h[2-6]>"
)
TAG = re.compile(r"<[^<>]*+>")
END_MARK = "./."
FEWEST_SECTIONS = 3
FEWEST_MINUTES = 2
# What is written between two spaces, a minute: in Vietnamese a syllable, in English a word. docs/accessibility.md has
# the sources. For other languages no time is given.
READING_RATES = {"vi": 300, "en": 238}


@dataclass(frozen=True)
class Heading:
    """A heading of a stored body: its level, the id that its element gets, and its text without markup."""

    level: int
    id: str
    title: str
    match: re.Match[str]


@dataclass(frozen=True)
class Section:
    """An entry of the table of contents, with the entries one level below it."""

    id: str
    title: str
    sections: list[Section] = field(default_factory=list)


@dataclass(frozen=True)
class Contents:
    """A table of contents; `count` is the number of its entries."""

    count: int
    sections: list[Section]


def article_contents(article: Article) -> Contents | None:
    """The headings of the two highest levels that the article has; None if there are fewer than three."""
    headings = list(_headings(article.body))
    levels = sorted({heading.level for heading in headings})[:2]
    listed = [heading for heading in headings if heading.level in levels]
    if len(listed) < FEWEST_SECTIONS:
        return None
    sections: list[Section] = []
    for heading in listed:
        siblings = sections[-1].sections if sections and heading.level != levels[0] else sections
        siblings.append(Section(heading.id, heading.title))
    return Contents(len(listed), sections)


def link_headings(body: str, lang: str) -> str:
    """A stored body whose headings have ids and are followed by links to themselves. The links are named in the
    article's language `lang` if it is one of the site's, else in that of the page."""
    headings = list(_headings(body))
    if not headings:
        return body
    parts, end = [], 0
    anchor = get_template_attribute("components/anchor.html", "anchor")
    with force_locale(lang if lang in LANGUAGES else language()):
        for heading in headings:
            match = heading.match
            tag = f"h{heading.level}"
            link = anchor(heading.id, _("Link to the section “%(title)s”", title=heading.title))
            parts.append(f'{body[end : match.start()]}<div class="br-heading"><{tag} id="{heading.id}"')
            parts.append(f"{match['attributes']}>{match['words']}</{tag}> {link}</div>")
            end = match.end()
    return "".join([*parts, body[end:]])


def reading_minutes(article: Article) -> int:
    """Minutes to read sapo and body, rounded up; 0 below two minutes and where no rate is known."""
    rate = READING_RATES.get(article.lang.partition("-")[0])
    minutes = math.ceil(_words(article.sapo, article.body) / rate) if rate else 0
    return minutes if minutes >= FEWEST_MINUTES else 0


@lru_cache(maxsize=16)  # a page asks twice
def _words(sapo: str, body: str) -> int:
    return len(TAG.sub(" ", f"{sapo} {body}").split())


def _headings(body: str) -> Iterator[Heading]:
    """The headings of a stored body that stand in no quotation, list, table or link, in order."""
    depth, used = 0, set[str]()
    for match in HEADING.finditer(body):
        if match["level"] is None:
            depth += -1 if match["close"] else 1
            continue
        title = " ".join(unescape(TAG.sub("", match["words"])).replace(END_MARK, "").split())
        if depth or not title:
            continue
        yield Heading(int(match["level"]), _id(title, used), title, match)


def _id(title: str, used: set[str]) -> str:
    """An id that stays the same as long as the heading's words do. The prefix keeps it apart from the page's own."""
    name = f"section-{slug_of(title) or len(used) + 1}"
    number = 1
    while (id := name if number == 1 else f"{name}-{number}") in used:
        number += 1
    used.add(id)
    return id
