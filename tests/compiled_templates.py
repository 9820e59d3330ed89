"""Compiles each template once for all applications of a test process.

Most tests create an application, and nothing takes longer than to compile the templates of its first page.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import CodeType
from unittest import mock

from jinja2.bccache import Bucket, BytecodeCache

from bantin_reader.web.templating.environment import TranslatedEnvironment


class CompiledTemplates(BytecodeCache):
    """Compiled templates by their language, file and source."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._compiled[_key(bucket)] = bucket.code


def _key(bucket: Bucket) -> tuple[str, str, str]:
    assert isinstance(bucket.environment, TranslatedEnvironment)
    return bucket.environment.language, bucket.key, bucket.checksum


def shared_by_all_applications() -> AbstractContextManager[object]:
    compiled = CompiledTemplates()
    return mock.patch.object(
        TranslatedEnvironment, "bytecode_cache", property(lambda _: compiled, lambda *_: None), create=True
    )
