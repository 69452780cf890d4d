"""facts and events -> findings, one check per file."""
