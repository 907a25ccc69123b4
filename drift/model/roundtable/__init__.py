"""What both sides put on the table together."""
