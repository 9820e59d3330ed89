"""The fields of one page: where the profile says, else in the page's metadata, else near the title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.dates import Moment, find_moment, find_relative, find_written, looks_like_date, read_iso
from bantin_reader.sources.html.dom import TITLE, attribute, is_taken, take_out
from bantin_reader.sources.html.field_values import repeats, tags_of, without_source_label
from bantin_reader.sources.html.inline import fold
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.profile import FieldName, Place, Profile
from bantin_reader.sources.html.selectors import Finder, Selectors, seen_text
from bantin_reader.sources.limits import MAX_NAME
from bantin_reader.sources.text.byline_patterns import without_label
from bantin_reader.sources.text.language import language_of_text

NEAR = 3
SAMPLE = 20_000
MAX_CATEGORY = 100
TITLE_PLACE = "\ufffc"
SEVERAL = ("author", "tags")
SHORT = ("category", "source")
NEVER_DATES = ("title", "sapo")


class PageFields:
    """Takes the fields out of the page in the order of the profile; the body is what is left of its element."""

    def __init__(
        self, tree: LexborHTMLParser, finding: Selectors, profile: Profile, saved_at: datetime | None = None
    ) -> None:
        self.warnings: list[str] = []
        self.evidence: dict[str, str] = {}
        self._saved_at = saved_at
        self._unread_date = ""
        html = tree.css_first("html")
        in_english = html is not None and attribute(html, "lang").lower() == "en-us"
        # Templates declare the wrong language, so that the titles have to be in English too.
        self._month_first = in_english and language_of_text(_titles(tree), "en") == "en"
        self._tree = tree
        self._finding = finding
        self._profile = profile
        self._metadata = Metadata(tree)
        self._site = self._metadata.site
        self._taken: dict[str, list[str]] = {}
        self._moment: Moment | None = None
        self._title_parent: LexborNode | None = None
        for name in profile.fields:
            self._take(name)

    @property
    def title(self) -> str:
        return self._one("title") or self._site.without(self._said("title"))

    @property
    def category(self) -> str:
        """The innermost category above the article, where the page names any."""
        if own := self._one("category"):
            return own
        above = [name for name in self._metadata.breadcrumb[1:] if name != self.title]
        said = self._said("category") or (above[-1] if above else "")
        return "" if self._site.holds(said) or len(said) > MAX_CATEGORY else said

    @property
    def caption(self) -> str:
        return self._one("caption")

    @property
    def author(self) -> str:
        """The authors where elements of the page name them."""
        return self._authors("page names", self._taken.get("author", []))

    @property
    def source(self) -> str:
        """The source where an element of the page names it."""
        return without_source_label(self._one("source"))

    @property
    def said_author(self) -> str:
        """The authors in the metadata."""
        said = [name.strip() for text in self._metadata.of("author") for name in text.split(";") if name.strip()]
        if names := self._authors("metadata name", said):
            self.evidence["author"] = self._metadata.origin("author")
        return names

    def _authors(self, where: str, said: list[str]) -> str:
        names = [without_label(name) for name in said]
        names = [name for name in names if not self._site.is_nobody(name) and len(name) <= MAX_NAME]
        if said and not names:
            self._tell(f"no author found: the {where} “{said[0][:80]}”, who is none")
        return ", ".join(dict.fromkeys(names))

    @property
    def tags(self) -> tuple[str, ...]:
        found = self._taken.get("tags") or self._metadata.of("tags")
        tags, sentences = tags_of(found)
        for sentence in sentences:
            self._tell(f"no tag: “{sentence[:80]}”")
        return tuple(tags)

    @property
    def own_sapo(self) -> str:
        """The sapo where an element of the page is one."""
        return self._one("sapo")

    def said_sapo(self, body_text: str, lang: str) -> str:
        """The description in the metadata, unless it repeats the title or the body, names the site, or is in another
        language."""
        said = self._said("sapo")
        in_language = (language_of_text(said, "en") == "vi") == (lang == "vi")
        return said if in_language and not self._site.holds(said) and not repeats(said, self.title, body_text) else ""

    def _tell(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)

    def moment(self) -> Moment | None:
        """When it was published. Looks near the title last, so the body must be out of the page by then."""
        if self._moment:
            return self._moment
        found: Moment | None = None
        for origin, read in (
            (self._metadata.origin("date"), self._said_date),
            ("<time datetime>", self._time_element),
            ("the text around the title", self._near_title),
        ):
            if found := read():
                self.evidence["date"] = origin
                break
        if found is None and self._unread_date:
            found = find_relative(self._unread_date, self._saved_at) if self._saved_at else None
            told = "is reckoned from the file's own date" if found else "cannot be read"
            self.warnings.append(f"the date {told}: “{self._unread_date[:80]}”")
        return found

    def _one(self, name: str) -> str:
        found = next(iter(self._taken.get(name, [])), "")
        if name in SHORT and len(found) > MAX_NAME:
            self._tell(f"no {name} found: the text in its place has {len(found):,} characters")
            return ""
        return found

    def _said(self, name: str) -> str:
        said = next(iter(self._metadata.of(name)), "")
        if said:
            self.evidence.setdefault(name, self._metadata.origin(name))
        return said

    def _take(self, name: FieldName) -> None:
        if name in ("body", "figure"):
            return
        for finder in self._profile.fields[name]:
            nodes = [node for node in self._finding.all(finder) if fold(seen_text(node))]
            if name == "date":
                nodes = [node for node in nodes[:1] if self._read_date(node)]
            elif name in NEVER_DATES:
                nodes = self._without_dates(nodes, finder)
            if nodes and name not in SEVERAL:
                nodes = nodes[:1]
            if not nodes:
                continue
            self.evidence.setdefault(name, str(finder))
            if name == "title":
                self._title_parent = nodes[0].parent
            for node in nodes:
                lines = seen_text(node).split("\n") if name == "author" else [seen_text(node)]
                self._taken.setdefault(name, []).extend(line for line in map(fold, lines) if line)
                take_out(node, TITLE if name == "title" else "")
            return

    def _without_dates(self, nodes: list[LexborNode], finder: Finder) -> list[LexborNode]:
        """The nodes but for dates. A date that a place gives leaves the page, and the place gives the next part."""
        while nodes and looks_like_date(fold(seen_text(nodes[0]))):
            if not isinstance(finder, Place):
                return self._without_dates(nodes[1:], finder)
            self._tell_unread_date(fold(seen_text(nodes[0])))
            take_out(nodes[0])
            nodes = [node for node in self._finding.all(finder) if fold(seen_text(node))]
        return nodes

    def _tell_unread_date(self, text: str) -> None:
        if not self._moment:
            self.warnings.append(f"the date cannot be read: “{text[:80]}”")

    def _read_date(self, node: LexborNode) -> bool:
        marked = [node, *node.css("[datetime]")] if node.is_element_node else []
        stamps = (read_iso(attribute(one, "datetime")) for one in marked)
        text = seen_text(node)
        found = next(filter(None, stamps), None) or find_moment(
            text, self._profile.date_patterns, month_first=self._month_first
        )
        self._moment = self._moment or found
        if found is None and looks_like_date(fold(text)):
            self._unread_date = self._unread_date or fold(text)
        return found is not None or looks_like_date(fold(text))

    def _said_date(self) -> Moment | None:
        said = (read_iso(text) or find_written(text) for text in self._metadata.of("date"))
        return next(filter(None, said), None)

    def _time_element(self) -> Moment | None:
        """The nearest `<time>`; far from the title only where the page has no other."""
        everywhere = [time for time in self._tree.css("time[datetime]") if not is_taken(time)]
        around = (time for parent in self._around_title() for time in parent.css("time[datetime]"))
        near = [time for time in around if not is_taken(time)]
        times = near or (everywhere if len(everywhere) == 1 else [])
        return next(filter(None, (read_iso(attribute(time, "datetime")) for time in times)), None)

    def _near_title(self) -> Moment | None:
        """The first date after the title, else before it, in the elements around it, the nearest first."""
        for parent in self._around_title():
            before, _, after = fold(seen_text(parent, TITLE_PLACE)).partition(TITLE_PLACE)
            if found := find_written(after) or find_written(before):
                return found
        return None

    def _around_title(self) -> Iterator[LexborNode]:
        parent = self._title_parent
        for _ in range(NEAR):
            if parent is None or parent.tag == "html":
                return
            yield parent
            parent = parent.parent


def _titles(tree: LexborHTMLParser) -> str:
    return " ".join(node.text() for node in tree.css("title, h1, h2"))[:SAMPLE]
