"""KPI reports: a record a period and indicator, with the norm, the result and the verdict as the report tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from drift.errors import Address, Note, Problem
from drift.sources.accounts import SheetAccount
from drift.sources.layout.find import Layout
from drift.sources.layout.kpi import MAX_CELLS, Block, Slot, find_blocks, is_total, looks_like_report, norm_in, steps_of
from drift.sources.layout.kpi_words import VALUES, read_head, role_of
from drift.sources.layout.relation_columns import RelationColumn, find_columns
from drift.sources.opening.cells import Cells, address_of
from drift.sources.opening.child import NUMBER
from drift.sources.rows.handwritten import texts_of
from drift.sources.values.amounts import Amount, is_nothing, read_amount, tell_verdict, unit_in
from drift.sources.values.filenames import read_name
from drift.sources.values.periods import Period, find_period, join_periods, read_period
from drift.terms import PROBLEMS_SHOWN

TABLE: Final = "norm_reports"
_LOGS: Final = frozenset({"events", "contacts", "attendees", "people"})  # what is one of these is no report
_OF_INCIDENTS: Final = frozenset({"incident_id", "title", "handler", "requester", "resolved_at", "closed_at"})
_TO_MINUTES: Final = {"minute": 1.0, "hour": 60.0, "day": 1440.0}
Place = tuple[int, int]  # row, 1 = first; column, 0 = A


@dataclass(frozen=True)
class NormReport:
    """What one sheet reports, the account of its rows, and what could not be read."""

    frame: pd.DataFrame
    account: SheetAccount
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: tuple[RelationColumn, ...] = ()  # that may tell relations apart


@dataclass
class _Sheet:
    """The cells of one sheet while it is read: what each row became, and what could not be read."""

    file: str
    cells: Cells
    rows: list[list[str]]
    fate: list[str]  # of each row: blank, note, heading, accepted, rejected
    records: list[dict[str, object]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    n_totals: int = 0
    n_norms: int = 0  # that are no number

    def at(self, place: Place) -> Address:
        return address_of(self.file, self.cells.sheet, *place)

    def text(self, place: Place) -> str:
        return self.rows[place[0] - 1][place[1]]

    def amount(self, place: Place) -> Amount | None:
        """Return what one cell says; the format of a number cell tells a percentage."""
        text = self.text(place)
        if self.cells.kinds(place[1])[place[0] - 1].as_py() != NUMBER:
            return read_amount(text)
        shown = self.cells.marks.formats.get(place, "") if self.cells.marks else ""
        return Amount(round(float(text) * 100, 6), "%") if "%" in shown else Amount(float(text))

    def fail(self, place: Place, expected: str) -> None:
        self.problems.append(Problem(self.at(place), self.text(place)[:120], expected))


def take_reports(file: str, layouts: Sequence[Layout]) -> tuple[list[Layout], list[NormReport]]:
    """Take the sheets that hold KPI reports out of those of a file, and read them; the analyst's word goes first."""
    others: list[Layout] = []
    reports: list[NormReport] = []
    for layout in layouts:
        told = layout.source.table if layout.source else None
        left_alone = layout.cells.hidden or not layout.wanted or told not in (None, TABLE)
        report = None if left_alone else _read_sheet(file, layout, told=told == TABLE)
        if report is None:
            others.append(layout)
        else:
            reports.append(report)
    return others, reports


def _read_sheet(file: str, layout: Layout, *, told: bool) -> NormReport | None:
    """Return what a sheet reports; None where it is no KPI report."""
    if not told and not _may_report(layout):
        return None
    cells = layout.cells
    rows = texts_of(cells)
    blocks = find_blocks(rows, cells.sheet, PurePosixPath(file).stem)
    blanks = ["note" if n else "blank" for n in layout.filled]
    sheet = _Sheet(file, cells, rows, blanks)
    if not blocks:
        titles = (PurePosixPath(file).stem, cells.sheet)
        bare = all("text" not in heading.columns for heading in layout.tables if heading.table == "clauses")
        return _refuse(sheet) if told or (bare and looks_like_report(rows, titles)) else None
    for block in blocks:
        _read_block(sheet, block)
    return _close(sheet, blocks)


def _may_report(layout: Layout) -> bool:
    """Whether a sheet may be a report by what it was taken for: no log with numbers or persons."""
    cells = layout.cells
    logs = (table.table in _LOGS or not _OF_INCIDENTS.isdisjoint(table.columns) for table in layout.tables)
    return cells.n_columns >= 2 and cells.n_rows * cells.n_columns <= MAX_CELLS and not any(logs)


