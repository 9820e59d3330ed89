"""Figures as the page shows them: the picture, or for readers who load none a placeholder with a button."""

from __future__ import annotations

from flask import get_template_attribute, request
from markupsafe import Markup

from bantin_reader.model.article import Figure
from bantin_reader.web.current_preferences import current_preferences
from bantin_reader.web.i18n.locale import language

ASKED = "picture"
MOST = 999


def render_figure(figure: Figure, number: int) -> Markup:
    """A figure; `number` counts the pictures of a page from 1. `?picture=2` shows the second to a reader who loads
    none; it may stand more than once."""
    loads_pictures = current_preferences()["images"] == "on"
    asked = [] if loads_pictures else _asked()
    shown = loads_pictures or number in asked
    kept = [("lang", request.args["lang"])] if "lang" in request.args else []
    kept += [(ASKED, str(other)) for other in asked]
    block: Markup = get_template_attribute("components/picture.html", "figure_block")(
        figure, number, shown, kept, language()
    )
    return block


def _asked() -> list[int]:
    numbers = [text for text in request.args.getlist(ASKED) if text.isascii() and text.isdigit() and len(text) < 4]
    return sorted({int(number) for number in numbers if 0 < int(number) <= MOST})
