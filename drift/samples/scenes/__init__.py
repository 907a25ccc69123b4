"""Where a made-up relation plays: its firms, dates, words, contract and files, a folder each."""
