"""Analysis -> files that people open."""
