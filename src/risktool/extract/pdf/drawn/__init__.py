"""Tables that lines draw, all of them or in part: which word stands in which cell."""
