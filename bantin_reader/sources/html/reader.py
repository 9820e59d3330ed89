"""Parses a saved page: chooses its profile, finds the fields, and turns the body into clean HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import Figure
from bantin_reader.sources.file_context import UNKNOWN, FileContext
from bantin_reader.sources.html.alternative_text import with_useful_alt
from bantin_reader.sources.html.block_parser import BlockParser
from bantin_reader.sources.html.blocks import Picture
from bantin_reader.sources.html.boilerplate import (
    drop_outer_rules,
    drop_related,
    drop_repeated,
    take_lead,
    take_lead_heading,
)
from bantin_reader.sources.html.byline import split_source, take_byline
from bantin_reader.sources.html.captions import join_captions
from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import take_out
from bantin_reader.sources.html.draft_warnings import about_alts, about_links
from bantin_reader.sources.html.fields import PageFields
from bantin_reader.sources.html.nesting import is_deeper_than
from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.html.parse_context import Page
from bantin_reader.sources.html.picture_files import PictureFiles
from bantin_reader.sources.html.pictures import Pictures
from bantin_reader.sources.html.places import Places
from bantin_reader.sources.html.profile import Profile
from bantin_reader.sources.html.profile_finder import ProfileFinder, SiteProfiles
from bantin_reader.sources.html.selectors import Selectors, seen_text
from bantin_reader.sources.html.urls import PageUrls
from bantin_reader.sources.html.visibility import Visibility
from bantin_reader.sources.html.writer import Writer, link_of_picture
from bantin_reader.sources.limits import MAX_DEPTH, MAX_TITLE, require_at_most
from bantin_reader.sources.sanitize import clean_body, words_of
from bantin_reader.sources.text.language import language_of_text

SAPO_OF_METADATA = "the sapo is the description in the page's metadata"
MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s|!--|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


class HtmlPageParser:
    """Parses saved pages by the first of `profiles` that fits, or always by `forced`. A page that none fits is read by
    the profile that `finder` makes for it."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        forced: Profile | None = None,
        finder: ProfileFinder | None = None,
        sites: SiteProfiles | None = None,
    ) -> None:
        self._sites = sites
        self._profiles = profiles
        self._forced = forced
        self._finder = finder

    def recognises(self, text: str) -> bool:
        return MARKUP.match(text) is not None

    def read(self, text: str, file: Path, context: FileContext = UNKNOWN) -> Draft:
        """The draft of the article on a page. Raises SourceRefused."""
        if is_deeper_than(MAX_DEPTH, text):
            raise SourceRefused(f"its elements are nested too deeply: more than {MAX_DEPTH:,} in each other")
        try:
            tree = LexborHTMLParser(text)
        except SelectolaxError as error:
            raise SourceRefused("it cannot be parsed: it takes more memory than there is") from error
        addresses = PageUrls(tree, text, file, context.address)
        files = PictureFiles(addresses.base, file, context.root_of(file), context.resources)
        selectors = Selectors(tree)
        omissions = Omissions()
        of_site: list[str] = []
        profile = self._forced
        if profile is None and self._sites:
            profile = self._sites.profile_of(tree, context.address or addresses.base, omissions, of_site)
        profile = profile or self._profile_of(tree, selectors, omissions)
        selectors.strip(profile.strip)
        fields = PageFields(tree, selectors, profile, context.saved_at)
        require_at_most(MAX_TITLE, "title", fields.title)
        if not fields.title:
            raise SourceRefused(f"no title: the profile {profile.name} finds none, nor does the page name one")
        bodies = ((node, str(finder)) for finder in profile.fields["body"] if (node := selectors.first([finder])))
        body, context.evidence["body"] = next(bodies, (None, ""))
        if body is None:
            raise SourceRefused(f"no body: the profile {profile.name} finds none")
        lang = language_of_text(f"{fields.title} {seen_text(body)}", _declared_language(body))
        page = Page(
            lang, addresses.link, addresses.is_lost, Pictures(files, tree), Visibility(tree), omissions=omissions
        )
        page.places = Places(body, addresses.own_fragment)
        lead = _set_figure(page, selectors, profile, fields.caption)
        blocks = join_captions(BlockParser(page).blocks_in(body), author=bool(fields.author))
        blocks = drop_outer_rules(drop_related(blocks, page.omissions))
        take_out(body)
        drop_repeated(blocks, fields.title, fields.page_sapo)
        # A heading is not taken for the sapo if the profile selects the sapo: this article then has none.
        heading = "" if "sapo" in profile.fields else take_lead_heading(blocks)
        has_own_figure = lead is not None
        lead = lead or take_lead(blocks)
        if lead:
            lead.image = with_useful_alt(lead.image, fields.title, lead.caption)
            blocks[:0] = [link] if (link := link_of_picture(lead)) else []
        byline, source = split_source(
            fields.author or take_byline(blocks, fields.is_no_author) or fields.metadata_author, fields.source
        )
        writer = Writer(fields.title)
        clean = page.places.resolve_links(clean_body(writer.write(blocks)))
        words = words_of(clean)
        if not words:
            raise SourceRefused("no body: nothing is left of it but blanks")
        date, time = fields.moment() or (None, None)
        updated, updated_time = fields.updated() or (None, None)
        category, tags = fields.category, fields.tags
        context.evidence.update(fields.evidence | {"profile": profile.name})
        context.evidence["figure"] = "the profile's figure" if has_own_figure else "the first block of the body"
        if not fields.author:
            context.evidence["author"] = fields.evidence.get("author", "the end of the body")
        page_sapo = fields.page_sapo or heading
        sapo = page_sapo or fields.metadata_sapo(unescape(words), lang)
        if heading:
            context.evidence["sapo"] = "the first heading of the body"
        return Draft(
            source_id=str(file.resolve()),
            title=fields.title,
            sapo=sapo,
            body=clean,
            lang=lang,
            date=date,
            time=time,
            updated=updated,
            updated_time=updated_time,
            byline=byline,
            credit=source,
            category=category,
            figure=Figure(caption=lead.caption, alt=lead.image.alt) if lead else None,
            picture=lead.image.source if lead else None,
            pictures=tuple(picture.image.source for picture in writer.pictures),
            tags=tags,
            warnings=(
                *of_site,
                *([] if date else ["no date found"]),
                *fields.warnings,
                *([SAPO_OF_METADATA] if sapo and not page_sapo else []),
                *about_alts([lead] if lead else [], writer.pictures),
                *page.omissions.warnings(),
                *about_links(page.lost_links, fold(unescape(words))),
            ),
        )

    def _profile_of(self, tree: LexborHTMLParser, selectors: Selectors, omissions: Omissions) -> Profile:
        missing = {}
        for profile in self._profiles:
            missing[profile.name] = selectors.matches(profile)
            if not missing[profile.name]:
                return profile
        misfit = f"no profile fits the page: {', '.join(f'{name} finds no {what}' for name, what in missing.items())}"
        try:
            if self._finder:
                return self._finder.profile_of(tree, omissions)
        except SourceRefused as error:
            raise SourceRefused(f"{misfit}; without one: {error}") from error
        raise SourceRefused(f"{misfit}; write one, or force one with --profile")


def _declared_language(node: LexborNode) -> str:
    """The language that the element or its nearest ancestor with one declares; empty if none does."""
    around: LexborNode | None = node
    while around is not None and around.is_element_node:
        if lang := around.attributes.get("lang") or around.attributes.get("xml:lang"):
            return lang
        around = around.parent
    return ""


def _set_figure(page: Page, selectors: Selectors, profile: Profile, caption: str) -> Picture | None:
    """Remove the figure that the profile selects from the page and return it with its caption."""
    for finder in profile.fields.get("figure", ()):
        for node in selectors.all(finder):
            pictures = [block for block in BlockParser(page).blocks_of(node) if isinstance(block, Picture)]
            if pictures:
                take_out(node)
                pictures[0].caption = caption or pictures[0].caption
                return pictures[0]
    return None
