"""Has a monthly series fallen: e-values, onset, repair."""
