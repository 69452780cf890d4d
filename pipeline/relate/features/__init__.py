"""What the text shows of a candidate: one file per group, all alike.

`NAMES` are the features of a group in order, and a function returns their values for one candidate; numbers only,
`NONE` where there is nothing to measure. Files named `*_words` give the n-grams that linear scorers weigh.
"""

NONE = -9.0
"""Value of a feature that has nothing to measure."""
