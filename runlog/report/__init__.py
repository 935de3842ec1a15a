"""What to say and to draw, as plain data: words chosen, numbers computed, for any output."""
