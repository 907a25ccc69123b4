"""What the norms of the made-up contract say of its incidents, and what the supplier's reports make of it."""
