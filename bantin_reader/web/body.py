"""An article's body as the page shows it. The stored text stays as it is."""

from __future__ import annotations

import re

from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from bantin_reader.web.locale import LANGUAGES, language

END_MARK = re.compile(r"\./\.(?![^<]*>)")
SHOWN_MARK = '<span class="br-end-mark"><span aria-hidden="true">./.</span></span>'


def show_body(body: str, lang: str) -> Markup:
    """Clean body HTML with the end mark hidden from voices (the style sheet gives them a full stop), and with each
    table in a region of its own, named in the article's language, that scrolls when it is wider than the screen."""
    shown = END_MARK.sub(SHOWN_MARK, body)
    region = '<div class="br-table" role="region" tabindex="0" aria-label="{}">'
    parts = shown.split("<table>")
    for number in range(1, len(parts)):
        with force_locale(lang if lang in LANGUAGES else language()):
            label = escape(_("Table %(number)s", number=number))
        parts[number] = region.format(label) + "<table>" + parts[number].replace("</table>", "</table></div>", 1)
    return Markup("".join(parts))  # noqa: S704
