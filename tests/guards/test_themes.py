"""Each theme's tokens: 7:1 for text, 3:1 for what must be seen; and the style sheet covers the table of preferences."""

from __future__ import annotations

import re

import pytest

from bantin_reader.model.preferences import TEXT, THEME
from bantin_reader.settings import PAPERS, contrast
from tests.conftest import ROOT

TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text("utf-8")
TEXT_ROLES = ("ink", "ink-soft", "accent")
SEEN_ROLES = ("focus", "line")


def block(selector: str) -> dict[str, str]:
    """The custom properties of the rule whose selector list holds `selector` last; a var() gives its fallback."""
    rule = re.search(rf"{re.escape(selector)} \{{([^}}]*--paper[^}}]*)\}}", TOKENS)
    assert rule, f"no rule for {selector}"
    values = dict(re.findall(r"--([\w-]+):\s*([^;]+);", rule[1]))
    return {name: re.sub(r"var\([^,]+,\s*([^)]+)\)", r"\1", value) for name, value in values.items()}


def themes() -> dict[str, dict[str, str]]:
    light = block('[data-theme="auto"]')
    found = {name: block(f'[data-theme="{name}"]') for name in ("sepia", "dark", "contrast")}
    auto_dark, more_light, more_dark = re.findall(r'\{\s*\[data-theme="auto"\] \{([^}]*)\}', TOKENS)
    read = {
        name: dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))
        for name, text in (("auto dark", auto_dark), ("more", more_light), ("more dark", more_dark))
    }
    read["auto dark"]["accent"] = found["dark"]["accent"]
    read["more"] = {**light, **read["more"]}
    read["more dark"] = {**found["dark"], **read["more dark"]}
    return {"light": light, **found, **read}


@pytest.mark.parametrize("theme", themes())
def test_text_stands_out_seven_to_one(theme: str) -> None:
    tokens = themes()[theme]
    low = {role: contrast(tokens[role], tokens["paper"]) for role in TEXT_ROLES}
    assert {role: ratio for role, ratio in low.items() if ratio < 7} == {}
    assert contrast(tokens["ink"], tokens["mark"]) >= 7


@pytest.mark.parametrize("theme", themes())
def test_focus_and_lines_stand_out_three_to_one(theme: str) -> None:
    tokens = themes()[theme]
    low = {role: contrast(tokens[role], tokens["paper"]) for role in SEEN_ROLES}
    assert {role: ratio for role, ratio in low.items() if ratio < 3} == {}


def test_the_contrast_theme_has_more_contrast_than_any_other() -> None:
    ratios = {name: contrast(tokens["ink"], tokens["paper"]) for name, tokens in themes().items()}
    assert ratios["contrast"] == max(ratios.values()) == pytest.approx(21)
    for role in TEXT_ROLES:
        others = [contrast(tokens[role], tokens["paper"]) for name, tokens in themes().items() if "more" not in name]
        assert contrast(themes()["contrast"][role], themes()["contrast"]["paper"]) == max(others)


def test_the_dark_side_of_the_automatic_theme_is_the_dark_theme() -> None:
    assert themes()["auto dark"] == themes()["dark"]


def test_the_settings_check_accents_against_the_papers_of_the_style_sheet() -> None:
    assert {name: themes()[name]["paper"] for name in PAPERS} == PAPERS


def test_every_size_and_theme_of_the_table_has_its_rule() -> None:
    for size in TEXT.options:
        scale = re.search(
            rf'\[data-text="{size}"\],[^{{]*\[value="{size}"\][^{{]*\{{ --text-scale: ([\d.]+); \}}', TOKENS
        )
        assert scale, f"no rule for {size} %"
        assert float(scale[1]) == int(size) / 100
    for theme in THEME.options:
        assert f'[data-theme="{theme}"]' in TOKENS


def test_no_length_is_in_px_but_lines_and_rings() -> None:
    for sheet in (ROOT / "static" / "css").glob("*.css"):
        for line in sheet.read_text("utf-8").splitlines():
            for number in re.findall(r"([\d.]+)px", line):
                assert float(number) <= 7, f"{sheet.name}: {line.strip()}"
            assert not re.search(r"font-size:[^;]*px", line)
