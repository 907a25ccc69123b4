"""Files -> cells and columns with an Address: the only step that reads files."""
