"""Who meets at which level, who met first, and what becomes of a problem on its way over the tables."""
