"""What a search looks for in each tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bantin_reader.model.fold import fold
from bantin_reader.model.search import SearchFilter, Tier
from bantin_reader.model.search_query import Phrase, SearchQuery
from bantin_reader.store.search.terms import facet_terms, phrase_terms

# An article is in the first tier that has it. Each tier has all articles of these, and of what they have.
BETTER: dict[Tier, tuple[Tier, ...]] = {
    Tier.EXACT_TITLE: (),
    Tier.EXACT_HEAD: (Tier.EXACT_TITLE,),
    Tier.EXACT_ALL: (Tier.EXACT_HEAD,),
    Tier.TITLE: (Tier.EXACT_ALL,),
    Tier.HEAD: (Tier.EXACT_ALL, Tier.TITLE),
    Tier.ALL: (Tier.EXACT_ALL, Tier.HEAD),
}

# Phrases, any of which will do. All of several groups must be there.
Group = Sequence[Sequence[str]]
Groups = Sequence[Group]
# The tier in which an alternative is looked for: an abbreviation without its marks is often another one.
OF_ALTERNATIVES = {Tier.TITLE: Tier.EXACT_TITLE, Tier.HEAD: Tier.EXACT_HEAD, Tier.ALL: Tier.EXACT_ALL}


@dataclass(frozen=True)
class Match:
    """Articles with a phrase of each group of `wanted`, without those that have a phrase of each group of one of
    `unwanted`. A phrase is a sequence of terms."""

    wanted: Groups
    unwanted: Sequence[Groups]


def match_of(query: SearchQuery, which: SearchFilter, tier: Tier) -> Match:
    """The articles of a tier that are in no better one."""
    facets = [[[term]] for term in facet_terms(which.category, which.lang)]
    better = [_groups(query, other) for other in BETTER[tier]]
    return Match([*_groups(query, tier), *facets], [*better, *_excluded(query)])


def match_of_all(query: SearchQuery, which: SearchFilter, widest: Tier = Tier.ALL) -> Match:
    """The articles of all tiers up to a folded one."""
    facets = [[[term]] for term in facet_terms(which.category, which.lang)]
    return Match([*_groups(query, widest), *facets], [*_excluded(query)])


def _groups(query: SearchQuery, tier: Tier) -> Groups:
    """Each phrase with its alternatives. What was typed comes first: an exact tier has no alternatives."""
    groups = []
    for phrase in query.phrases:
        group = [phrase_terms(tier, phrase)]
        if not tier.is_exact:
            group += [phrase_terms(OF_ALTERNATIVES[tier], other) for other in query.alternatives.get(phrase, ())]
        groups.append(group)
    return groups


def _excluded(query: SearchQuery) -> Iterator[Groups]:
    """An excluded phrase that has marks excludes the articles that have it with these."""
    for phrase in query.excluded:
        yield [[phrase_terms(Tier.EXACT_ALL if _has_marks(phrase) else Tier.ALL, phrase)]]


def _has_marks(phrase: Phrase) -> bool:
    return any(fold(word) != word for word in phrase)
