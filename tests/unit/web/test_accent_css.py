"""Accent colours as settings: legible on the themes' papers, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.config.colours import LEAST_CONTRAST, PAPERS, contrast, lightened
from bantin_reader.config.settings import Settings, SettingsError


def hexed(rgb: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def test_the_lightest_grey_at_seven_to_one_is_accepted_and_the_next_is_not() -> None:
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]
    lightest = max(grey for grey in greys if contrast(grey, PAPERS["sepia"]) >= LEAST_CONTRAST)
    assert Settings(accent=lightest).accent == lightest
    with pytest.raises(SettingsError, match="sepia"):
        Settings(accent=greys[greys.index(lightest) + 1])


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#777", "#fff", 4.48)])
def test_contrast_is_the_ratio_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(st.tuples(*[st.integers(0, 0x70)] * 3).filter(lambda rgb: contrast(hexed(rgb), PAPERS["sepia"]) >= 7))
def test_an_accent_that_is_taken_gives_one_that_is_clear_on_dark_paper(rgb: tuple[int, int, int]) -> None:
    accent = hexed(rgb)
    settings = Settings(accent=accent)
    assert str(settings.accent) in (accent, f"#{accent[1::2]}")
    assert settings.accent_dark
    assert contrast(settings.accent_dark, PAPERS["dark"]) >= LEAST_CONTRAST
    assert settings.accent_dark == lightened(accent, PAPERS["dark"])


def test_an_accent_for_dark_paper_of_the_sites_own_is_kept() -> None:
    assert Settings(accent="#7a1f1f", accent_dark="#ffd0c8").accent_dark == "#ffd0c8"
