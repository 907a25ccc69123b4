"""The grammar of numbers: digits and words, units, comparators and ranges, for clauses as for cells."""
