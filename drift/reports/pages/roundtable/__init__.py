"""The round table: a page on how it goes and what each side prepares at home, and a page a problem for the table."""
