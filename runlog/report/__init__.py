"""What a report says and draws, as plain data."""
