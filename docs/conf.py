"""How Sphinx makes the site of docs/: `make docs`."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]

project = "drift"
copyright = "the authors of drift, Apache-2.0"  # noqa: A001  # Sphinx calls it so
version = re.findall(r'"([\d.]+)"', (ROOT / "drift" / "version.py").read_text(encoding="utf-8"))[0]
extensions = ["myst_parser"]
html_theme = "furo"
html_title = f"drift {version}"
html_show_sphinx = False
html_copy_source = False
exclude_patterns = ["make_*.py", "cases/*.toml"]
myst_heading_anchors = 3
