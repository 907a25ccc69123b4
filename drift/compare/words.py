"""Words of a comparison for people: parties, kinds and units by name, a target as one reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from drift.wording import Wording

SIGNS: Final = {"<=": "≤", ">=": "≥"}  # a comparator as one writes it; all others stand as they are
UNNAMED: Final = "–"


def name_group(measure: str, of: Any, say: Wording) -> str:
    """Name a line of the growth: `binds the supplier`, `kind: penalty`; a measure alone where there is no group."""
    name = say(f"compare.{measure}")
    return say("compare.group", measure=name, group=name_of(of, say)) if isinstance(of, str) else name


def name_of(of: str, say: Wording) -> str:
    """Name a party or a kind."""
    return say.word(f"report.growth.{of}", default=of)


def name_unit(unit: str, value: float, say: Wording) -> str:
    """Name a unit: 1 hour, 2 hours; % and currencies stand as they are."""
    return say.word(f"compare.unit_{unit}" + ("_one" if abs(value) == 1 else ""), default=unit)


def write_target(row: dict[str, Any], side: str, say: Wording) -> str:
    """Write the target of one side: ≤ 4 hours; a dash where there was none."""
    comparator = row[f"{side}_comparator"]
    if not isinstance(comparator, str):
        return UNNAMED
    value = float(row[f"{side}_value"])
    digits = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    unit = name_unit(str(row[f"{side}_unit"]), value, say)
    parts = {"sign": SIGNS.get(comparator, comparator), "value": say.number(value, digits), "unit": unit}
    return say("compare.target" if unit else "compare.target_bare", **parts)
