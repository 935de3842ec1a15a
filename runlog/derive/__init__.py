"""Pure functions from samples and words to columns."""
