"""Tables -> counts a month (in the engine) -> one number with its variance (numpy)."""
