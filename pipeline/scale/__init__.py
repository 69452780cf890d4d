"""the same flow on many machines."""
