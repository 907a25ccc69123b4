"""Reports with a row a month and indicator, or a tab or a file a month with a row an indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from drift.sources.layout.kpi.block import Block, Rows, Slot
from drift.sources.layout.kpi.cells import NEARLY_ALL, are_periods, column_of, find_words, holds, place_roles
from drift.sources.layout.kpi.labels import norm_in
from drift.sources.layout.kpi.words import VALUES, Head
from drift.sources.values.periods import find_period
from drift.sources.words import normalise

REPEATED: Final = 0.67  # at most so many different texts a row: a contract says a thing once, a report every month
CODE: Final = 8  # letters; longer is a name


def match_long(block: Block, heads: Sequence[Head], body: Rows) -> Block | None:
    """Return the table with its columns where its rows hold norms and results; None where they do not."""
    places = place_roles(heads)
    period = _find_periods(heads, places, body)
    columns, sure = _pick_values(heads, body)
    indicator = _pick_indicator(places, body)
    if indicator is None:
        indicator = find_words((j for j, head in enumerate(heads) if not head.role and j != period), body)
    if not body or (indicator is None and period is None):
        return None
    texts = column_of(body, indicator) if indicator is not None else []
    repeats = period is not None and _repeat(body, texts, period)
    told = bool({"result", "status"} & columns.keys())
    normed = bool({"norm", "aim"} & columns.keys()) or any(norm_in(text) is not None for text in texts)
    named = "indicator" in places or indicator is None or "norm" in columns
    bare = repeats and _repeats_without_result(body, places, period)
    dated = period is not None or any(map(find_period, block.titles))
    results = block.called and "indicator" in places and "result" in columns  # a report that repeats no norm
    if not (normed and (told or bare)) and not (named and repeats and told) and not results:
        return None
    if not dated and not sure:
        return None
    fault = "" if dated or find_period(block.stem) else "expected.report_period"
    shared = _share(places, indicator, period)
    return replace(block, indicator=indicator, shared=shared, slots=(Slot(None, columns),), fault=fault)


def _find_periods(heads: Sequence[Head], places: Mapping[str, int], body: Rows) -> int | None:
    """Return the column of periods: the one that is called so, else one without a heading that we know."""
    called = places.get("period", places.get("year"))
    if called is not None and are_periods(column_of(body, called), heads[called].role):
        return called
    unnamed = (j for j, head in enumerate(heads) if not head.role)
    return next((j for j in unnamed if are_periods(column_of(body, j), "")), None)


def _share(places: Mapping[str, int], indicator: int | None, period: int | None) -> dict[str, int]:
    """Return the columns that tell of a row as a whole; what is called KPI and is not the name is the number."""
    shared = {name: places[name] for name in ("clause_id", "unit", "year") if name in places}
    shared = {name: j for name, j in shared.items() if j not in (indicator, period)}
    if period is not None:
        shared["period"] = period
    if places.get("indicator") not in (None, indicator):
        shared["clause_id"] = places["indicator"]
    return shared


def _pick_values(heads: Sequence[Head], body: Rows) -> tuple[dict[str, int], bool]:
    """Return the columns of norm, result, verdict and counts; and whether a result is called one, not just a score.

    Of two columns of results (Resultaat, Behaald?) the one with numbers is the result, the other the verdict.
    """
    held = [(j, head.role) for j, head in enumerate(heads) if not head.period and head.role in VALUES]
    held = [(j, role) for j, role in held if holds(body, j, role)]
    results = [
        j for name in ("result", "weak")
        for j in sorted((j for j, role in held if role == name), key=lambda j: holds(body, j, "status"))
    ]  # fmt: skip
    columns: dict[str, int] = {}
    for j, role in held:
        if role not in ("result", "weak"):
            columns.setdefault(role, j)
    if not results:
        return columns, True
    words = [j for j in results[1:] if holds(body, j, "status")]
    columns |= {"result": results[0]} | ({"status": words[0]} if words and "status" not in columns else {})
    return columns, heads[results[0]].role == "result"


def _pick_indicator(places: Mapping[str, int], body: Rows) -> int | None:
    """Return the column that names the indicator: of a code (KPI 1) and a description the description."""
    named, label = places.get("indicator"), places.get("label")
    if named is None or label is None:
        return label if named is None else named
    names, labels = column_of(body, named), column_of(body, label)
    codes = [text for text in names if any(map(str.isdigit, text)) and len(text) <= CODE]
    longer = sum(map(len, labels)) > sum(map(len, names))
    return label if longer and 2 * len(codes) > len(names) else named


def _repeat(body: Rows, texts: Sequence[str], period: int) -> bool:
    """Whether the same texts stand there for several periods."""
    several = len(set(column_of(body, period))) >= 2
    return several and (not texts or len({normalise(text) for text in texts}) <= REPEATED * len(texts))


def _repeats_without_result(body: Rows, places: Mapping[str, int], period: int | None) -> bool:
    """Whether a table of norms alone is a report: every row has its period, and no row a number of its own."""
    if period is None or len(column_of(body, period)) < NEARLY_ALL * len(body):
        return False
    numbers = column_of(body, places["clause_id"]) if "clause_id" in places else []
    return len(set(numbers)) <= REPEATED * len(numbers)
