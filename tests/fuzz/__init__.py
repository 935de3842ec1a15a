"""Readers under damaged and hostile input: by hypothesis within the test run, by atheris for as long as one likes."""
