"""The shared edition is an allow-list: what nobody has named is hidden, and every name stands in one of two lists."""

import dataclasses

import pandas as pd
import pytest

import drift
from drift.analysed import Analysis, Remarks
from drift.contract.governance import Governance
from drift.measures.levels.findings import LevelFindings
from drift.measures.measured import Measured
from drift.measures.norms.findings import NormFindings
from drift.measures.paper.paper import Paper
from drift.measures.work.engagement import Engagement
from drift.measures.work.operations import Operations
from drift.model.judgement import Judgement
from drift.model.verdict import Verdict
from drift.reports.edition import judged
from drift.reports.edition import share as sharing
from drift.reports.edition.share import SHARED, share
from drift.reports.workbook import _for_both
from drift.reports.workbook.rows import list_rows
from drift.tables.columns import NOT_SHOWN, TABLES

OF_THE_LOG = ("incidents", "events", "answers", "norm_reports", "people")  # every row could be joined back

SHOWN = {  # as they are, or as far as they speak of both sides
    Analysis: ("relation", "project", "intake", "measured", "judgement", "tables", "remarks"),
    Measured: (
        *("span", "months", "opened", "counted", "base", "indices", "measures", "paper", "operations"),
        *("weights_hold", "experts", "meetings", "held", "crowd"),
    ),
    Paper: ("stocks", "tightness", "specification", "scope", "scope_from", "steps", "governance"),
    Operations: ("engagement", "context", "as_seen"),
    Engagement: ("shares", "clocks", "index"),
    Judgement: (*("rung", "verdict", "control", "changes", "untold", "cautions", "drivers", "path", "problems"),),
    Verdict: (*("sentence", "state", "findings", "reasons", "alarm", "onset", "onset_interval", "shape", "e_value"),),
    Governance: ("meetings",),
    Remarks: ("tables_held",),
}
HIDDEN = {
    # what is within a norm is an outcome of one side; who meets at a level may be two persons
    Measured: ("fineness", "norms", "levels"),
    Operations: ("strata", "outcomes"),
    Engagement: ("flat",),
    Judgement: ("evidence", "harm", "callers", "explanations", "watermelons", "aware", "fated"),
    Governance: ("roles", "authors", "say"),
    Remarks: ("comments",),
}
HIDDEN_COLUMNS = {
    "documents": ("author", "approver", "function"),
}
PARTS = {
    Analysis: lambda analysis: analysis,
    Measured: lambda analysis: analysis.measured,
    Paper: lambda analysis: analysis.measured.paper,
    Operations: lambda analysis: analysis.measured.operations,
    Engagement: lambda analysis: analysis.measured.operations.engagement,
    Judgement: lambda analysis: analysis.judgement,
    Verdict: lambda analysis: analysis.judgement.verdict,
    Governance: lambda analysis: analysis.measured.paper.governance,
    Remarks: lambda analysis: analysis.remarks,
}


@pytest.mark.parametrize("part", SHOWN, ids=lambda part: part.__name__)
def test_every_field_is_shown_or_hidden(part):
    shown, hidden = set(SHOWN[part]), set(HIDDEN.get(part, ()))
    fields = {field.name for field in dataclasses.fields(part)}
    assert fields - shown - hidden == set(), "say in reports/edition and here whether both sides may see it"
    assert (shown | hidden) - fields == set()
    assert shown & hidden == set()


@pytest.mark.parametrize("table", [table for table in TABLES if table not in (*NOT_SHOWN, *OF_THE_LOG)])
def test_every_column_is_shown_or_hidden(table):
    shown, hidden = set(SHARED.get(table, ())), set(HIDDEN_COLUMNS.get(table, ()))
    columns = {column.name for column in TABLES[table]}
    assert columns - shown - hidden == set(), "say in reports/edition and here whether both sides may see it"
    assert (shown | hidden) - columns == set()
    assert shown & hidden == set()


