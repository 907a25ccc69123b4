"""What is written for people and what is kept for a moment: whole or not at all, and nothing readable left behind."""
