"""facts of many articles -> people, events, copies."""
