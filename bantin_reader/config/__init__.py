"""Settings, and the values that they accept."""
