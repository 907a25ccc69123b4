"""Made-up relations by a stranger: files with a known truth, and what drift says of them (docs/worlds.md).

Nothing here reads or borrows from `drift.samples`, and the laws are others: a day, a caller and a rota at a time.
"""
