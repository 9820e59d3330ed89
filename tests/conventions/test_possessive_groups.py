"""Expressions that Python 3.11.2, which Debian 12 has, matches as later versions do.

Up to Python 3.11.4 a possessive group is matched wrongly where something inside it may backtrack (python/cpython issue
106052).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants, _parser
from typing import Any

import pytest

from tests.conventions.regular_expressions import expressions

REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
BACKTRACKING = (_constants.BRANCH, _constants.MAX_REPEAT, _constants.MIN_REPEAT)


def parts(parsed: Any) -> Iterator[tuple[Any, Any]]:
    """Every operation of a parsed expression with its arguments, also those within others."""
    for operation, arguments in parsed:
        yield operation, arguments
        if operation in REPEATS:
            yield from parts(arguments[2])
        elif operation is _constants.SUBPATTERN:
            yield from parts(arguments[3])
        elif operation is _constants.BRANCH:
            for branch in arguments[1]:
                yield from parts(branch)
        elif operation in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from parts(arguments[1])
        elif operation is _constants.ATOMIC_GROUP:
            yield from parts(arguments)


def is_matched_wrongly(pattern: re.Pattern[Any]) -> bool:
    for operation, arguments in parts(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)):
        if operation is _constants.POSSESSIVE_REPEAT:
            inside = arguments[2]
        elif operation is _constants.ATOMIC_GROUP:
            inside = arguments
        else:
            continue
        if any(part in BACKTRACKING for part, _ in parts(inside)):
            return True
    return False


def test_no_possessive_group_holds_what_may_backtrack() -> None:
    assert [one.where for one in expressions() if is_matched_wrongly(one.pattern)] == []


@pytest.mark.parametrize("pattern", [r"(?:[^<]|<(?!/?fig))*+", r"(?:a+b)++", r"(?>ab|c)d", r"((?:a ?)++)x"])
def test_a_possessive_group_that_may_backtrack_is_found(pattern: str) -> None:
    assert is_matched_wrongly(re.compile(pattern))


@pytest.mark.parametrize("pattern", [r"[^<]*+(?:<(?!/?fig)[^<]*+)*", r"(?: [^<>]*+)?+>", r"\s++"])
def test_other_possessive_groups_pass(pattern: str) -> None:
    assert not is_matched_wrongly(re.compile(pattern))
