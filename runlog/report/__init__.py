"""What to say and to draw, as plain data: every word chosen, every number computed, nothing formatted for one output."""
