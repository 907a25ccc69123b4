"""The specification: what is in force, and how strict."""
