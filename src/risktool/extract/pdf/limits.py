"""How much of a file is read at most, so that a hostile or broken one costs bounded time and memory.

Whoever meets a limit gets what was read until then and a remark `partly-read` that names the page.
"""

MAX_PAGES = 3_000
"""Ten times the longest register we know of."""

MAX_CHARS_PER_PAGE = 40_000
"""A dense page of small type holds 8,000; more is a drawing or an attack."""

MAX_WORDS_PER_LINE = 300
"""The widest sheet has fewer words beside each other; a longer line is no two columns of text, and no table."""

MAX_OBJECTS_PER_PAGE = 60_000
"""Chromium draws each letter as its own object (up to 8,000); maps and plots have no tables worth the time."""

MAX_SEGMENTS_PER_PATH = 600
"""A whole table in one path has some hundred segments; a longer path is a drawing."""

MAX_RULES_PER_PAGE = 6_000
"""Bordered cells of a browser give four rules each; 1,500 cells do not fit on a page that people read."""

MAX_OUTLINES_PER_PAGE = 2_000
"""A page whose text is all outlines has no text layer to repair."""

MAX_ANNOTATIONS = 500
"""So many are looked at to see whether text was typed onto a page."""

MAX_FORM_DEPTH = 6
"""Form XObjects nest (a page in a page in a page); deeper is a loop."""

CHILD_SECONDS = 120
"""For the whole of a file, if not asked otherwise; a sound one of 500 pages takes a twentieth."""

CHILD_BYTES = 2 * 1024**3
"""Memory that a child may take to read a file: broken numbers ask for anything, and a kilobyte unpacks to gigabytes."""

MAX_COORDINATE_PT = 30_000.0
"""A page is at most 14,400 pt by the standard; numbers far outside are damage."""
