"""The preferences of a reader in an embed, which are separate from the site's own cookie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bantin_reader.model.preferences import TABLE, Preferences, cookie_pairs, known

# The prefix lets only this host set it, and only over HTTPS (RFC 6265bis, 4.1.3.2).
EMBED_COOKIE = "__Host-bantin_widget"


@dataclass(frozen=True)
class EmbedPreferences:
    """Three sources of values, each by the names of the table's rows.

    `stored` is what the embed's cookie holds, None without a cookie; `pressed` what this request sets; `offered` the
    embedder's defaults. A press overrides the cookie, the cookie the embedder, the embedder the table.
    """

    stored: Mapping[str, str] | None
    pressed: Mapping[str, str]
    offered: Mapping[str, str]

    @classmethod
    def of(
        cls, cookie: str | None, pressed: Iterable[tuple[str, str]], offered: Iterable[tuple[str, str]]
    ) -> EmbedPreferences:
        """Unknown names and values are ignored."""
        stored = _in_embeds(cookie_pairs(cookie))
        return cls(stored or None, _in_embeds(pressed), _in_embeds(offered))

    @property
    def chosen(self) -> dict[str, str]:
        """What the reader has chosen; defaults are included, because the embedder may have offered something else."""
        return known([*self.pressed.items(), *(self.stored or {}).items()])

    @property
    def carried(self) -> Mapping[str, str]:
        """What the links of the frame must carry, because the browser has sent no cookie."""
        return {} if self.stored else self.pressed

    @property
    def effective(self) -> Preferences:
        """All preferences of the embed, each from the first source that has it."""
        return Preferences.defaults().with_values({**self.offered, **self.chosen})

    def to_cookie(self) -> str:
        """Write `text=100&theme=dark`: all that the reader has chosen, in the table's order."""
        return "&".join(f"{name}={value}" for name, value in self.chosen.items())


def normalize_embed_cookie(value: str) -> str:
    """The cookie's value in the one spelling that stands for everything an embed reads of it."""
    return EmbedPreferences.of(value, (), ()).to_cookie()


def _in_embeds(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The valid values in `pairs` of rows that embeds offer."""
    return {name: value for name, value in known(pairs).items() if TABLE[name].in_embeds}
