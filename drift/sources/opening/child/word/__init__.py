"""Text documents of Word: tables as sheets, numbered paragraphs as a specification."""
