"""Many relations: the same flow on each, a row each; no ranking, no score."""
