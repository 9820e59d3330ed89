"""The interface of what finds the profile of a page to which no portal's profile applies."""

from __future__ import annotations

from typing import Protocol

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.html.omissions import Omissions
from bantin_reader.sources.html.profile import Profile


class ProfileFinder(Protocol):
    """Makes a profile for one page of a site that no profile is written for."""

    def profile_of(self, tree: LexborHTMLParser, omissions: Omissions) -> Profile:
        """Marks the parts of the article in the page. Raises SourceRefused where the page is no article."""


class SiteProfiles(Protocol):
    """Profiles for the hosts of single sites."""

    def profile_of(
        self, tree: LexborHTMLParser, address: str, omissions: Omissions, warnings: list[str]
    ) -> Profile | None:
        """The profile for a page at an address, None where there is none. Raises SourceRefused."""
