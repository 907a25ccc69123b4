"""A problem as a drawn line: two lanes, a mark a step, and words that never touch."""
