"""Figures as a page shows them: the picture, or its placeholder with a button for readers who load no pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from flask import get_template_attribute, request
from markupsafe import Markup

from bantin_reader.model.picture import Figure, Picture
from bantin_reader.web.current_preferences import current_preferences
from bantin_reader.web.i18n.locale import language
from bantin_reader.web.query_arguments import whole_number

PICTURE = "picture"
MOST_PICTURES = 999


SizeOf = Callable[[str], int | None]


class RenderFigure(Protocol):
    """`render_figure` with its `size_of`."""

    def __call__(self, figure: Figure, number: int, *, linked: bool = True) -> Markup: ...


def render_figure(figure: Figure, number: int, *, linked: bool = True, size_of: SizeOf = lambda name: None) -> Markup:
    """The HTML of a figure; `number` counts the pictures of a page from 1. With `linked` it has a link to itself.
    `size_of` gives the bytes of a rendition, which the button in place of a picture tells.

    `?picture=2`, which may be given more than once, shows the second picture to a reader who loads none.
    """
    loads_pictures = current_preferences()["images"] == "on"
    requested = set() if loads_pictures else _requested_pictures()
    is_shown = loads_pictures or number in requested
    other_arguments = [("lang", request.args["lang"])] if "lang" in request.args else []
    other_arguments += [(PICTURE, str(other)) for other in sorted(requested)]
    block: Markup = get_template_attribute("components/picture.html", "figure_block")(
        figure,
        number,
        is_shown,
        other_arguments,
        language(),
        linked,
        kilobytes=0 if is_shown or not figure.picture else _kilobytes(figure.picture, size_of),
    )
    return block


def _kilobytes(picture: Picture, size_of: SizeOf) -> int:
    """What showing the picture costs most readers, rounded up: its middle width in the format that most browsers load.
    0 where that is unknown."""
    size = size_of(picture.rendition_name(picture.middle_width, "avif"))
    return -(-size // 1000) if size else 0


def _requested_pictures() -> set[int]:
    numbers = {whole_number(text) for text in request.args.getlist(PICTURE)}
    return {number for number in numbers if number and number <= MOST_PICTURES}
