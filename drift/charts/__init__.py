"""Result -> Figure with alt text; nothing is computed here."""
