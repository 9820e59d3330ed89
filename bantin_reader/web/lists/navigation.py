"""The sections of the site in the head of every page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, g

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.listing import Section
from bantin_reader.services.sections import SectionService
from bantin_reader.web.i18n.locale import language


def add_navigation(blueprint: Blueprint, service: SectionService) -> None:
    """Give templates `site_sections()`: those of the page's language. A page that is made while the store is away has
    none, and is not cached."""

    def site_sections() -> Sequence[Section]:
        if "sections" not in g:
            try:
                g.sections = service.sections(language())
            except StoreUnavailable:
                g.sections, g.lacks_sections = [], True
        sections: Sequence[Section] = g.sections
        return sections

    blueprint.add_app_template_global(site_sections)

    @blueprint.after_app_request
    def store_no_incomplete_page(response: Response) -> Response:
        if g.get("lacks_sections"):
            response.cache_control.no_store = True
        return response
