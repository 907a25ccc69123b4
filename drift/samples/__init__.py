"""Relations with known truth, made up."""