def _refuse(sheet: _Sheet) -> NormReport:
    """Return the account of a sheet that is called a report and cannot be read as one: a problem, never clauses."""
    first = next((i for i, row in enumerate(sheet.rows) if sum(map(bool, row)) > 1), 0)
    row = sheet.rows[first] if sheet.rows else []
    place = (first + 1, next((j for j, text in enumerate(row) if text), 0))
    at = sheet.at(place)
    found = " | ".join(filter(None, row))[:120]
    fate = Counter(sheet.fate)
    account = SheetAccount(sheet.cells.sheet, TABLE, rejected=fate["note"], blank=fate["blank"], n_problems=1)
    return NormReport(_to_frame([]), account, problems=(Problem(at, found, "expected.report"),))


def _close(sheet: _Sheet, blocks: Sequence[Block]) -> NormReport:
    records = _align(_tell_apart(sheet.records))
    fate = Counter(sheet.fate)
    columns = {role: j for slot in blocks[0].slots[:1] for role, j in slot.columns.items()}
    account = SheetAccount(
        sheet.cells.sheet,
        TABLE,
        accepted=fate["accepted"],
        rejected=fate["rejected"],
        blank=fate["blank"],
        heading=fate["heading"],
        note=fate["note"],
        n_problems=len(sheet.problems),
        columns=columns | ({"indicator": blocks[0].indicator} if blocks[0].indicator is not None else {}),
    )
    at = Address(sheet.file, sheet.cells.sheet)
    notes = [_summarise(records, at)] if records else []
    if sheet.n_totals:
        notes.append(Note("note.report_totals", {"n": sheet.n_totals}, at))
    if sheet.n_norms:
        notes.append(Note("note.report_norms", {"n": sheet.n_norms}, at))
    notes += [note for block in blocks for note in _tell_jumps(sheet, block)]
    frame = _to_frame(records).assign(file=sheet.file, sheet=sheet.cells.sheet, document=read_name(sheet.file).document)
    telling = tuple(
        column
        for block in blocks
        for column in find_columns(sheet.file, sheet.cells, block.top, pd.RangeIndex(block.top + 1, block.last + 1))
    )
    return NormReport(frame, account, tuple(notes), tuple(sheet.problems[:PROBLEMS_SHOWN]), telling)


def _summarise(records: Sequence[Mapping[str, object]], at: Address) -> Note:
    periods = sorted({str(record["period"]) for record in records})
    n = sum(_is_result(record) for record in records)
    n_indicators = len({record["indicator"] for record in records})
    values = {"n": n, "indicators": n_indicators, "periods": len(periods), "first": periods[0], "last": periods[-1]}
    return Note("note.report", values, at)


def _is_result(record: Mapping[str, object]) -> bool:
    """Whether a record holds a result: a number, or a verdict that is not still open."""
    verdict = record["verdict"]
    return record["result"] is not None or (verdict is not None and tell_verdict(str(verdict)) != "open")


