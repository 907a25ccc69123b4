"""Page 1 as one picture: what the paper prescribes, where both sides speak, and whether they work together, by date."""
