"""Flat text to rows: a search over all readings of a stretch, with the probability of each row.

    words -> scores (numbers first) -> atoms -> lattice of readings -> samples -> the reading most rows agree with

The stretch is what stands under one heading. Text is flat when a table was printed as a stream of words, by row
(`D S K P T D S K P T`), by column (`D D D S T S T S T`), or in some mixture that changes within a page.
"""

from risktool.parse.flat.read import read_flat

__all__ = ["read_flat"]
