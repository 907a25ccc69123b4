"""Of the annex: the norms of every version held against the same incidents."""
