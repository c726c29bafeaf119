"""Notes as people type them, without a table: risks and scores in lines, lists, labelled fields and sentences.

    Brand i köket. S 3, K 4 = 12. Åtgärd: ny spis
    Risk: Brand / Sannolikhet: 3 / Konsekvens: 4
    Vi bedömer sannolikheten till 3 och konsekvensen till 4.

`inline` joins the steps: `ratings` finds factors with their numbers and `scores` makes scores of them, `marks` finds
the labels that open cells, `items` cuts the text into risks around both, and `suspect` says which of them are asked
about. `numbered` and `rated_lines` join a list of risks with the scores that stand elsewhere by their numbers.
"""
