"""An article's body as the page shows it. The stored text stays as it is."""

from __future__ import annotations

import re
from itertools import count

from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from bantin_reader.model.article import Article, Figure
from bantin_reader.model.body_figures import render_figures
from bantin_reader.web.articles.figures import render_figure
from bantin_reader.web.i18n.locale import LANGUAGES, language

# The end mark, or a tag, in which it is none.
END_MARK = re.compile(r"<[^>]*+(?:>|\Z)|\./\.")
HEADING = re.compile(r"(</?h)([2-6])(?=[ >])")
SHOWN_MARK = '<span class="br-end-mark"><span aria-hidden="true">./.</span></span>'


def render_body(article: Article, level: int = 1) -> Markup:
    """Clean body HTML with the end mark hidden from voices (the style sheet gives them a full stop), with its figures
    after the article's own, and with each table in a region that scrolls when it is wider than the screen.

    `level` is that of the page's first heading, 1 to 4; those of the body follow it."""
    numbers = count(2 if article.figure and article.figure.picture else 1)

    def show(figure: Figure) -> str:
        return render_figure(figure, next(numbers) if figure.picture else 0)

    shown = END_MARK.sub(_shown_mark, render_figures(article.body, show))
    return Markup(_table_regions(_lowered(shown, level - 1), article.lang))  # noqa: S704


def _shown_mark(match: re.Match[str]) -> str:
    return SHOWN_MARK if match[0] == "./." else match[0]


def _lowered(shown: str, steps: int) -> str:
    """Headings so many levels lower, h6 at most. The cleaner writes them without attributes."""
    return HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + steps, 6)}", shown) if steps else shown


def _table_regions(shown: str, lang: str) -> str:
    """Each table in a region of its own, named in the article's language."""
    region = '<div class="br-table" role="region" tabindex="0" aria-label="{}">'
    parts = shown.split("<table>")
    for number in range(1, len(parts)):
        with force_locale(lang if lang in LANGUAGES else language()):
            label = escape(_("Table %(number)s", number=number))
        parts[number] = region.format(label) + "<table>" + parts[number].replace("</table>", "</table></div>", 1)
    return "".join(parts)
