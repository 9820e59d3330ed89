"""Behind nginx a range is answered or ignored, and a unit that is not known is ignored (RFC 9110, 14.2)."""

from __future__ import annotations

import re

import pytest

from tests.deploy.client import Readers


@pytest.mark.parametrize(
    ("value", "statuses"),
    [("bytes=2-5", {200, 206}), ("bytes=0-1,4-5", {200, 206}), ("lines=0-9", {200}), ("bytes=a-b", {200, 416})],
)
def test_a_range_of_a_static_file(readers: Readers, article: str, value: str, statuses: set[int]) -> None:
    [file, *_] = re.findall(r'"(/static/[^"]+\.css)"', readers.ask(article).text)
    whole = readers.ask(file).content
    part = readers.ask(file, Range=value)
    assert part.status in statuses
    if part.status == 200:
        assert part.content == whole
    elif value == "bytes=2-5":
        assert part.content == whole[2:6]
