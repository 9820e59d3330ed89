"""Lets applications of a test process write the code that builds a route's URLs when it is first needed.

Each application has some sixty routes, of which a test builds a few URLs; compiling all of them takes longer than
everything else that creates an application.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
_compile: Callable[[Rule, bool], Builder] = Rule._compile_builder


def _compile_when_called(rule: Rule, append_unknown: bool = True) -> Builder:
    compiled: list[Builder] = []

    def build(itself: Rule, /, **values: Any) -> tuple[str, str]:
        if not compiled:
            compiled.append(_compile(rule, append_unknown))
        return compiled[0](itself, **values)

    return build


def compiled_when_needed() -> AbstractContextManager[object]:
    return mock.patch.object(Rule, "_compile_builder", _compile_when_called)
