"""Measurements: ratios taken side by side on one machine."""
