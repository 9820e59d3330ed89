"""What is said for a written sentence."""

from __future__ import annotations

from collections.abc import Mapping

from bantin_reader.model.glossary import whole_words
from bantin_reader.services.speech import english, vietnamese
from bantin_reader.services.speech.rules import Rule, in_order

TABLES: Mapping[str, tuple[Rule, ...]] = {"vi": vietnamese.TABLE, "en": english.TABLE}


def spoken(
    sentence: str, lang: str, expansions: Mapping[str, str] | None = None, said: Mapping[str, str] | None = None
) -> str:
    """The sentence as a voice of `lang` (BCP 47) reads it rightly. `expansions` are the abbreviations that are said
    in full; a language without a table is said as it is written. `said` goes before all rules: words, and what is said
    in their place, which is nothing for an empty text."""
    if said:
        sentence = whole_words(said).sub(lambda match: said[match[0]], sentence)
    table = TABLES.get(lang.partition("-")[0].lower())
    if table is None:
        return " ".join(sentence.split())
    # Document numbers are read before abbreviations are expanded, which are parts of them.
    words = in_order(sentence, table)
    if expansions:
        words = whole_words(expansions).sub(lambda match: expansions[match[0]], words)
    return words
