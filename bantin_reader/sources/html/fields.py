"""Finds the fields of a page: by the selectors of its profile, else in its metadata; a date also near the title."""

from __future__ import annotations

from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dates import Moment, looks_like_date
from bantin_reader.sources.html.dom import TITLE, take_out
from bantin_reader.sources.html.field_date import PageDate
from bantin_reader.sources.html.field_values import is_no_category, repeats, tags_of, without_source_label
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.profile import FieldName, Place, Profile
from bantin_reader.sources.html.selectors import Finder, Selectors, seen_text
from bantin_reader.sources.limits import MAX_NAME
from bantin_reader.sources.text.byline_patterns import without_label
from bantin_reader.sources.text.language import language_of_text

MAX_CATEGORY = 100
# A title of fewer words may be a tag, too, such as the name of a place.
LEAST_TITLE_WORDS = 6
SEVERAL = ("author", "tags")
SHORT = ("category", "source")
NEVER_DATES = ("title", "sapo")


class PageFields:
    """The fields of one page. Their elements are removed from the page in the order of the profile, so that the body
    holds what remains. Reading a field may append to `warnings` and writes what gave it into `evidence`."""

    def __init__(
        self, tree: LexborHTMLParser, selectors: Selectors, profile: Profile, saved_at: datetime | None = None
    ) -> None:
        self.warnings: list[str] = []
        self.evidence: dict[str, str] = {}
        self._selectors = selectors
        self._profile = profile
        self._metadata = Metadata(tree, profile.ignore_metadata)
        self._site = self._metadata.site
        self._taken: dict[str, list[str]] = {}
        self._date = PageDate(tree, self._metadata, profile, saved_at, self.warnings, self.evidence)
        for name in profile.fields:
            self._take(name)

    @property
    def title(self) -> str:
        return self._one("title") or self._site.without(self._from_metadata("title"))

    @property
    def category(self) -> str:
        """The category: the profile's, the metadata's, or the last part of the breadcrumb above the article. The home
        page is none, nor is what a system puts in its place."""
        own = self._one("category")
        if own and not is_no_category(own):
            return own
        above = [name for name in self._metadata.breadcrumb[1:] if name != self.title]
        said = self._from_metadata("category") or (above[-1] if above else "")
        return "" if self._site.holds(said) or len(said) > MAX_CATEGORY or is_no_category(said) else said

    @property
    def caption(self) -> str:
        return self._one("caption")

    @property
    def author(self) -> str:
        """The authors in the elements that the profile selects, separated by commas."""
        return self._authors("page", self._taken.get("author", []))

    @property
    def source(self) -> str:
        """The source in the element that the profile selects."""
        return without_source_label(self._one("source"))

    @property
    def metadata_author(self) -> str:
        """The authors in the metadata, separated by commas."""
        said = [name.strip() for text in self._metadata.of("author") for name in text.split(";") if name.strip()]
        if names := self._authors("metadata", said):
            self.evidence["author"] = self._metadata.origin("author")
        return names

    def is_no_author(self, name: str) -> bool:
        """Whether a text names no author but the site, an address or an account of the system."""
        return self._site.is_no_author(without_label(name), self.title)

    def _authors(self, where: str, said: list[str]) -> str:
        names = [without_label(name) for name in said]
        names = [name for name in names if not self.is_no_author(name) and len(name) <= MAX_NAME]
        if said and not names:
            self._warn(f"no author found: “{said[0][:80]}” in the {where} is not an author")
        return ", ".join(dict.fromkeys(names))

    @property
    def tags(self) -> tuple[str, ...]:
        found = self._taken.get("tags") or self._metadata.of("tags")
        tags, sentences = tags_of(found)
        for sentence in sentences:
            self._warn(f"not a tag but a sentence: “{sentence[:80]}”")
        is_sentence = len(self.title.split()) >= LEAST_TITLE_WORDS
        return tuple(tag for tag in tags if not (is_sentence and tag == self.title))

    @property
    def page_sapo(self) -> str:
        """The sapo in the element that the profile selects."""
        return self._one("sapo")

    def metadata_sapo(self, body_text: str, lang: str) -> str:
        """The description in the metadata, unless it repeats the title or the body, is the site's name, or is not in
        the article's language."""
        said = self._from_metadata("sapo")
        in_language = (language_of_text(said, "en") == "vi") == (lang == "vi")
        own = self._site.without(said)
        is_known = self._site.holds(said) or own == self.title or repeats(said, self.title, body_text)
        return said if in_language and not is_known else ""

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)

    def moment(self) -> Moment | None:
        """When the article was published. Remove the body from the page first: the text around the title is searched,
        too."""
        return self._date.moment()

    def updated(self) -> Moment | None:
        """When the article was last changed."""
        return self._date.updated()

    def _one(self, name: str) -> str:
        found = next(iter(self._taken.get(name, [])), "")
        if name in SHORT and len(found) > MAX_NAME:
            self._warn(f"no {name} found: the text in its place has {len(found):,} characters")
            return ""
        return found

    def _from_metadata(self, name: str) -> str:
        said = next(iter(self._metadata.of(name)), "")
        if said:
            self.evidence.setdefault(name, self._metadata.origin(name))
        return said

    def _take(self, name: FieldName) -> None:
        if name in ("body", "figure"):
            return
        for finder in self._profile.fields[name]:
            nodes = [node for node in self._selectors.all(finder) if fold(seen_text(node))]
            if name == "date":
                nodes = [node for node in nodes[:1] if self._date.read(node)]
            elif name == "updated":
                nodes = [node for node in nodes[:1] if self._date.read_updated(node)]
            elif name in NEVER_DATES:
                nodes = self._without_dates(name, nodes, finder)
            if nodes and name not in SEVERAL:
                nodes = nodes[:1]
            if not nodes:
                continue
            self.evidence.setdefault(name, str(finder))
            if name == "title":
                self._date.title_parent = nodes[0].parent
            for node in nodes:
                lines = seen_text(node).split("\n") if name == "author" else [seen_text(node)]
                self._taken.setdefault(name, []).extend(line for line in map(fold, lines) if line)
                take_out(node, TITLE if name == "title" else "")
            return

    def _without_dates(self, name: str, nodes: list[LexborNode], finder: Finder) -> list[LexborNode]:
        """The nodes without leading dates, of which a warning tells. A date at a Place is removed, and the Place gives
        the next part."""
        while nodes and looks_like_date(date := fold(seen_text(nodes[0]))):
            if not isinstance(finder, Place):
                self._warn(f"a date is not taken as the {name}: “{date}”")
                return self._without_dates(name, nodes[1:], finder)
            self._date.warn_unread(date)
            take_out(nodes[0])
            nodes = [node for node in self._selectors.all(finder) if fold(seen_text(node))]
        return nodes
