"""What the norms of the made-up contract say of its incidents."""
