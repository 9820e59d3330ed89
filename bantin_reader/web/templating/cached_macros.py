"""A template function that renders a macro once for the same arguments."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask
from jinja2.runtime import Macro
from markupsafe import Markup

# The rows of preferences with each of their values, in every language.
CACHE_SIZE = 256


def cache_macros(app: Flask) -> None:
    """Give templates `cached(macro, …)`: the macro's result, which must depend on its arguments alone. They are
    hashable. Each language has macros of its own, so that results are not mixed."""

    @app.template_global()
    @lru_cache(maxsize=CACHE_SIZE)
    def cached(macro: Macro, *arguments: Any, **named: Any) -> Markup:
        return Markup(macro(*arguments, **named))  # noqa: S704
