"""The table of rules: a pattern and what is said in its place, in their order. Each language has its own.

Digits stay digits: every voice reads a plain number. What it reads wrongly is written in words: dates, times, ranges,
signs, units, document numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Said = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Rule:
    pattern: re.Pattern[str]
    said: Said

    def apply(self, text: str) -> str:
        return self.pattern.sub(self.said, text)


def rules(pairs: Iterable[tuple[str, Said]]) -> tuple[Rule, ...]:
    return tuple(Rule(re.compile(pattern), said) for pattern, said in pairs)


def in_order(text: str, table: Iterable[Rule]) -> str:
    """The text after all rules, with single spaces."""
    for rule in table:
        text = rule.apply(text)
    return " ".join(text.split())


ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(number: str) -> str:
    """A Roman number in digits: `XIII` is `13`."""
    values = [ROMAN[letter] for letter in number]
    following = [*values[1:], 0]
    return str(sum(-value if value < after else value for value, after in zip(values, following, strict=True)))


def whole(number: str) -> str:
    """A number without leading zeros: `07` is `7`."""
    return number.lstrip("0") or "0"
