"""The reading preferences. `TABLE` is the only place that knows their names, options and defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bantin_reader.model.errors import UnknownPreference

COOKIE = "bantin_prefs"
COOKIE_SECONDS = 365 * 24 * 60 * 60
COOKIE_LONGEST = 512
PLAIN = "plain"


@dataclass(frozen=True)
class Preference:
    """One row of the table: a name and its options, the default first.

    Every page has the value as `data-<name>` on `<html>`. CSS and scripts apply it there, unless it `changes_markup`:
    then another value needs another page from the server, and shared caches keep a page for each value. `in_embeds`
    says that embeds offer it, too.
    """

    name: str
    options: tuple[str, ...]
    changes_markup: bool = False
    in_embeds: bool = True

    @property
    def default(self) -> str:
        return self.options[0]

    @property
    def choices(self) -> tuple[str, ...]:
        """The options in the order in which a page offers them: numbers ascending, others as in the table."""
        return tuple(sorted(self.options, key=int)) if all(map(str.isdecimal, self.options)) else self.options


TEXT = Preference("text", ("100", "90", "110", "125", "150", "175", "200", "250", "300"))
THEME = Preference("theme", ("auto", "light", "sepia", "dark", "contrast"))
LANG = Preference("lang", ("auto", "vi", "en"), changes_markup=True)
IMAGES = Preference("images", ("on", "off"), changes_markup=True, in_embeds=False)
FACE = Preference("face", ("system", "serif", "sans", "lexend", "dyslexic"))
LINE = Preference("line", ("normal", "tight", "loose"))
SPACING = Preference("spacing", ("normal", "wide", "widest"))
WIDTH = Preference("width", ("normal", "narrow", "wide"), in_embeds=False)
WEIGHT = Preference("weight", ("normal", "strong"), in_embeds=False)
RULER = Preference("ruler", ("off", "one", "three"), in_embeds=False)

ROWS = (TEXT, THEME, LANG, IMAGES, FACE, LINE, SPACING, WIDTH, WEIGHT, RULER)
TABLE: Mapping[str, Preference] = MappingProxyType({row.name: row for row in ROWS})

SIZES = TEXT.choices


@dataclass(frozen=True)
class Preferences:
    """A reader's choices: a value for every row of the table. Made by `from_cookie` or `setting`, which admit no other
    values.

    `plain` marks a reader whose browser posted without htmx: a shared cache keeps separate pages for each such cookie.
    It is written beside a choice only, because the shared page shows the defaults.
    """

    values: Mapping[str, str]
    plain: bool = False

    @classmethod
    def defaults(cls) -> Preferences:
        return cls(MappingProxyType({name: row.default for name, row in TABLE.items()}))

    @classmethod
    def from_cookie(cls, cookie: str | None) -> Preferences:
        """Read `text=125&theme=dark`: the first known value of each name. Unknown, oversize and broken values count as
        the default."""
        pairs = cookie_pairs(cookie)
        plain = [value for name, value in pairs if name == PLAIN]
        return cls.defaults().with_values(known(pairs), plain=plain[-1:] == ["1"])

    def to_cookie(self, *, with_plain: bool = True) -> str:
        """Write the values that differ from the default, in the table's order; empty when none does."""
        parts = [f"{name}={self[name]}" for name, row in TABLE.items() if self[name] != row.default]
        if with_plain and self.plain and parts:
            parts.append(f"{PLAIN}=1")
        return "&".join(parts)

    def setting(self, pairs: Iterable[tuple[str, str]], *, plain: bool) -> Preferences:
        """These choices with `pairs` set. Raises UnknownPreference, and changes nothing, when a name or a
        value is not in the table or one name comes with two values."""
        chosen: dict[str, str] = {}
        for name, value in pairs:
            row = TABLE.get(name)
            if row is None:
                raise UnknownPreference(f"no preference is called {name!r}")
            if value not in row.options:
                raise UnknownPreference(f"{name}: {value!r} is not one of {', '.join(row.options)}")
            if chosen.setdefault(name, value) != value:
                raise UnknownPreference(f"{name}: two values at once")
        return self.with_values(chosen, plain=plain)

    def with_values(self, values: Mapping[str, str], *, plain: bool = False) -> Preferences:
        """These choices with `values`, which must be in the table, in place of their own."""
        return Preferences(MappingProxyType({**self.values, **values}), plain)

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def larger(self) -> str:
        """The text size one step up, in per cent; at the limit the limit itself."""
        return SIZES[min(SIZES.index(self["text"]) + 1, len(SIZES) - 1)]

    @property
    def smaller(self) -> str:
        """The text size one step down, in per cent; at the limit the limit itself."""
        return SIZES[max(SIZES.index(self["text"]) - 1, 0)]


def known(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first valid value of each name in the table, in the table's order; all else is ignored."""
    values: dict[str, str] = {}
    for name, value in pairs:
        if name in TABLE and name not in values and value in TABLE[name].options:
            values[name] = value
    return {name: values[name] for name in TABLE if name in values}


def cookie_pairs(cookie: str | None) -> list[tuple[str, str]]:
    """The pairs of `text=125&theme=dark`; none of an oversize cookie."""
    if not cookie or len(cookie) > COOKIE_LONGEST:
        return []
    return [(name, value) for name, _, value in (part.partition("=") for part in cookie.split("&"))]
