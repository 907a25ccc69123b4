"""Which sheets are KPI reports, never a contract: a norm, and a result or a period that repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from drift.sources.layout.kpi_words import HEADING_LENGTH, VALUES, Head, read_heads, role_of, words_of
from drift.sources.values.amounts import is_nothing, read_amount, tell_verdict
from drift.sources.values.periods import Period, find_period, read_period
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS

MAX_CELLS: Final = 500_000  # twenty years of a hundred indicators a month have 200,000; what is larger is a log
SAMPLE: Final = 400  # rows that tell what a column holds
MOST: Final = 0.5  # of the filled cells of a column must be what its heading says
TITLE: Final = 6  # cells of a line above a table (Customer: Noord, Month: March, Year: 2022); more are rows of another
REPEATED: Final = 0.67  # at most so many different texts a row: a contract says a thing once, a report every month
WIDE: Final = 3  # periods beside each other; two with a norm or a role of their own
TABULAR: Final = frozenset({"indicator", "label", "period", "year", *VALUES})
_NO_NAMES: Final = frozenset({"period", "year", "other", "status", "result", "norm", "aim"})  # of indicators
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Slot:
    """The columns that speak of one period: role -> column, 0 = A; no period: each row tells its own."""

    period: Period | None
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Block:
    """One table of a report: where its heading stands, its rows, and what its columns are."""

    top: int  # row of the heading, the lower one of two; 1 = first
    n_heads: int
    last: int
    indicator: int | None = None  # column; None: its title names the indicator
    shared: Mapping[str, int] = field(default_factory=dict)  # label, clause_id, unit, norm, period, year, kind
    slots: tuple[Slot, ...] = ()
    titles: tuple[str, ...] = ()  # the nearest line above it first, then the name of the sheet
    indicators: tuple[tuple[int, str], ...] = ()  # turned, a month a row: column and name of each
    fault: str = ""  # code of what is missing to read it
    heads: tuple[str, ...] = ()  # headings as written
    stem: str = ""  # name of the file


def find_blocks(rows: Rows, sheet: str, stem: str) -> list[Block]:
    """Return the tables of a KPI report in a sheet of a file of this name; none where it is none."""
    blocks: list[Block] = []
    filled = [sum(map(bool, row)) for row in rows]
    tops = [i for i in range(len(rows)) if _may_be_heading(rows, filled, i)]
    for i in tops:
        if blocks and not _begins_again(rows, filled, i, blocks[-1]):
            continue
        block = _match(rows, filled, i, (sheet, stem))
        if block is None:
            continue
        if blocks:
            blocks[-1] = replace(blocks[-1], last=_end_before(filled, i, block.n_heads))
        blocks.append(block)
    return blocks


def _may_be_heading(rows: Rows, filled: Sequence[int], i: int) -> bool:
    """Whether a row stands where headings stand, and holds headings alone: no number but in the name of a period."""
    if filled[i] < 2 or (i >= HEADING_ROWS and min(filled[max(0, i - 2) : i]) > 1):
        return False
    heads = read_heads(rows[i])
    n_roles = sum(head.role in TABULAR for head in heads)
    return n_roles + sum(head.period is not None and not head.role for head in heads) >= 2


def _begins_again(rows: Rows, filled: Sequence[int], i: int, block: Block) -> bool:
    """Whether a further heading follows a blank row or a title, or repeats the heading of the block above it."""
    return min(filled[max(0, i - 2) : i]) <= 1 or list(rows[i]) == list(rows[block.top - 1])


def _end_before(filled: Sequence[int], i: int, n_heads: int) -> int:
    """Return the last row of what stands above a heading; the titles of the next table are its own."""
    end = i - n_heads + 1
    while end > 0 and filled[end - 1] <= 1 and end > i - n_heads - 2:
        end -= 1
    return end


def _match(rows: Rows, filled: Sequence[int], i: int, names: tuple[str, str]) -> Block | None:
    """Return the table that begins with the heading in row i (0 = first), of one row or of two."""
    above = rows[i - 1] if i and filled[i - 1] > 1 else ()  # one text alone is a title
    body = _sample(rows, filled, i)
    for groups in (above, ()):
        if groups and not any(read_heads(groups)[j] != Head() for j in range(len(groups))):
            continue
        heads = read_heads(rows[i], groups)
        n_heads = 2 if groups else 1
        titles = (*_titles(rows, filled, i - n_heads), names[0])
        texts = tuple(rows[i])
        block = Block(i + 1, n_heads, len(rows), titles=titles, heads=texts, stem=names[1])
        found = _match_wide(block, heads, body) or _match_long(block, heads, body) or _match_turned(block, heads, body)
        if found:
            return found
    return None


def _sample(rows: Rows, filled: Sequence[int], i: int) -> list[Sequence[str]]:
    """Return the rows of a table below its heading, up to a second blank row, SAMPLE at most."""
    body: list[Sequence[str]] = []
    for n in range(i + 1, len(rows)):
        if filled[n] == 0 and (n + 1 == len(rows) or filled[n + 1] <= 1):
            break
        if filled[n] > 1:
            body.append(rows[n])
        if len(body) == SAMPLE:
            break
    return body


def _titles(rows: Rows, filled: Sequence[int], i: int) -> list[str]:
    """Return the lines above a heading, the nearest first: each as one text."""
    lines = [" ".join(filter(None, rows[n])) for n in range(i, max(-1, i - HEADING_ROWS), -1) if 0 < filled[n] <= TITLE]
    return [line for line in lines[:8] if len(line) <= 200]


def column_of(body: Iterable[Sequence[str]], j: int) -> list[str]:
    """Return the filled cells of a column."""
    return [row[j] for row in body if row[j]]


def _match_wide(block: Block, heads: list[Head], body: list[Sequence[str]]) -> Block | None:
    """Match months, quarters or years beside each other, each with a column or with several."""
    slots = _list_slots(heads)
    paired = any({"result", "weak", "status"} & slot.columns.keys() and "norm" in slot.columns for slot in slots)
    shared = {head.role: j for j, head in reversed([*enumerate(heads)]) if head.role and not head.period}
    steps = sum(bool(slot.period and slot.period.step) for slot in slots)
    if not paired and not (steps >= WIDE or (len(slots) >= 2 and "norm" in shared)):
        return None
    first = min(j for slot in slots for j in slot.columns.values())
    indicator = shared.get("indicator", shared.get("label", _first_texts(heads, body, first)))
    if indicator is None or not body:
        return None
    taken = {j for slot in slots for j in slot.columns.values()}
    kind = next((j for j in range(first) if j not in taken and _are_roles(body, j)), None)
    indicator = None if indicator == kind else indicator  # the title names it
    cells = [row[j] for row in body for j in taken if row[j]]
    judged = [text for text in cells if _is_value(text)]
    if len(judged) < MOST * len(cells) or (not cells and not {"indicator", "norm"} <= shared.keys()):
        return None
    labels = column_of(body, indicator) if indicator is not None else []
    in_labels = 2 * sum(norm_in(text) is not None for text in labels) >= max(len(labels), 1)
    normed = paired or "norm" in shared or kind is not None or in_labels
    told = [text for text in cells if tell_verdict(text)]
    if not normed and 2 * len(told) < len(cells):
        return None
    names = ("clause_id", "unit", "norm") if kind is None else ("clause_id", "unit")
    kept = {name: shared[name] for name in names if name in shared}
    kinds = {} if kind is None else {"kind": kind}
    fault = "" if cells else "expected.report_words"  # months without a word: colours alone
    return replace(block, indicator=indicator, shared=kept | kinds, slots=tuple(slots), fault=fault)


def _list_slots(heads: list[Head]) -> list[Slot]:
    """Return the periods that the headings name, each with its columns.

    A column without a period behind one that tells period and role (Q1 Target, Q1 Actual, Status) is of that period.
    """
    slots: dict[Period, dict[str, int]] = {}
    last: Period | None = None
    for j, head in enumerate(heads):
        if head.period:
            role = "result" if not head.role else head.role
            slots.setdefault(head.period, {}).setdefault(role, j)
            last = head.period if head.role else None
        elif last and head.role in VALUES:
            slots[last].setdefault(head.role, j)
        elif head.role not in ("", "other"):
            last = None
    if any(period.step for period in slots):  # Year 2024, Jan, Feb: the year above the labels is no period of its own
        slots = {period: columns for period, columns in slots.items() if period.step or columns.keys() != {"result"}}
    return [Slot(period, columns) for period, columns in slots.items()]


def _first_texts(heads: list[Head], body: list[Sequence[str]], before: int | None = None) -> int | None:
    """Return the first column of words (left of the periods) of which the heading is blank, the year or unknown."""
    for j in range(len(heads) if before is None else before):
        texts = column_of(body, j)
        if not heads[j].role and texts and sum(not _is_value(text) for text in texts) > MOST * len(texts):
            return j
    return None


def _are_roles(body: list[Sequence[str]], j: int) -> bool:
    """Whether a column tells what each row holds: Norm, Realisatie, Status."""
    texts = column_of(body, j)
    roles = [role_of(text) for text in texts]
    return len(texts) >= 2 and {"norm", "result"} <= set(roles) and sum(map(bool, roles)) >= 0.8 * len(texts)


def _is_value(text: str) -> bool:
    return is_nothing(text) or tell_verdict(text) is not None or read_amount(text) is not None


def _match_long(block: Block, heads: list[Head], body: list[Sequence[str]]) -> Block | None:
    """Match a row a month and indicator, or a tab or a file a month with a row an indicator."""
    places: dict[str, int] = {}
    for j, head in enumerate(heads):
        if head.role and not head.period:
            places.setdefault(head.role, j)
    period = places.get("period", places.get("year"))
    period = period if period is not None and are_periods(column_of(body, period), heads[period].role) else None
    if period is None:
        unnamed = (j for j, head in enumerate(heads) if not head.role)
        period = next((j for j in unnamed if are_periods(column_of(body, j), "")), None)
    columns, sure = _pick_values(heads, body)
    indicator = _pick_indicator(places, body)
    if indicator is None:
        indicator = _first_texts(
            [Head(head.role or ("other" if j == period else "")) for j, head in enumerate(heads)], body
        )
    texts = [row[indicator] for row in body if row[indicator]] if indicator is not None else []
    if not body or (indicator is None and period is None):
        return None
    repeats = period is not None and _repeat(body, texts, period)
    named = "indicator" in places or indicator is None or "norm" in columns
    normed = bool({"norm", "aim"} & columns.keys()) or any(norm_in(text) is not None for text in texts)
    told = bool({"result", "status"} & columns.keys())
    always = repeats and _repeats_without_result(body, places, period)
    if not (normed and (told or always)) and not (named and repeats and told):
        return None
    dated = period is not None or any(map(find_period, block.titles))
    if not dated and not sure:
        return None
    fault = "" if dated or find_period(block.stem) else "expected.report_period"
    shared: dict[str, int] = {name: places[name] for name in ("clause_id", "unit", "year") if name in places}
    shared = {name: j for name, j in shared.items() if j not in (indicator, period)}
    if period is not None:
        shared["period"] = period
    if places.get("indicator") not in (None, indicator):
        shared["clause_id"] = places["indicator"]
    return replace(block, indicator=indicator, shared=shared, slots=(Slot(None, columns),), fault=fault)


def _pick_values(heads: list[Head], body: list[Sequence[str]]) -> tuple[dict[str, int], bool]:
    """Return the columns of norm, result, verdict and counts; and whether a result is called one, not just a score.

    Of two columns of results (Resultaat, Behaald?) the one with numbers is the result, the other the verdict.
    """
    columns: dict[str, int] = {}
    results: list[int] = []
    for role in ("result", "weak"):
        held = [j for j, head in enumerate(heads) if head.role == role and not head.period and _holds(body, j, role)]
        results += sorted(held, key=lambda j: _holds(body, j, "status"))
    for j, head in enumerate(heads):
        if head.role in VALUES - {"result", "weak"} and not head.period and _holds(body, j, head.role):
            columns.setdefault(head.role, j)
    if results:
        columns["result"] = results[0]
        words = [j for j in results[1:] if _holds(body, j, "status")]
        columns.update({"status": words[0]} if words and "status" not in columns else {})
    return columns, not results or heads[results[0]].role == "result"


def _pick_indicator(places: Mapping[str, int], body: list[Sequence[str]]) -> int | None:
    """Return the column that names the indicator: of a code (KPI 1) and a description the description."""
    named, label = places.get("indicator"), places.get("label")
    if named is None or label is None:
        return label if named is None else named
    lengths = {j: sum(map(len, column_of(body, j))) for j in (named, label)}
    codes = [text for text in column_of(body, named) if any(map(str.isdigit, text)) and len(text) <= 8]
    return label if 2 * len(codes) > len(column_of(body, named)) and lengths[label] > lengths[named] else named


def are_periods(texts: list[str], role: str) -> bool:
    """Whether a column holds periods; without a heading that says so they are months and the like, not bare years."""
    steps = steps_of(role)
    read = [read_period(text, steps=steps) for text in texts]
    good = [one for one in read if one and (role or one.step)]
    totals = sum(normalise(text) in words_of("rows", "totals") for text in texts)
    return bool(good) and len(good) >= 0.8 * (len(texts) - totals)


def steps_of(role: str) -> str:
    """Return what a bare number from 1 to 12 is in a column of periods: a month."""
    return "M" if role == "period" else ""


def _holds(body: list[Sequence[str]], j: int, role: str) -> bool:
    """Whether most filled cells of a column are what its heading says; bands (< 95 %, 95 to 98 %) are no results."""
    texts = [text for text in column_of(body, j) if not is_nothing(text)]
    if role == "status":
        return bool(texts) and sum(tell_verdict(text) is not None for text in texts) >= MOST * len(texts)
    amounts = [read_amount(text) for text in texts]
    words = sum(tell_verdict(text) is not None for text in texts) if role in ("result", "weak") else 0
    if role in ("result", "weak") and 2 * sum(bool(one and one.comparator) for one in amounts) > len(texts):
        return False
    return bool(texts) and sum(map(bool, amounts)) + words >= MOST * len(texts)


def _repeat(body: list[Sequence[str]], texts: list[str], period: int) -> bool:
    """Whether the same texts stand there for several periods."""
    periods = set(column_of(body, period))
    if len(periods) < 2:
        return False
    return not texts or len({normalise(text) for text in texts}) <= REPEATED * len(texts)


def _repeats_without_result(body: list[Sequence[str]], places: Mapping[str, int], period: int | None) -> bool:
    """Whether a table of norms alone is a report: every row has its period, and no row a number of its own."""
    if period is None or len(column_of(body, period)) < 0.8 * len(body):
        return False
    numbers = column_of(body, places["clause_id"]) if "clause_id" in places else []
    return len(set(numbers)) <= REPEATED * len(numbers)


def _match_turned(block: Block, heads: list[Head], body: list[Sequence[str]]) -> Block | None:
    """Match a row a month and a column an indicator, with a row that says Norm or the norms in the headings."""
    period = next((j for j in range(min(3, len(heads))) if len(column_of(body, j)) >= WIDE), None)
    if period is None:
        return None
    first = column_of(body, period)
    norms = [text for text in first if role_of(text) == "norm"]
    rest = [text for text in first if role_of(text) not in VALUES]
    headed = sum(norm_in(text) is not None for text in block.heads)
    if not (norms or headed) or not are_periods(rest, heads[period].role or "period"):
        return None
    columns = [
        (j, block.heads[j])
        for j in range(period + 1, len(heads))
        if block.heads[j] and heads[j].role not in _NO_NAMES
        and not heads[j].period
        and (texts := column_of(body, j)) and sum(map(_is_value, texts)) > MOST * len(texts)
    ]  # fmt: skip
    if not columns or (not norms and 2 * headed < len(columns)):
        return None
    return replace(block, shared={"period": period}, indicators=tuple(columns))


def norm_in(label: str) -> tuple[str, str] | None:
    """Split `Answered in time (Target: 90%)` into the label and its norm; None where no norm stands in it."""
    start, end = max(label.rfind("("), label.rfind("[")), max(label.rfind(")"), label.rfind("]"))
    if 0 < start < end:
        inside = label[start + 1 : end]
        amount = read_amount(inside)
        if amount and (amount.comparator or amount.unit):
            return " ".join(label[:start].split()), inside
    for sign in ("≥", "≤", ">=", "<=", ">", "<"):
        name, found, rest = label.partition(sign)
        if found and name.strip() and read_amount(sign + rest):
            return " ".join(name.split()).rstrip(" :-("), (sign + rest).rstrip(") ")
    return None


def is_total(text: str) -> bool:
    """Whether a row adds the others up: Totaal, Gemiddelde 2021; the number of all complaints is an indicator."""
    words = [word for word in normalise(text).split() if not word.isdigit()]
    return " ".join(words) in words_of("rows", "totals")


def looks_like_report(rows: Rows, titles: Sequence[str]) -> bool:
    """Whether a sheet called a report speaks of norms and results, though no table of it can be read."""
    words = words_of("titles", "words")
    names = [normalise(title).replace("rapportage", " rapportage").split() for title in titles]
    if all(words.isdisjoint(name) for name in names):
        return False
    labels = (text.rstrip(":") for row in rows[:SAMPLE] for text in row if 0 < len(text) <= HEADING_LENGTH)
    said = Counter(map(role_of, labels))
    return said["norm"] > 0 and said["result"] > 0
