"""What a contract file holds: its clauses, and what it says of its own version."""
