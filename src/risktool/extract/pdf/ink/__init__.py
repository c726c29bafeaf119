"""What the page shows and its text layer does not say: lost digits, struck words, lines printed over each other."""
