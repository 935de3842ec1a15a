"""Renderers: a `Report` in, bytes or text out. They know no frames, no rules and no files of a log."""
