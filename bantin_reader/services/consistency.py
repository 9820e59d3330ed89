"""Checks articles with their pictures and recordings, for the operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.consistency import Problem, ScannedArticle
from bantin_reader.model.picture import Picture


class ConsistencyCheck:
    """Checks all articles; `faults` returns what is wrong with a picture's files, `recording_problem` what is wrong
    with a recording's, by its name; `now` is the present moment by the site's clocks."""

    def __init__(
        self, faults: Callable[[Picture], Sequence[str]], recording_problem: Callable[[str], str], now: datetime
    ) -> None:
        self._faults = faults
        self._recording_problem = recording_problem
        self._now = now
        self.counts: Counter[str] = Counter()

    def run(self, articles: Iterable[ScannedArticle]) -> Iterator[Problem]:
        """Yield each finding; `counts` grows meanwhile."""
        for article in articles:
            self.counts[self._state(article)] += 1
            yield from self._look(article)

    def _state(self, article: ScannedArticle) -> str:
        if article.withdrawn:
            return "withdrawn"
        if article.listed_at > self._now:
            return "embargoed"
        return "expired" if article.expires_at and article.expires_at <= self._now else "published"

    def _look(self, article: ScannedArticle) -> Iterator[Problem]:
        address = f"{ARTICLE_PATH}{article.slug}"
        self.counts["recordings"] += bool(article.recording)
        if article.recording and (problem := self._recording_problem(article.recording)):
            yield Problem(f"{address}: recording {article.recording} {problem}")
        for number, figure in enumerate(article.figures, 1):
            self.counts["pictures"] += 1
            if not figure.alt and not article.withdrawn:
                words = "its caption serves" if figure.caption else "no caption either"
                yield Problem(f"{address}: picture {number} has no alternative text, {words}", not figure.caption)
            for problem in self._faults(figure.picture) if figure.picture else ():
                yield Problem(f"{address}: picture {number}: {problem}")
