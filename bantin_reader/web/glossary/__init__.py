"""The page of abbreviations."""
