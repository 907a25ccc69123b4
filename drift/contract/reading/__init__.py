"""What a clause says: duties, targets, kinds."""
