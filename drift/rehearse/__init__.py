"""What a draft would have done to the last months of a relation, before it is signed."""
