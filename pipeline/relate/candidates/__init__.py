"""What could be said: one file per kind of candidate, all alike.

A candidate is a proposal that the scorer weighs: a province as argument of a mention, a way that goods go, a statement
of a deal, a pair of provinces that a statement joins. Each file gives keys, one per candidate, and their features.
"""
