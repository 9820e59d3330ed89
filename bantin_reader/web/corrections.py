"""The corrections of an article as HTML for feed readers."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import escape

from bantin_reader.model.article import Article
from bantin_reader.web.i18n.dates import written_date
from bantin_reader.web.i18n.locale import LANGUAGES, language


def corrections_html(article: Article) -> str:
    """A heading in the article's language and a list; empty where nothing was corrected."""
    if not article.corrections:
        return ""
    with force_locale(article.lang if article.lang in LANGUAGES else language()):
        heading = _("Corrections")
    entries = [f"{written_date(one.date, None, article.lang)}: {one.text}" for one in article.corrections]
    return f"\n<h2>{escape(heading)}</h2><ul>{''.join(f'<li>{escape(entry)}</li>' for entry in entries)}</ul>"