def _to_frame(records: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    texts = ("file", "sheet", "cell", "document", "period", "indicator", "clause_id", "comparator", "unit", "verdict")
    reals = ("norm", "result", "numerator", "denominator")
    frame = pd.DataFrame(records, columns=["row", *texts, *reals])
    return frame.astype({**dict.fromkeys(texts, "str"), **dict.fromkeys(reals, "float64"), "row": "int64"})


def _read_block(sheet: _Sheet, block: Block) -> None:
    """Read one table of a report into the records of its sheet."""
    for row in range(block.top - block.n_heads + 1, block.top + 1):
        sheet.fate[row - 1] = "heading"
    if block.fault:
        return _reject(sheet, block, block.fault)
    if block.indicators:
        return _read_turned(sheet, block)
    slots = _date_slots(block, sheet.file)
    if slots is None:
        return _reject(sheet, block, "expected.report_year")
    if "kind" in block.shared:
        return _read_kinds(sheet, block, slots)
    return _read_rows(sheet, block, slots)


def _reject(sheet: _Sheet, block: Block, expected: str) -> None:
    """Reject every row of a table for one reason, told once at its heading."""
    for row in _rows_of(sheet, block):
        sheet.fate[row - 1] = "rejected"
    place = (block.top, next(j for j, text in enumerate(block.heads) if text))
    sheet.problems.append(Problem(sheet.at(place), " | ".join(filter(None, block.heads))[:120], expected))


def _rows_of(sheet: _Sheet, block: Block) -> Iterator[int]:
    """Yield the rows of a table that hold more than one cell, without repeated headings and totals."""
    for row in range(block.top + 1, block.last + 1):
        texts = sheet.rows[row - 1]
        if sum(map(bool, texts)) < 2:
            continue
        if tuple(texts) == block.heads:
            sheet.fate[row - 1] = "heading"
        elif any(is_total(texts[j]) for j in (block.indicator, block.shared.get("period")) if j is not None):
            sheet.n_totals += 1
        else:
            yield row


def _context(block: Block, file: str) -> list[Period | None]:
    """Return the periods that the titles, the tab and the file's name tell, the nearest first."""
    return [*map(find_period, block.titles), find_period(PurePosixPath(file).stem)]


def _date_slots(block: Block, file: str) -> list[Slot] | None:
    """Return the columns of each period with its year; None where nothing tells the year.

    Months whose headings name no year run on from the year of the title: after December the next one begins.
    """
    around = [read_head(text).period for text in block.heads if not role_of(text)]
    headed = next((one for one in around if one and one.year and not one.step), None)  # Year 2024, Jan, Feb
    context = [headed, *_context(block, file)]
    year = next((one.year for one in context if one and one.year), None)
    dated: list[Slot] = []
    before: Period | None = None
    for slot in block.slots:
        period = slot.period
        if period is None:
            dated.append(slot)
            continue
        if period.year is None:
            if year is None:
                return None
            if before and before.step[:1] == period.step[:1] and period.step < before.step:
                year += 1
            before = period
            period = Period(year, period.step)
        dated.append(Slot(period, slot.columns))
    return dated


def _tell_jumps(sheet: _Sheet, block: Block) -> list[Note]:
    """Note months beside each other that do not follow one another: a heading may bear a wrong year."""
    slots = [slot for slot in _date_slots(block, sheet.file) or () if slot.period and slot.period.month]
    months = [(slot.period.year or 0) * 12 + (slot.period.month or 0) for slot in slots if slot.period]
    jumps = [i for i in range(1, len(months)) if abs(months[i] - months[i - 1]) != 1]
    at = [sheet.at((block.top, min(slots[i].columns.values()))) for i in jumps]
    return [
        Note("note.report_jump", {"period": str(slots[i].period), "before": str(slots[i - 1].period)}, place)
        for i, place in zip(jumps, at, strict=True)
    ]


def _read_rows(sheet: _Sheet, block: Block, slots: Sequence[Slot]) -> None:
    """Read rows that each hold an indicator, with a column of a period or a period of their own."""
    context = join_periods(*_context(block, sheet.file)), [*_context(block, sheet.file)]
    undated: list[int] = []
    indicator, period_text, step = "", "", _usual_step(sheet, block)
    for row in _rows_of(sheet, block):
        texts = sheet.rows[row - 1]
        indicator = (texts[block.indicator] if block.indicator is not None else _name(block)) or indicator
        period = None
        if slots[0].period is None:
            j = block.shared.get("period")
            period_text = (texts[j] if j is not None else "") or period_text
            told = read_period(period_text, steps=steps_of(read_head(block.heads[j]).role)) if j is not None else None
            if j is not None and told is None:
                sheet.fate[row - 1] = "rejected"
                sheet.fail((row, j), "expected.report_period")
                continue
            if told and step and not told.step and told.year and "year" not in block.shared:
                sheet.n_totals += 1  # a whole year among months adds them up
                continue
            year = read_period(texts[block.shared["year"]]) if "year" in block.shared else None
            period = join_periods(told, year, *context[1])
            if period is None:
                undated.append(row)
                sheet.fate[row - 1] = "rejected"
                continue
        if not indicator:
            continue
        _read_slots(sheet, block, slots, row, (indicator, period))
    if undated:
        sheet.fail((undated[0], block.shared.get("period", 0)), "expected.report_year")


def _name(block: Block) -> str:
    """Return the indicator that a table without a column for it is about: its title, or the sheet."""
    return block.titles[0] if block.titles else ""


def _usual_step(sheet: _Sheet, block: Block) -> bool:
    """Whether most periods of a column are months and the like, no whole years."""
    j = block.shared.get("period")
    if j is None:
        return False
    read = [read_period(sheet.rows[row - 1][j], steps="M") for row in range(block.top + 1, block.last + 1)]
    return 2 * sum(bool(one and one.step) for one in read) > sum(one is not None for one in read)


def _read_slots(
    sheet: _Sheet, block: Block, slots: Sequence[Slot], row: int, subject: tuple[str, Period | None]
) -> None:
    """Read the cells of one row: a record for each period that it tells something of."""
    indicator, own = subject
    shared = {name: (row, j) for name, j in block.shared.items() if name in ("norm", "unit", "clause_id")}
    n_before, n_problems = len(sheet.records), len(sheet.problems)
    for slot in slots:
        places = shared | {role: (row, j) for role, j in slot.columns.items()}
        blank = all(is_nothing(sheet.text(places[role])) for role in slot.columns if role not in ("norm", "aim"))
        if blank and slot.period is not None:
            continue  # a month still to come
        if blank and (own is None or "norm" not in places or is_nothing(sheet.text(places["norm"]))):
            continue
        _add_record(sheet, block, indicator, slot.period or own, places)
    if len(sheet.records) > n_before:
        sheet.fate[row - 1] = "accepted"
    elif len(sheet.problems) > n_problems:
        sheet.fate[row - 1] = "rejected"


def _add_record(
    sheet: _Sheet, block: Block, indicator: str, period: Period | None, places: Mapping[str, Place]
) -> None:
    """Add what the cells of one period and indicator say; a result that is no number and no verdict is a problem."""
    verdict = sheet.text(places["status"]) if "status" in places else ""
    at = places.get("result") or places.get("weak") or places.get("status") or places.get("norm")
    result = None
    told = sheet.text(at) if at and at not in (places.get("status"), places.get("norm")) else ""
    valueless = sheet.cells.marks.valueless if sheet.cells.marks else frozenset()
    if at in valueless:
        shown = sheet.cells.marks.errors.get(at, "") if sheet.cells.marks else ""
        sheet.problems.append(Problem(sheet.at(at), shown, "expected.no_error" if shown else "expected.calculated"))
        return
    if at and not is_nothing(told):
        result = sheet.amount(at)
        if result is None and tell_verdict(told):
            verdict = verdict or told
        elif result is None:
            sheet.fail(at, "expected.report_value")
            return
    label, inside = norm_in(indicator) or (indicator, "")
    norm = sheet.amount(places["norm"]) if "norm" in places else read_amount(inside)
    if "norm" in places and norm is None and not is_nothing(sheet.text(places["norm"])):
        sheet.n_norms += 1
    heads = [block.heads[place[1]] for name in ("result", "norm") if (place := places.get(name))]
    unit = unit_in(sheet.text(places["unit"])) if "unit" in places else None
    unit = unit or next((one for text in heads if "(" in text or "%" in text if (one := unit_in(text))), None)
    sheet.records.append(
        {
            "row": at[0] if at else block.top,
            "cell": sheet.at(at).cell if at else None,
            "period": str(period) if period else None,
            "indicator": " ".join(label.split()),
            "clause_id": sheet.text(places["clause_id"]) or None if "clause_id" in places else None,
            "comparator": norm.comparator if norm else None,
            "norm": norm,
            "result": result,
            "unit": unit,
            "verdict": None if is_nothing(verdict) else " ".join(verdict.split()),
            "numerator": _number(sheet, places.get("numerator")),
            "denominator": _number(sheet, places.get("denominator")),
            "labels": _labels(sheet, block, at[0] if at else block.top),
        }
    )


def _number(sheet: _Sheet, place: Place | None) -> float | None:
    amount = sheet.amount(place) if place and not is_nothing(sheet.text(place)) else None
    return amount.value if amount else None


def _labels(sheet: _Sheet, block: Block, row: int) -> tuple[str, ...]:
    """Return what else names a row: the service, the priority."""
    taken = {block.indicator, block.shared.get("clause_id")}
    heads = [read_head(text).role for text in block.heads]
    return tuple(
        sheet.rows[row - 1][j] for j, role in enumerate(heads) if role in ("label", "indicator") and j not in taken
    )


def _read_kinds(sheet: _Sheet, block: Block, slots: Sequence[Slot]) -> None:
    """Read rows that say what they hold (Norm, Realisatie, Status), some for each indicator."""
    kind, indicator = block.shared["kind"], ""
    groups: list[tuple[str, dict[str, int]]] = []
    for row in _rows_of(sheet, block):
        text = sheet.rows[row - 1][block.indicator] if block.indicator is not None else _name(block)
        role = role_of(sheet.rows[row - 1][kind])
        if role not in VALUES:
            continue
        if not groups or (text and text != indicator) or role in groups[-1][1]:
            indicator = text or indicator
            groups.append((indicator, {}))
        groups[-1][1][role] = row
        sheet.fate[row - 1] = "accepted"
    for name, rows in groups:
        for slot in slots:
            j = next(iter(slot.columns.values()))
            places = {role: (row, j) for role, row in rows.items()}
            if any(not is_nothing(sheet.text(places[role])) for role in ("result", "weak", "status") if role in places):
                _add_record(sheet, block, name, slot.period, places)


def _read_turned(sheet: _Sheet, block: Block) -> None:
    """Read a row a month and a column an indicator, with the norms in a row of their own."""
    period_column, context = block.shared["period"], _context(block, sheet.file)
    role = read_head(block.heads[period_column]).role or "period"
    norms: dict[int, Place] = {}
    for row in _rows_of(sheet, block):
        text = sheet.rows[row - 1][period_column]
        if role_of(text) == "norm":
            norms = {j: (row, j) for j, _ in block.indicators}
            sheet.fate[row - 1] = "accepted"
            continue
        if role_of(text) in VALUES:
            continue
        period = join_periods(read_period(text, steps=steps_of(role)), *context)
        if period is None:
            sheet.fate[row - 1] = "rejected"
            sheet.fail((row, period_column), "expected.report_period")
            continue
        n_before, n_problems = len(sheet.records), len(sheet.problems)
        for j, name in block.indicators:
            if not is_nothing(sheet.text((row, j))):
                places = {"result": (row, j)} | ({"norm": norms[j]} if j in norms else {})
                _add_record(sheet, block, name, period, places)
        if len(sheet.records) > n_before:
            sheet.fate[row - 1] = "accepted"
        elif len(sheet.problems) > n_problems:
            sheet.fate[row - 1] = "rejected"


def _tell_apart(records: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Name indicators that stand several times in a period by what else names their rows: the service, the priority."""
    n = Counter((record["period"], record["indicator"]) for record in records)
    twice = {indicator for (_, indicator), times in n.items() if times > 1}
    named: list[dict[str, object]] = []
    for record in records:
        labels = record.pop("labels", ())
        words = (
            [str(record["indicator"]), *(str(label) for label in labels if label)] if isinstance(labels, tuple) else []
        )
        named.append({**record, "indicator": " · ".join(words)} if record["indicator"] in twice and words else record)
    return named


def _align(records: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Give norm and result of every indicator one unit: 0.97 beside 95 % is 97, 240 minutes beside 8 hours are 4."""
    aligned = []
    groups: dict[object, list[Mapping[str, object]]] = {}
    listed = list(records)
    for record in listed:
        groups.setdefault(record["indicator"], []).append(record)
    shares = {name: _are_shares(group) for name, group in groups.items()}
    for record in listed:
        norm, result = record["norm"], record["result"]
        norm = norm if isinstance(norm, Amount) else None
        result = result if isinstance(result, Amount) else None
        unit = (norm and norm.unit) or (result and result.unit) or record["unit"]
        norm_scale, result_scale = shares[record["indicator"]]
        aligned.append(
            {
                **record,
                "unit": unit,
                "norm": None if norm is None else round(norm.value * norm_scale, 6),
                "result": None if result is None else round(_convert(result, str(unit)) * result_scale, 6),
            }
        )
    return aligned


def _are_shares(records: Sequence[Mapping[str, object]]) -> tuple[float, float]:
    """Return what to multiply norms and results of one indicator with: 100 where one are shares beside percentages."""
    norms = [one for record in records if isinstance(one := record["norm"], Amount)]
    results = [one for record in records if isinstance(one := record["result"], Amount)]
    told = "%" in {one.unit for one in (*norms, *results)} or any(record["unit"] == "%" for record in records)
    if not told:
        return 1.0, 1.0
    bare = [[one.value for one in amounts if one.unit is None] for amounts in (norms, results)]
    scales = [100.0 if len(values) == len(amounts) and values and max(map(abs, values)) <= 1.5 else 1.0
              for values, amounts in zip(bare, (norms, results), strict=True)]  # fmt: skip
    return scales[0], scales[1]


def _convert(amount: Amount, unit: str) -> float:
    if amount.unit in _TO_MINUTES and unit in _TO_MINUTES:
        return amount.value * _TO_MINUTES[str(amount.unit)] / _TO_MINUTES[unit]
    return amount.value


def in_order(sheets: Sequence[Cells], accounts: Sequence[SheetAccount]) -> list[SheetAccount]:
    """Return the accounts of the sheets of a file in the order in which these stand in it."""
    order = {cells.sheet: i for i, cells in enumerate(sheets)}
    return sorted(accounts, key=lambda account: order[account.sheet])
