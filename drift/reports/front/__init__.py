"""Page 1: what happened in words that people use, one picture of it, and what now."""
