"""What stands beside the clauses, cell by cell."""
