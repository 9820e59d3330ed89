"""Which rules of each accessibility checker a change of colours, of sizes or of more can affect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# The scopes of a check. All but the first leave out rules whose result cannot have changed.
ALL, SIZES, COLOURS = "all rules", "rules of size", "rules of colour"
SCOPES = (ALL, SIZES, COLOURS)

# Contrast, and links and the focus that a colour alone may mark.
_COLOURS: Mapping[str, Sequence[str]] = {
    "axe": ("color-contrast", "color-contrast-enhanced", "link-in-text-block"),
    "HTML_CodeSniffer": (
        "Principle1.Guideline1_4.1_4_3_F24",
        "Principle1.Guideline1_4.1_4_3_Contrast",
        "Principle1.Guideline1_4.1_4_6",
    ),
    "IBM": ("text_contrast_sufficient",),
    "Alfa": ("sia-r62", "sia-r65", "sia-r66", "sia-r69"),
}
# Targets, what scrolls, what is cut off or covered, text that looks like a heading, the height of lines and letters.
# HTML_CodeSniffer has none. Of IBM and Alfa, which take longer, without those of colour: no rule asks for
# more contrast of larger letters.
_SIZES: Mapping[str, Sequence[str]] = {
    "axe": (*_COLOURS["axe"], "target-size", "scrollable-region-focusable", "p-as-heading"),
    "HTML_CodeSniffer": _COLOURS["HTML_CodeSniffer"],
    "IBM": (
        "target_spacing_sufficient",
        "element_scrollable_tabbable",
        "element_tabbable_visible",
        "element_tabbable_unobscured",
        "text_block_heading",
    ),
    "Alfa": ("sia-r73", "sia-r75", "sia-r83", "sia-r84", "sia-r111", "sia-r113"),
}


def rules_of(checker: str, scope: str) -> list[str] | None:
    """The names of a checker's rules in a scope; None for all."""
    rules = {ALL: None, SIZES: _SIZES[checker], COLOURS: _COLOURS[checker]}[scope]
    return None if rules is None else [*rules]
