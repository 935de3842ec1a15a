"""A log on disk: its files, cache, diary and settings."""
