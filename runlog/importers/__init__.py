"""One importer a file: a file's bytes become recordings."""