def replace_reason(norms):
    return dataclasses.replace(norms, reason=None)


def test_what_is_hidden_is_empty(sorteercentrum):
    shared = share(sorteercentrum)
    for part, names in HIDDEN.items():
        for name in names:
            value = getattr(PARTS[part](shared), name)
            nothing = any(value is none for none in (None, judged.NO_HARM, judged.NOT_KNOWN))
            if isinstance(value, NormFindings):  # it tells that each side has its own
                assert value.reason.code == "norms.none.shared"
                value = [part for part in vars(replace_reason(value)).values() if part is not None and len(part)]
            if isinstance(value, LevelFindings):  # so does it
                fields = dict(vars(value))
                reasons = {name: fields.pop(name).code for name in [*fields] if name.startswith("no_")}
                assert {code.rsplit(".")[-1] for code in reasons.values()} == {"shared"}
                value = [part for part in fields.values() if (part if isinstance(part, int) else len(part))]
            assert nothing or len(value) == 0, name
    for table, names in HIDDEN_COLUMNS.items():
        assert shared.tables[table][list(names)].isna().all(axis=None)
    assert [len(shared.tables[table]) for table in OF_THE_LOG] == [0] * len(OF_THE_LOG)
    assert len(shared.tables["clauses"]) == len(sorteercentrum.tables["clauses"]) > 0


@pytest.mark.parametrize("part", SHOWN, ids=lambda part: part.__name__)
def test_a_field_of_tomorrow_is_hidden(part, sorteercentrum, monkeypatch):
    """A field that is added to a part, and named nowhere, stays what it is by default."""
    later = dataclasses.make_dataclass(
        part.__name__, [("secret", str, dataclasses.field(default="hidden", kw_only=True))], bases=(part,), frozen=True
    )
    for module in (sharing, judged):
        if hasattr(module, part.__name__):
            monkeypatch.setattr(module, part.__name__, later)
    given = _exchange(sorteercentrum, part, later)
    assert PARTS[part](given).secret == "told"
    assert PARTS[part](share(given)).secret == "hidden"


def _exchange(analysis, part, later):
    """Return an analysis of which one part has a field more."""
    old = PARTS[part](analysis)
    new = later(**{field.name: getattr(old, field.name) for field in dataclasses.fields(old)}, secret="told")
    return new if old is analysis else _put(analysis, old, new)


def _put(whole, old, new):
    """Return a frozen record in which one part, however deep, is another."""
    changes = {}
    for field in dataclasses.fields(whole):
        value = getattr(whole, field.name)
        if value is old:
            changes[field.name] = new
        elif type(value) in SHOWN:
            changes[field.name] = _put(value, old, new)
    return dataclasses.replace(whole, **changes)


def test_a_column_and_a_table_of_tomorrow_are_hidden(sorteercentrum):
    clauses = sorteercentrum.tables["clauses"].assign(secret="told", n_secret=7, is_secret=True)
    tables = {**sorteercentrum.tables, "clauses": clauses, "secrets": pd.DataFrame({"secret": ["told"]})}
    shared = share(dataclasses.replace(sorteercentrum, tables=tables))
    assert shared.tables["clauses"][["secret", "n_secret", "is_secret"]].isna().all(axis=None)
    assert shared.tables["clauses"]["text"].equals(sorteercentrum.tables["clauses"]["text"])
    assert len(shared.tables["secrets"]) == 0
    sheet = _for_both(list_rows(shared, "clauses"), shared)
    assert {"secret", "n_secret", "is_secret"}.isdisjoint(sheet.frame.columns)
    assert "text" in sheet.frame


def test_an_unknown_edition_is_refused_before_anything_is_made(sorteercentrum, tmp_path):
    with pytest.raises(ValueError, match="edition must be one of ours, shared, not 'full'"):
        drift.write_report(sorteercentrum, tmp_path / "out", edition="full")
    assert not (tmp_path / "out").exists()
