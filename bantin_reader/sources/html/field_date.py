"""When a page was published: by its date element, else its metadata, a `<time>`, or the text around the title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dates import Moment, find_moment, find_relative, find_written, looks_like_date, read_iso
from bantin_reader.sources.html.dom import attribute, is_taken
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.profile import Profile
from bantin_reader.sources.html.selectors import seen_text
from bantin_reader.sources.text.language import language_of_text

# How many elements around the title are looked at.
NEAR = 3
# Characters of the titles that tell their language.
SAMPLE = 20_000
TITLE_PLACE = "\ufffc"
MAX_TOLD = 80


class PageDate:
    """The date of one page. Writes what it tells into `warnings`, and what gave the date into `evidence`.

    `saved_at` is when the file was saved: a relative date counts from it where the page has no other.
    """

    def __init__(
        self,
        tree: LexborHTMLParser,
        metadata: Metadata,
        profile: Profile,
        saved_at: datetime | None,
        warnings: list[str],
        evidence: dict[str, str],
    ) -> None:
        self.title_parent: LexborNode | None = None
        self._tree = tree
        self._metadata = metadata
        self._patterns = profile.date_patterns
        self._saved_at = saved_at
        self._warnings = warnings
        self._evidence = evidence
        self._month_first = _is_american(tree)
        self._moment: Moment | None = None
        self._unread = ""

    def read(self, node: LexborNode) -> bool:
        """Read the date of an element; whether the element is a date, be it in the calendar or not."""
        marked = [node, *node.css("[datetime]")] if node.is_element_node else []
        stamps = (read_iso(attribute(one, "datetime")) for one in marked)
        text = seen_text(node)
        found = next(filter(None, stamps), None) or find_moment(text, self._patterns, month_first=self._month_first)
        self._moment = self._moment or found
        looks = looks_like_date(fold(text))
        if found is None and looks:
            self._unread = self._unread or fold(text)
        return found is not None or looks

    def tell_unread(self, text: str) -> None:
        """Warn of a text that looks like a date, where no date has been read."""
        if not self._moment:
            self._warnings.append(f"the date cannot be read: “{text[:MAX_TOLD]}”")

    def moment(self) -> Moment | None:
        """The date that was read, else that of the metadata, of a `<time>` or near the title. The body must be out of
        the page by then."""
        if self._moment:
            return self._moment
        found: Moment | None = None
        for origin, read in (
            (self._metadata.origin("date"), self._in_metadata),
            ("<time datetime>", self._time_element),
            ("the text around the title", self._near_title),
        ):
            if found := read():
                self._evidence["date"] = origin
                break
        if found is None and self._unread:
            found = find_relative(self._unread, self._saved_at) if self._saved_at else None
            told = "is reckoned from the file's own date" if found else "cannot be read"
            self._warnings.append(f"the date {told}: “{self._unread[:MAX_TOLD]}”")
        return found

    def _in_metadata(self) -> Moment | None:
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
        parent = self.title_parent
        for _ in range(NEAR):
            if parent is None or parent.tag == "html":
                return
            yield parent
            parent = parent.parent


def _is_american(tree: LexborHTMLParser) -> bool:
    """Whether the page is in American English. Templates declare the wrong language, so that the titles decide too."""
    html = tree.css_first("html")
    if html is None or attribute(html, "lang").lower() != "en-us":
        return False
    titles = " ".join(node.text() for node in tree.css("title, h1, h2"))[:SAMPLE]
    return language_of_text(titles, "en") == "en"
