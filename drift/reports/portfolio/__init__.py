"""Many relations as files that people open: a line each, by name."""
