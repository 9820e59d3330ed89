"""Formats measurements as Markdown: medians, ratios of neighbouring rounds, and whether they meet their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.wrk import Round

MET, NOT_MET = "met", "**not met**"


class MarkersMissing(Exception):
    """The page lacks the markers of this part."""


@dataclass(frozen=True)
class Asked:
    """A bound and what was measured. `at_least` says that the bound is a lower one; `why` is the known reason, which is
    printed where the bound is not met."""

    what: str
    bound: float
    measured: float
    unit: str = "×"
    at_least: bool = False
    why: str = ""

    @property
    def is_met(self) -> bool:
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound

    def row(self) -> list[str]:
        side = "at least" if self.at_least else "at most"
        said = MET if self.is_met else f"{NOT_MET}{f': {self.why}' if self.why else ''}"
        bound, measured = (f"{number(value)} {self.unit}".strip() for value in (self.bound, self.measured))
        return [self.what, f"{side} {bound}", measured, said]


def number(value: float) -> str:
    """Format with three significant digits and thousands separators: 12,300 and 0.612. Bounds are left as they are."""
    if value >= 100:
        return f"{value:,.0f}"
    shown = f"{value:.{1 if value >= 10 else 2 if value >= 1 else 3}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def ratio(rounds: Sequence[float], against: Sequence[float]) -> float:
    """The median of the ratios of rounds that were measured one after the other: the machine was the same for both."""
    return median(one / other for one, other in zip(rounds, against, strict=True))


def ratio_of(name: str, rounds: Sequence[Round], against: Sequence[Round]) -> float:
    """`name` is a figure of a round: rate, p50, p99 or cpu_of_thousand."""
    return ratio([getattr(one, name) for one in rounds], [getattr(one, name) for one in against])


def medians(rounds: Sequence[Round]) -> tuple[float, float, float, float]:
    """Requests a second, p50 and p99 in milliseconds, CPU seconds of a thousand requests."""
    rate, p50, p99, cpu = (median(getattr(one, name) for one in rounds) for name in NAMES)
    return rate, p50, p99, cpu


NAMES = ("rate", "p50", "p99", "cpu_of_thousand")


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is aligned left, the others right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows)) + "\n"


def asked_table(rows: Sequence[Asked]) -> str:
    return markdown(["Asked", "bound", "measured", ""], [one.row() for one in rows])


def write(page: Path, part: str, text: str) -> None:
    """Put `text` between the part's two markers. Raises MarkersMissing."""
    whole = page.read_text("utf-8")
    begin, end = f"<!-- measured: {part} -->\n", f"<!-- end: {part} -->\n"
    before, found, rest = whole.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise MarkersMissing(f"{page} has no {begin.strip()} … {end.strip()}")
    page.write_text(f"{before}{begin}\n{text.strip()}\n\n{end}{after}", "utf-8")
