"""Text between scores cut into atoms, the smallest pieces that are never cut further, and what counts them."""
