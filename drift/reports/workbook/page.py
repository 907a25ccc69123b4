"""A worksheet that takes whole columns. XlsxWriter keeps and dispatches each cell by itself, 7 µs; here it is 1 µs.

Of the library two private methods are replaced, those that put rows and links into the file; a test compares what is
read back with what the library writes cell by cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Links = Mapping[tuple[int, int], str]  # row and column (0 = first) -> place in the workbook, 'Sheet'!A1


class Page(Worksheet):  # type: ignore[misc]  # the library tells no types
    """A worksheet whose headings the library writes, and whose rows below them are written as columns."""

    columns: Sequence[Sequence[str]] = ()  # of each the cells below its heading, from their format on (cells.py)
    heights: Sequence[float] = ()  # of each row, points; 0: as every other
    links: Links = MappingProxyType({})

    def fill(self, columns: Sequence[Sequence[str]], heights: Sequence[float], links: Links) -> None:
        """Take what stands below the headings."""
        self.columns, self.heights, self.links = columns, heights, links
        self._check_dimensions(len(heights), max(len(columns) - 1, 0))

    def _write_rows(self) -> None:
        self.dim_rowmax = 0  # of no use after this; so far the library looks for cells of its own: the headings
        super()._write_rows()
        letters = [xl_col_to_name(j) for j in range(len(self.columns))]
        for n, (height, *cells) in enumerate(zip(self.heights, *self.columns, strict=True), start=2):
            look = f' ht="{height:.16g}" customHeight="1"' if height else ""
            row = "".join([f'<c r="{letter}{n}"{cell}' for letter, cell in zip(letters, cells, strict=True) if cell])
            self.fh.write(f'<row r="{n}"{look}>{row}</row>')

    def _write_hyperlinks(self) -> None:
        if not self.links:
            return
        self._xml_start_tag("hyperlinks")
        for (row, column), place in sorted(self.links.items()):
            at = f"{xl_col_to_name(column)}{row + 1}"
            self._xml_empty_tag("hyperlink", [("ref", at), ("location", place), ("display", " ")])
        self._xml_end_tag("hyperlinks")
