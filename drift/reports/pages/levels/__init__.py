"""Of the annex: what becomes of a problem between the three levels, who met first, and who knew when."""
