"""How sure it is that a heading means a role, from 0 to 1: what each kind of match is worth, and what is enough."""

EXACT, STRIPPED, PART, OPENING, INSIDE, COMPOUND = 1.0, 0.95, 0.85, 0.75, 0.6, 0.7
"""How sure a match is: the whole heading, without scale and parentheses, one of two names, the beginning of a phrase,
a word among others (both more for a longer part of the heading, up to 0.2), the beginning of a compound."""

DONE = 0.55
"""What is done already ("Nuvarande kontroller") is the treatment only where no other column is."""

CLOSING = 0.05
"""What the last word of a phrase counts more than its first one, in a language whose names end in what they name:
"Target status" is a status."""

CLEAR = 0.9
"""A heading that some profile lists as it stands, or one that ends or begins with such."""

STRONG = 0.8
"""A match that is more than a word among others."""

WEAKEST = 0.5
"""A match below this is a coincidence of words."""
