"""A reader a table: rows of a sheet -> rows of a table."""
