"""Targets followed through versions whose steps are known."""

import json
import math
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from builders import make_contract
from conftest import ROOT

from drift.contract.contract import read_contract
from drift.measures.paper.norm_steps import compare_norms, count_norm_steps
from drift.measures.paper.tightness import follow_targets, measure_tightness
from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.calendar import states_at_month_ends
from drift.tables.store import build_tables
from drift.terms import COUNTED_ROLES

CENTRE = ROOT / "data" / "samples" / "sorteercentrum"
NORM = "The supplier repairs incidents of priority {} within {} hours after they were reported by the customer."


@contextmanager
def traced(folder: Path):
    project = open_project(folder)
    store, _ = build_tables(read_files(project), project)
    contract = read_contract(store.fetch("clauses").to_pandas(), store.fetch("documents").to_pandas())
    store.put_all(vars(contract))
    with store:
        yield store.open_tables()


@pytest.fixture(scope="module")
def centre():
    with traced(CENTRE) as tables:
        yield tables


def compare(tables):
    return compare_norms(tables.targets.frame, tables.readings.frame, tables.lineage.frame)


def tighten(tables, months: pd.PeriodIndex):
    documents = tables.documents.frame
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    followed = follow_targets(compare(tables), counted)
    return measure_tightness(followed, states_at_month_ends(counted, months), months[:12])


def follow(folder: Path, months: pd.PeriodIndex):
    with traced(folder) as tables:
        return tighten(tables, months)


def months_from(first: str, last: str) -> pd.PeriodIndex:
    return pd.period_range(first, last, freq="M")


def planted(version: str) -> list[float]:
    """Return the log tightening of each norm that was changed in a version; what a penalty amounts to is no norm."""
    norms = json.loads((CENTRE / "truth.json").read_text(encoding="utf-8"))["norms"]
    steps = []
    for norm in norms:
        if norm["version"] != version or "malus" in norm["metric"]:
            continue
        old, new, direction = norm["from"], norm["to"], 1 if norm["comparator"] == ">=" else -1
        if norm["unit"] == "%" and min(old, new) >= 50:
            old, new, direction = 100 - old, 100 - new, -direction
        steps.append(direction * math.log(new / old))
    return sorted(steps)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("v1.2 def 01-01-2020", "v2.0 def 01-01-2021"),
        ("v2.0 def 01-01-2021", "v3.0 def 01-01-2022"),
        ("v3.0 def 01-01-2022", "v3.1 def 01-01-2023"),
        ("v3.1 def 01-01-2023", "v4.0 def 01-10-2023"),
    ],
)
def test_every_planted_step_is_found_and_no_other(centre, old, new):
    documents = centre.documents.frame
    followed = follow_targets(compare(centre), documents[documents["role"].eq("sla")])
    levels = followed.groupby(["file", "thread"])["level"].mean().unstack("file")
    steps = (levels[f"contract/SLA {new}.xlsx"] - levels[f"contract/SLA {old}.xlsx"]).dropna()
    found = sorted(steps[steps.abs() > 1e-9])
    assert found == pytest.approx(planted(new.split()[0][1:]))


def test_the_sorting_centre_was_tightened_beyond_doubt_and_relaxed_a_little(centre):
    months = months_from("2018-01", "2024-12")
    tightness = tighten(centre, months)
    assert tightness.values["2018-01":"2020-12"].abs().max() == pytest.approx(0, abs=1e-12)
    assert tightness.values["2023-01"] > tightness.values["2022-01"] > tightness.values["2021-01"] > 0
    assert tightness.values["2023-10"] < tightness.values["2023-09"]
    assert tightness.tightened == pytest.approx(tightness.values.iloc[-1])
    assert tightness.tightened > 3 * tightness.error


def test_halving_two_of_six_limits_is_a_third_of_ln_2(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [NORM.format(k, 8 * k) for k in range(1, 7)])
    make_contract(tmp_path, "SLA 2021-03-10", [NORM.format(k, 8 * k // (2 if k < 3 else 1)) for k in range(1, 7)])
    months = months_from("2020-01", "2021-06")
    tightness = follow(tmp_path, months)
    assert tightness.values["2021-02"] == 0
    assert tightness.values["2021-03":].tolist() == pytest.approx([math.log(2) / 3] * 4)
    assert tightness.n.tolist() == [6] * len(months)
    steps = np.array([math.log(2)] * 2 + [0.0] * 4)
    assert tightness.error == pytest.approx(steps.std(ddof=1) / math.sqrt(6))


def test_renumbering_and_reordering_tighten_nothing(tmp_path):
    texts = [NORM.format(k, 8 * k) for k in range(1, 7)]
    make_contract(tmp_path, "SLA 2020-01-01", texts)
    make_contract(tmp_path, "SLA 2021-03-10", texts[::-1])
    months = months_from("2020-01", "2021-06")
    tightness = follow(tmp_path, months)
    assert tightness.values.tolist() == [0.0] * len(months)
    assert (tightness.tightened, tightness.error) == (0.0, 0.0)


def test_a_target_that_comes_or_goes_makes_no_step(tmp_path):
    texts = [NORM.format(k, 8 * k) for k in range(1, 7)]
    make_contract(tmp_path, "SLA 2020-01-01", texts)
    make_contract(tmp_path, "SLA 2021-03-10", [*texts[1:], "Calls at the service desk are answered within 30 seconds."])
    months = months_from("2020-01", "2021-06")
    assert follow(tmp_path, months).tightened == 0.0


def test_under_five_targets_nothing_is_said(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [NORM.format(k, 8 * k) for k in range(1, 5)])
    make_contract(tmp_path, "SLA 2021-03-10", [NORM.format(k, 4 * k) for k in range(1, 5)])
    months = months_from("2020-01", "2021-06")
    tightness = follow(tmp_path, months)
    assert (tightness.tightened, tightness.error, tightness.enters) == (None, None, False)
    assert tightness.values["2021-06"] == pytest.approx(math.log(2))


def test_the_norms_each_version_changed_are_counted_as_planted(centre):
    found = count_norm_steps(compare(centre))
    told = {file.split()[1]: (row["tightened"], row["relaxed"]) for file, row in found.iterrows() if "SLA" in file}
    expected = {
        f"v{version}": (sum(step > 0 for step in planted(version)), sum(step < 0 for step in planted(version)))
        for version in ("2.0", "3.0", "3.1", "4.0")
    }
    assert told == {version: steps for version, steps in expected.items() if any(steps)}
