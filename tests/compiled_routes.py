"""Compiles each URL rule once for all applications of a test process.

Every application has the same sixty rules, and nothing else that creates one takes as long as to compile them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

from flask import Flask
from werkzeug.routing import Rule

_compiled: dict[str, tuple[set[str], dict[str, Any]]] = {}


class SharedRule(Rule):
    """A rule that takes over what an equal rule of another application was compiled to."""

    def compile(self) -> None:
        assert self.map is not None
        names = {name: converter.__qualname__ for name, converter in self.map.converters.items()}
        options = {
            **self.get_empty_kwargs(),
            "methods": sorted(self.methods or ()),
            "merge_slashes": self.merge_slashes,
        }
        key = repr((self.rule, options, self.map.host_matching, names))
        if key not in _compiled:
            before = dict(vars(self))
            super().compile()
            made = {name: value for name, value in vars(self).items() if value is not before.get(name)}
            _compiled[key] = self.arguments, made
        arguments, attributes = _compiled[key]
        self.arguments = set(arguments)
        vars(self).update(attributes)


def shared_by_all_applications() -> AbstractContextManager[object]:
    return mock.patch.object(Flask, "url_rule_class", SharedRule)
