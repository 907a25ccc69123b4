"""The typeface of charts and pages, from packages that are installed with drift: one width of text in both."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.font_manager import fontManager

FAMILY: Final = "Source Sans Pro"
# signs that the first lacks: names in other scripts, and what stands for a sign that no face has
FAMILIES: Final = (FAMILY, "DejaVu Sans")
_FACES: Final = ("Regular", "It", "Semibold", "Bold")


def list_folders() -> list[Path]:
    """Return where the faces of both families lie."""
    return [_own_folder(), Path(mpl.get_data_path()) / "fonts" / "ttf"]


def _own_folder() -> Path:
    return Path(str(files("font_source_sans_pro"))) / "files"


@cache
def offer_typeface() -> None:
    """Tell matplotlib of the faces that it does not bring itself; once a process."""
    for face in _FACES:
        fontManager.addfont(_own_folder() / f"SourceSansPro-{face}.ttf")
