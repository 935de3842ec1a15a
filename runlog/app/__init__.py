"""The use cases that the command line, notebooks and pages call."""
