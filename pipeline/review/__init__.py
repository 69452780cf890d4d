"""tables -> a local page where a researcher corrects them."""
