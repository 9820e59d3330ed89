"""Site-config files."""
