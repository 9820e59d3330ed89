"""The Jinja environment and what every template may use."""
