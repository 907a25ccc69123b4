"""A made-up relation as the files people would have."""
