"""Site-config files of the format that fivefilters.org publishes: one host's articles, found by XPath."""
