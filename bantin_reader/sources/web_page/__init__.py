"""Articles on pages of any site, without a profile: Readability finds the body, the publisher's metadata the rest."""
