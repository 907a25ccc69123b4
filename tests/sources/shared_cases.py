"""Small inputs with a known answer that lie beside the project; a test of one is skipped where they are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

SMALL = next((path for up in Path(__file__).parents if (path := up / "shared" / "cases" / "small").is_dir()), None)


def small_case(name: str) -> Path:
    """Return a folder of them."""
    if SMALL is None or not (SMALL / name).is_dir():
        pytest.skip(f"shared/cases/small/{name} is not there")
    return SMALL / name
