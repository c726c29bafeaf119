"""Tables that no line draws: where they begin and end, what their columns are, and which lines are one row."""
