"""Vendors' tables: one machinery, and a small declarative flavour per vendor."""
