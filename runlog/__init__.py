"""runlog: what a runner's watch and pain diary say about load on the back."""

__version__ = "0.1.0"
