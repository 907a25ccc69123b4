"""Analysis -> the pages of the report."""
