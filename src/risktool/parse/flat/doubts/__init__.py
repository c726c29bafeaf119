"""What may be wrong with the reading that was chosen, though the search does not say so."""
