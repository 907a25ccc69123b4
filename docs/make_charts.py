"""Make the pictures of docs/charts.md by the scripts that stand in it, and write what they say into the page.

Run from the root of the project: python docs/make_charts.py
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "charts.md"
SCRIPT = re.compile(r"```python\n(.*?)```", re.DOTALL)
PICTURE = re.compile(r"!\[[^\]]*\]\(charts/(\w+)\.png\)")


def main() -> None:
    """Run every script of the page in order, then give each picture the alternative text of its chart."""
    page = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    alts: dict[str, str] = {}
    (PAGE.parent / "charts").mkdir(exist_ok=True)
    for script in SCRIPT.findall(page):
        exec(script, names)  # noqa: S102  # our own page
        if "chart" in names:
            alts[names["chart"].name] = names["chart"].alt
    PAGE.write_text(PICTURE.sub(lambda found: write_picture(found[1], alts), page), encoding="utf-8", newline="\n")


def write_picture(name: str, alts: dict[str, str]) -> str:
    """Return a picture in Markdown with its alternative text."""
    return f"![{alts[name]}](charts/{name}.png)"


if __name__ == "__main__":
    main()
