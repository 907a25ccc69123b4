"""What is wrong with a drift.toml, told to who wrote it: key, value, and what was expected."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from reprlib import Repr
from typing import Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from drift.errors import Address, Note, UsageError
from drift.project.settings import Document, Milestone, Scope, Settings, Sides, Source, WorkingTime, list_zones
from drift.wording.shorten import shorten_middle

QUOTED: Final = 80  # characters of a key and of a value in a sentence
DEEP: Final = 3  # levels of a value that are written out
LONG_BITS: Final = 256  # of a number that nobody writes out; Python refuses beyond 4,300 digits
_DATES = ("date_from_datetime_parsing", "date_type", "date_parsing")
_KINDS = ("string_type", "int_type", "bool_type", "bool_parsing", "int_parsing", "tuple_type", "dict_type", "list_type")


def explain_fault(fault: ValidationError, find: Callable[[tuple[str | int, ...]], Address | None]) -> UsageError:
    """Return the first fault as one that a person can mend; `find` tells where a setting stands."""
    faults = fault.errors(include_url=False)
    # a misspelt key also makes the right one missing: the misspelling is what to tell
    first = next((entry for entry in faults if entry["type"] == "extra_forbidden"), faults[0])
    at = find(first["loc"])
    where = shorten_middle(".".join(str(part) for part in first["loc"]), QUOTED) or "settings"
    if first["type"] == "extra_forbidden":
        keys = _known_keys(first["loc"])
        near = difflib.get_close_matches(str(first["loc"][-1])[:QUOTED], keys, n=1, cutoff=0.5)
        if near:
            return UsageError("error.toml_key_near", at=at, key=where, near=near[0])
        return UsageError("error.toml_key", at=at, key=where, known=", ".join(keys))
    value = _quote(first["input"])
    return UsageError("error.toml_value", at=at, key=where, found=value, expected=_expected(first))


class _Shown(Repr):
    """The beginning of a value, however large it is and however deep."""

    def repr_int(self, x: int, level: int) -> str:  # noqa: ARG002  as the base has it
        return repr(x) if x.bit_length() <= LONG_BITS else hex(x)[:QUOTED]


def _quote(value: object) -> str:
    """Return how a value was written, as much of it as fits on a line."""
    shown = _Shown()
    shown.maxstring = shown.maxother = QUOTED
    shown.maxlevel = DEEP
    return shorten_middle(shown.repr(value), QUOTED)


def _expected(fault: ErrorDetails) -> Note:
    """Tell what a setting should have been, by the kind of fault and its limits."""
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind == "value_error" and fault["loc"][:1] == ("sides",):
        return Note("expected.other_side")
    if kind == "value_error" and fault["loc"][-1:] == ("format",):
        return Note("expected.format")
    if kind == "value_error" and fault["loc"][:1] in (("logo",), ("aliases",)):
        return Note(f"expected.{fault['loc'][0]}")
    if kind == "value_error":  # the other check of our own: the zone
        near = difflib.get_close_matches(str(fault["input"])[:QUOTED], list_zones(), n=1)
        return Note("expected.zone_near", {"near": near[0]}) if near else Note("expected.zone")
    if kind == "string_pattern_mismatch" and fault["loc"][:1] == ("working_time",):
        return Note(f"expected.{fault['loc'][-1]}")
    if kind == "literal_error":
        return Note("expected.one_of", {"words": str(limits.get("expected", ""))})
    if fault["loc"][:1] == ("scope",) and fault["loc"][-1] in ("unit", "amount") and kind != "missing":
        return Note(f"expected.{fault['loc'][-1]}")
    if kind in ("less_than_equal", "greater_than_equal") and fault["loc"][-1] in ("on", "effective_on", "date"):
        return Note("expected.day")
    if kind == "greater_than_equal":
        return Note("expected.at_least", {"limit": f"{limits['ge']:g}"})
    if kind == "less_than_equal":
        return Note("expected.within", {"limit": f"{limits['le']:,.0f}"})
    if kind in ("string_too_long", "too_long"):
        return Note(
            f"expected.{'text_within' if kind == 'string_too_long' else 'entries'}", {"most": limits["max_length"]}
        )
    codes = {"string_pattern_mismatch": "month", "missing": "given", "model_type": "dict"} | dict.fromkeys(
        _DATES, "day"
    )
    return Note(
        f"expected.{codes.get(kind, kind.split('_')[0])}" if kind in codes or kind in _KINDS else "expected.other"
    )


def _known_keys(loc: tuple[int | str, ...]) -> list[str]:
    tables: dict[str, type[BaseModel]] = {
        "document": Document,
        "source": Source,
        "milestone": Milestone,
        "scope": Scope,
        "sides": Sides,
        "working_time": WorkingTime,
    }
    model = tables.get(str(loc[0]), Settings) if len(loc) > 1 else Settings
    return [info.alias or name for name, info in model.model_fields.items()]
