"""From scores to rows: what is taken, once each, in reading order, and what was weighed and left."""
