"""Numbers first: which words are scores, what their numbers say, and the form of the table that they stood in."""
