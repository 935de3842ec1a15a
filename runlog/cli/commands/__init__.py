"""One command a file; each has an attribute `command`."""
