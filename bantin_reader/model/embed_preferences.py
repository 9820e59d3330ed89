"""What a reader of a widget sets, and what its embedder asked for. Kept apart from the site's own cookie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bantin_reader.model.preferences import TABLE, Preferences, cookie_pairs, known

# Only its own host can set it, and only over HTTPS (RFC 6265bis, 4.1.3.2).
EMBED_COOKIE = "__Host-bantin_widget"


@dataclass(frozen=True)
class EmbedPreferences:
    """A reader in a frame on another site's page; each mapping holds values of the table by their names.

    `kept` is what the widget's cookie brought, None where none came; `pressed` what this request sets; `offered` the
    embedder's defaults. A press goes before the cookie, the cookie before the embedder, the embedder before the table.
    """

    kept: Mapping[str, str] | None
    pressed: Mapping[str, str]
    offered: Mapping[str, str]

    @classmethod
    def of(
        cls, cookie: str | None, pressed: Iterable[tuple[str, str]], offered: Iterable[tuple[str, str]]
    ) -> EmbedPreferences:
        """Unknown names and values count for nothing."""
        kept = _in_widgets(cookie_pairs(cookie))
        return cls(kept or None, _in_widgets(pressed), _in_widgets(offered))

    @property
    def chosen(self) -> dict[str, str]:
        """What the reader chose, now or before; explicit, because a default of the table may be a choice too."""
        return known([*self.pressed.items(), *(self.kept or {}).items()])

    @property
    def carried(self) -> Mapping[str, str]:
        """What the frame's links must carry, because no cookie has been seen to."""
        return {} if self.kept else self.pressed

    @property
    def preferences(self) -> Preferences:
        return Preferences.defaults().with_values({**self.offered, **self.chosen})

    def to_cookie(self) -> str:
        """`text=100&theme=dark`: all that the reader chose."""
        return "&".join(f"{name}={value}" for name, value in self.chosen.items())


def _in_widgets(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is known of `pairs` and offered in widgets."""
    return {name: value for name, value in known(pairs).items() if TABLE[name].in_widgets}
