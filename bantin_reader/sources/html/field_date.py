"""Finds when a page was published and last changed: in its date elements, else in its metadata, in a `<time>` or in
the text around the title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dates import Moment, find_moment, find_relative, find_written, looks_like_date, read_iso
from bantin_reader.sources.html.dom import attribute, is_taken
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.profile import Profile
from bantin_reader.sources.html.selectors import seen_text
from bantin_reader.sources.text.language import language_of_text

# How many elements around the title are searched.
NEAR = 3
# How many characters of the titles their language is detected by.
SAMPLE = 20_000
TITLE_PLACE = "\ufffc"
MAX_QUOTED = 80
UPDATE_LABEL = re.compile(r"(?:cập\s+nhật|sửa|chỉnh sửa|updated|modified)\b", re.IGNORECASE)
UPDATE_TIMES = 'time[itemprop="dateModified"][datetime], time.updated:not(.published)[datetime]'


class PageDate:
    """When one page was published and last changed. Appends to `warnings`, and writes what gave each of the fields
    `date` and `updated` into `evidence`.

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
        self._found: dict[str, Moment] = {}
        self._unread: dict[str, str] = {}

    def read(self, node: LexborNode) -> bool:
        """Read the publication in an element, and the last change after it. Return whether the text of the element is a
        date, be it in the calendar or not."""
        marked = [node, *node.css("[datetime]")] if node.is_element_node else []
        stamps = [one for one in marked if not _is_update(one)]
        text, label, after = _parted_by_update(seen_text(node))
        update = self._in_text(after) if label else None
        if update:
            self._found.setdefault("updated", update)
            self._evidence.setdefault("updated", "the text after the date")
        return self._read("date", stamps, text if update else f"{text}{label}{after}")

    def read_updated(self, node: LexborNode) -> bool:
        """Read the last change in an element that holds nothing else. Return whether its text is a date."""
        return self._read("updated", [node, *node.css("[datetime]")] if node.is_element_node else [], seen_text(node))

    def _read(self, field: str, stamps: list[LexborNode], text: str) -> bool:
        moments = (read_iso(attribute(one, "datetime")) for one in stamps)
        found = next(filter(None, moments), None) or self._in_text(text)
        if found:
            self._found.setdefault(field, found)
        elif looks := looks_like_date(fold(text)):
            self._unread.setdefault(field, fold(text))
        return found is not None or looks

    def _in_text(self, text: str) -> Moment | None:
        return find_moment(text, self._patterns, month_first=self._month_first)

    def warn_unread(self, text: str) -> None:
        """Warn of a text that looks like a date, if no date has been read."""
        if "date" not in self._found:
            self._warnings.append(f"the date cannot be read: “{text[:MAX_QUOTED]}”")

    def moment(self) -> Moment | None:
        """When the page was published, by its date element, its metadata, a `<time>` or the text around the title.
        Remove the body from the page first."""
        return self._first(
            "date",
            (self._metadata.origin("date"), lambda: self._in_metadata("date")),
            ("<time datetime>", self._time_element),
            ("the text around the title", self._near_title),
        )

    def updated(self) -> Moment | None:
        """When the page was last changed, by its elements, its metadata or a `<time>`."""
        return self._first(
            "updated",
            (self._metadata.origin("updated"), lambda: self._in_metadata("updated")),
            ('<time itemprop="dateModified">', lambda: self._time_in(self._tree.css(UPDATE_TIMES))),
        )

    def _first(self, field: str, *others: tuple[str, Callable[[], Moment | None]]) -> Moment | None:
        """The moment that was read from an element, else the first of the others. Each is its origin and a function."""
        if field in self._found:
            return self._found[field]
        for origin, read in others:
            if found := read():
                self._evidence[field] = origin
                return found
        if unread := self._unread.get(field):
            found = find_relative(unread, self._saved_at) if self._saved_at else None
            problem = "is counted from the date of the file" if found else "cannot be read"
            what = "date" if field == "date" else "date of the last change"
            self._warnings.append(f"the {what} {problem}: “{unread[:MAX_QUOTED]}”")
            return found
        return None

    def _in_metadata(self, field: str) -> Moment | None:
        said = (read_iso(text) or find_written(text) for text in self._metadata.of(field))
        return next(filter(None, said), None)

    def _time_element(self) -> Moment | None:
        """The moment of the `<time>` nearest to the title; of one elsewhere, if the page has only one."""
        everywhere = _times(self._tree)
        near = [time for parent in self._around_title() for time in _times(parent)]
        return self._time_in(near or (everywhere if len(everywhere) == 1 else []))

    def _time_in(self, times: Sequence[LexborNode]) -> Moment | None:
        shown = (time for time in times if not is_taken(time))
        return next(filter(None, (read_iso(attribute(time, "datetime")) for time in shown)), None)

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


def _times(node: LexborHTMLParser | LexborNode) -> list[LexborNode]:
    """The `<time>` elements below a node that are in the page and do not mark an update."""
    return [time for time in node.css("time[datetime]") if not is_taken(time) and not _is_update(time)]


def _is_update(node: LexborNode) -> bool:
    """Whether an element is marked as the date of the last change: microdata, or WordPress's class `updated`."""
    classes = attribute(node, "class").split()
    return attribute(node, "itemprop") == "dateModified" or ("updated" in classes and "published" not in classes)


def _parted_by_update(text: str) -> tuple[str, str, str]:
    """The text of a date element before, in and after the label of an update. Without a date before it, the label
    belongs to the publication: all the text is before it."""
    label = UPDATE_LABEL.search(text)
    if not label or not find_written(text[: label.start()]):
        return text, "", ""
    return text[: label.start()], label[0], text[label.end() :]


def _is_american(tree: LexborHTMLParser) -> bool:
    """Whether the page is in American English, by its declared language and, as templates often declare a wrong one,
    by its titles."""
    html = tree.css_first("html")
    if html is None or attribute(html, "lang").lower() != "en-us":
        return False
    titles = " ".join(node.text() for node in tree.css("title, h1, h2"))[:SAMPLE]
    return language_of_text(titles, "en") == "en"
