"""Archives read member by member, never unpacked as a whole."""
