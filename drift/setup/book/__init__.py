"""drift.xlsx: the settings of a folder for who prefers Excel, written once and then edited in place."""
