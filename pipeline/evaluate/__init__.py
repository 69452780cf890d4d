"""tables against gold -> precision and recall."""
