"""Each theme has a contrast of 7:1 for text and 3:1 for focus rings and lines; the style sheet has a rule for each size
and theme of the preference table."""

from __future__ import annotations

import re

import pytest

from bantin_reader.config.colours import PAPERS, contrast
from bantin_reader.model.preferences import TEXT, THEME
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
        factor = f"{{ --text-scale: {int(size) / 100:g}; }}"
        assert f'\n[data-text="{size}"] {factor}' in TOKENS
        assert f'[value="{size}"]:checked) .br-sample {factor}' in sheets()["settings.css"]
    for theme in THEME.options:
        assert f'[data-theme="{theme}"]' in TOKENS


def sheets() -> dict[str, str]:
    return {sheet.name: sheet.read_text("utf-8") for sheet in (ROOT / "static" / "css").glob("*.css")}


def lists_lost_without_has(css: str) -> list[str]:
    """Selector lists with `:has(`: a browser that does not know it drops the whole rule."""
    rules = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return [rule for rule in rules if ":has(" in rule and "," in outside_parentheses(rule)]


def outside_parentheses(selectors: str) -> str:
    while (shorter := re.sub(r"\([^()]*\)", "", selectors)) != selectors:
        selectors = shorter
    return selectors


def px_but_lines_and_rings(css: str) -> list[str]:
    return [
        line.strip()
        for line in css.splitlines()
        if re.search(r"font-size:[^;]*px", line) or any(float(n) > 7 for n in re.findall(r"([\d.]+)px", line))
    ]


def test_no_other_selector_depends_on_has() -> None:
    assert {name: lists_lost_without_has(css) for name, css in sheets().items() if lists_lost_without_has(css)} == {}


def test_no_length_is_in_px_but_lines_and_rings() -> None:
    assert {name: px_but_lines_and_rings(css) for name, css in sheets().items() if px_but_lines_and_rings(css)} == {}


def test_the_guards_of_the_sheets_find_what_they_look_for() -> None:
    assert lists_lost_without_has('a { x: y; } [data-text="90"], p:has(b) { x: y; }')
    assert px_but_lines_and_rings("p { font-size: 6px; }")
    assert px_but_lines_and_rings("p { width: 640px; }")
    assert contrast("#767676", "#ffffff") < 7
    with pytest.raises(AssertionError, match="no rule"):
        block('[data-theme="neon"]')
