"""The rule book: one rule a file."""
