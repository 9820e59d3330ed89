"""Response headers and cross-site request checks."""
