"""docs/speed.md: scripts write its tables, everything else on it is written by hand."""

from __future__ import annotations

import re
from typing import Final

from clock import ROOT, describe_machine, tell_commit

PAGE: Final = ROOT / "docs" / "speed.md"


def write_section(heading: str, script: str, lines: list[str]) -> None:
    """Put lines under a heading of the page, up to what is written by hand below the mark that ends them."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"{heading}\n", f"<!-- end of {script} -->\n"
    if begin not in page or end not in page:
        raise SystemExit(f"{PAGE.name} has no section {heading!r} that ends in {end.strip()}")
    head = f"By `python benchmarks/{script}` at {tell_commit()}, on {describe_machine()}.\n"
    section = "\n".join([begin, head, *lines, "", end])
    pattern = re.compile(f"^{re.escape(begin)}.*?^{re.escape(end)}", re.MULTILINE | re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _: section, page, count=1), encoding="utf-8")


def to_row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def to_table(*heads: str) -> list[str]:
    """Return the first two lines of a table."""
    return [to_row(*heads), "|---" * len(heads) + "|"]
