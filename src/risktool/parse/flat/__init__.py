"""Flat text to rows: a search over all readings of a stretch, with the probability of each row.

    words -> scores (numbers first) -> atoms -> lattice of readings -> samples -> the reading most rows agree with

The stretch is what stands under one heading. Text is flat when a table was printed as a stream of words, by row
(`D S K P T D S K P T`), by column (`D D D S T S T S T`), or in some mixture that changes within a page.

| where | what |
| --- | --- |
| `words`, `kinds`, `event` | a stretch's words, and what numbers are as a score |
| `cutting`, `scores` | the text between scores cut up, and which words are scores |
| `columns` | other columns' cells: owners, dates, second scores |
| `search` | all readings of what is cut up, and the one whose rows most agree with |
| `doubts` | what may be wrong with it all the same |
| `stretch`, `rows` | a document's stretches cut up; their rows as they are handed on |
| `read` | from the one to the other |
"""

from risktool.parse.flat.read import read_flat

__all__ = ["read_flat"]
