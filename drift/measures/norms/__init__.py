"""Norms against reality: which norm binds which incident, and what the same work is worth under each version."""
