"""The page for people who know Excel: on this machine alone, one step a page; it computes nothing itself."""
