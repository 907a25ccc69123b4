"""Tables of norms, told by what their cells hold: where they stand, and what their rows and columns speak of."""
