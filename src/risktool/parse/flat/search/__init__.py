"""The search: what a reading may do next, what each step weighs, and the reading whose rows most readings share."""
