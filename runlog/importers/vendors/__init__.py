"""Vendors' documents that are neither tables nor tracks: JSON and Apple's XML."""
