"""A rehearsal as files that people open."""
