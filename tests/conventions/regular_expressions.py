"""The package's regular expressions, and for each the texts that it would take longest to search."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bantin_reader
from tests.growth import MEASURABLE, growth, seconds

op: Any = importlib.import_module("re._constants")  # has no types
_parser: Any = importlib.import_module("re._parser")
PACKAGE = Path(bantin_reader.__file__).parent
METHODS = r"match|fullmatch|search|sub|subn|split|findall|finditer"
SMALLEST, LARGEST = 2_000, 32_000
# So few pieces take a measurable time only where each doubles the work.
FEW = 20
CANDIDATES = "a<( \"1.-;,/&=x'\n[]>:"


@dataclass(frozen=True)
class Expression:
    """A pattern with the place where it stands and the methods that the package calls on it."""

    where: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: frozenset[str] = field(default_factory=frozenset)


def expressions() -> list[Expression]:
    """Every pattern of the package: in a module's variables, also inside their tuples and mappings, and written where
    it is used. Raises ValueError where one is put together at the place of use."""
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(bantin_reader.__path__, "bantin_reader.")
        if ".migrations" not in info.name
    ]
    sources = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    called: dict[tuple[Any, int], set[str]] = {}
    for module in modules:
        for name, method in re.findall(rf"\b([A-Za-z_]+)\.({METHODS})\(", sources[Path(str(module.__file__))]):
            if isinstance(pattern := vars(module).get(name), re.Pattern):
                called.setdefault((pattern.pattern, pattern.flags), set()).add(method)
    found: dict[tuple[Any, int], Expression] = {}
    for module in modules:
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                key = (pattern.pattern, pattern.flags)
                methods = frozenset(called.get(key, {"search"}))
                found.setdefault(key, Expression(f"{module.__name__}.{name}", pattern, methods))
    for path, text in sources.items():
        for one in _written_in_place(path, text):
            found.setdefault((one.pattern.pattern, one.pattern.flags), one)
    return list(found.values())


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _patterns_in(one)
    elif isinstance(value, dict):
        yield from _patterns_in(list(value.values()))


def _written_in_place(path: Path, text: str) -> Iterator[Expression]:
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        function = node.func
        if not (isinstance(function.value, ast.Name) and function.value.id == "re"):
            continue
        if re.fullmatch(METHODS, function.attr):
            where = f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"
            pattern = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if not isinstance(pattern, str):
                raise ValueError(f"{where}: compile the pattern in a variable of the module")
            yield Expression(where, re.compile(pattern), frozenset({function.attr}))


@dataclass(frozen=True)
class Attack:
    """A text of any length: the start once, then the piece over and over, then the end."""

    start: str
    piece: str
    end: str

    def text(self, length: int) -> str:
        return self.start + self.piece * (length // len(self.piece)) + self.end


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """What the pattern's own parts suggest: the beginning of a match over and over, and after a beginning of one each
    repeated part over and over, both with an end that fits and one that does not."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    found: set[tuple[str, str]] = set()
    whole = _sample(_parser.parse(source, pattern.flags & ~re.UNICODE), "", found)
    texts = {("", whole), ("", whole[:-1])}
    for before, piece in found:
        texts |= {("", piece), (before, piece), ("", before + piece), ("", before), ("", before + piece * 3)}
    return [Attack(start, piece, end) for start, piece in sorted(texts) if piece for end in ("", "\0")]


def _sample(parsed: Any, before: str, found: set[tuple[str, str]]) -> str:
    """A text that the parsed expression matches. Collects in `found` what is repeated, and what stands before it."""
    text = ""
    for code, value in parsed:
        if code is op.LITERAL:
            text += chr(value)
        elif code is op.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif code is op.ANY:
            text += "a"
        elif code is op.IN:
            text += next(iter(_members(value)), "a")
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inner = value
            one = _sample(inner, before + text, found)
            pieces = {one}
            if len(inner) == 1 and inner[0][0] is op.IN:
                pieces |= set(_members(inner[0][1]))
            if len(inner) == 1 and inner[0][0] in (op.ANY, op.NOT_LITERAL):
                pieces.add(before + text)
            if most is op.MAXREPEAT or most > 50:
                found.update((before + text, piece) for piece in pieces if piece)
            text += one * max(least, 1)
        elif code is op.SUBPATTERN:
            text += _sample(value[3], before + text, found)
        elif code is op.ATOMIC_GROUP:
            text += _sample(value, before + text, found)
        elif code is op.BRANCH:
            branches = [_sample(branch, before + text, found) for branch in value[1]]
            text += branches[0]
        elif code in (op.ASSERT, op.ASSERT_NOT):
            _sample(value[1], before + text, found)
    return text


def _members(items: Any) -> list[str]:
    """Up to three characters of a set."""
    if items[0][0] is not op.NEGATE:
        return [character for item in items if (character := _member(*item))][:3]
    return [one for one in CANDIDATES if not any(_holds(code, value, one) for code, value in items[1:])][:3]


CATEGORIES = {
    op.CATEGORY_DIGIT: (r"\d", "1"),
    op.CATEGORY_NOT_DIGIT: (r"\D", "a"),
    op.CATEGORY_SPACE: (r"\s", " "),
    op.CATEGORY_NOT_SPACE: (r"\S", "a"),
    op.CATEGORY_WORD: (r"\w", "a"),
    op.CATEGORY_NOT_WORD: (r"\W", "!"),
}


def _member(code: Any, value: Any) -> str:
    if code is op.CATEGORY:
        return CATEGORIES[value][1]
    return chr(value[0] if code is op.RANGE else value)


def _holds(code: Any, value: Any, character: str) -> bool:
    if code is op.CATEGORY:
        return re.match(CATEGORIES[value][0], character) is not None
    first, last = value if code is op.RANGE else (value, value)
    return bool(first <= ord(character) <= last)


def searches(one: Expression) -> list[Callable[[str], object]]:
    """The pattern's methods that the package calls, as functions of a text."""
    methods = {"search" if method in ("findall", "finditer", "split", "subn") else method for method in one.methods}
    return [_search(one.pattern, method) for method in sorted(methods | ({"sub"} if "search" in methods else set()))]


def _search(pattern: re.Pattern[Any], method: str) -> Callable[[str], object]:
    as_bytes = isinstance(pattern.pattern, bytes)

    def run(text: str) -> object:
        subject: Any = text.encode() if as_bytes else text
        if method == "sub":
            return pattern.sub(b"" if as_bytes else "", subject)
        return getattr(pattern, method)(subject)

    return run


def grows(search: Callable[[str], object], attack: Attack) -> str:
    """Empty where the search takes linear time, else how its work grew."""
    if seconds(search, attack.text(FEW * len(attack.piece))) > MEASURABLE:
        return f"{attack}: {FEW} pieces take more than {MEASURABLE} seconds"
    reported = growth(search, attack.text, SMALLEST, LARGEST)
    return f"{attack}: {reported}" if reported else ""
