"""`/glossary`: what the abbreviations in articles stand for."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template

from bantin_reader.model.glossary import Glossary
from bantin_reader.web.i18n.locale import language
from bantin_reader.web.route_policy import route_policy


def blueprint(glossaries: Mapping[str, Glossary]) -> Blueprint:
    glossary = Blueprint("glossary", __name__)

    @glossary.get("/glossary")
    @route_policy(page_cache=True)
    def page() -> str:
        own_language_first = sorted(glossaries.values(), key=lambda one: one.lang != language())
        return render_template("glossary/glossary.html", glossaries=own_language_first)

    return glossary
