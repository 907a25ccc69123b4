"""The edition for both parties: what of an analysis both may see."""
