"""Front matter that is too long, too deep or that would grow while it is read is refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.limits import MAX_FRONT_MATTER, MAX_PLAIN_TEXT
from tests.unit.sources.markdown.test_front_matter import read


def test_an_alias_is_refused_before_it_is_expanded(file: Path) -> None:
    bomb = "\n".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise("abcdefghi"))
    with pytest.raises(SourceRefused, match=r"an alias \(\*name\) is not allowed"):
        read(file, f"title: a\na: &a [x]\n{bomb}\nsapo: *i")


def test_an_anchor_without_an_alias_is_read(file: Path) -> None:
    assert read(file, "title: &t Tin").title == "Tin"


@pytest.mark.parametrize("piece", ["[", "{", "[a,", "- "])
def test_values_that_are_nested_too_deeply_are_refused(file: Path, piece: str) -> None:
    with pytest.raises(SourceRefused, match="front matter: values are nested too deeply: at most 10 in each other"):
        read(file, f"title: a\nsapo:\n  {piece * 1_000}")


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: a\n# " + "a" * MAX_FRONT_MATTER, "front matter: 65,548 characters, at most 65,536"),
        ("title: " + "a" * 1_001, "title: 1,001 characters, at most 1,000"),
        ("title: a\nsapo: " + "a" * 10_001, "sapo: 10,001 characters, at most 10,000"),
        ("title: a\nlang: vi-" + "-".join(["abcdefgh"] * 4), "lang: .*at most 35 characters"),
        ("title: a\nbyline: " + "a" * 501, "byline: 501 characters, at most 500"),
        ("title: a\ncategory: " + "a" * 501, "category: 501 characters, at most 500"),
        ("title: a\nfigure: {src: a.png, caption: " + "a" * 5_001 + "}", "caption: 5,001 characters, at most 5,000"),
    ],
)  # fmt: skip
def test_a_field_that_is_too_long_is_refused_by_its_bound(file: Path, front: str, reason: str) -> None:
    with pytest.raises(SourceRefused, match=reason):
        read(file, front)


def test_a_file_with_too_much_text_is_refused_by_its_bound(file: Path) -> None:
    with pytest.raises(SourceRefused, match=r"text: 1,000,0\d\d characters, at most 1,000,000"):
        read(file, "title: a", "a" * MAX_PLAIN_TEXT)
