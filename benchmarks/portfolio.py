"""Many relations: equal rows by every executor, what a relation costs, and which alarms hold: docs/portfolio.md.

Run: python benchmarks/portfolio.py equal FOLDER [MASTER]      50 relations: loop, processes and, with MASTER, Spark
     python benchmarks/portfolio.py cost FOLDER N INCIDENTS    N relations by processes: seconds, memory
     python benchmarks/portfolio.py discoveries SEEDS          200 planted relations, 20 of them slide
     python benchmarks/portfolio.py pooling SEEDS              60 relations, some unlike the others: noise pooled or not
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

import drift
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.onsets import believe_onsets
from drift.model.pooling import pool_laws
from drift.portfolio.flow import gather, to_frame
from drift.portfolio.holds import find_holding
from drift.portfolio.source import list_tasks
from drift.portfolio.worker import find_row
from drift.samples.scenarios import SCENARIOS, Scenario
from drift.samples.series import draw_series
from drift.terms import ALARM_AT

WORKERS = 2
N_EQUAL, N_WITH_LOG = 50, 14  # the others have a contract alone; every tenth of those is broken
N_PLANTED, N_SLIDES, MONTHS, ONSET = 200, 20, 44, 24  # looked at 20 months after the onset
N_POOLED = 60
UNLIKE = {  # name -> scenario, and how many of it among plain ones
    "calm, alike": (SCENARIOS["plain"], 3),
    "calm, strong season": (Scenario(season=0.2), 3),
    "calm, slow swings": (Scenario(phi=0.75, sigma=(0.15, 0.25)), 3),
    "slides of 2 % a month": (SCENARIOS["slide_2"], 6),
}


def write_partitions(folder: Path, name: str, tables: dict[str, pd.DataFrame]) -> None:
    for table, frame in tables.items():
        own = folder / table / f"relation={name}"
        own.mkdir(parents=True, exist_ok=True)
        frame.drop(columns="relation", errors="ignore").to_parquet(own / "part-0.parquet")


def write_mixed(folder: Path) -> None:
    """Write relations with a log, with a contract alone, without a row, and with a column that is no number of ours."""
    for i in range(N_EQUAL):
        with_log = i < N_WITH_LOG
        tables = drift.simulate(
            "slide_3" if i % 3 == 0 else "plain", months=30, seed=i, n_incidents=6 if i else 60
        ).tables
        if not with_log:
            tables = {name: tables[name] for name in ("clauses", "documents")}
        if i == N_EQUAL - 1:
            tables = {"clauses": tables["clauses"].iloc[:0]}
        elif not with_log and i % 10 == 0:
            tables = {"clauses": tables["clauses"].rename(columns={"text": "tekst"})}
        write_partitions(folder, f"R{i:03}", tables)


def run(folder: Path, **options: object) -> tuple[pd.DataFrame, float]:
    start = time.perf_counter()
    frame = drift.analyse_all(folder, language="en", fresh=True, **options)  # type: ignore[arg-type]
    return frame, time.perf_counter() - start


def equal(folder: Path, master: str | None) -> None:
    if not folder.exists():
        write_mixed(folder)
    start = time.perf_counter()
    request = {"language": "en", "fresh": True}
    loop = to_frame(gather([find_row({**request, "task": vars(task)})[0] for task in list_tasks(folder)]))
    refused, seconds = loop["reason"].notna().sum(), time.perf_counter() - start
    print(f"loop        {len(loop)} rows, {refused} with a reason, {seconds:.0f} s")
    local, seconds = run(folder, workers=WORKERS)
    pd.testing.assert_frame_equal(loop, local)
    print(f"processes   equal, {seconds:.0f} s with {WORKERS} workers")
    if master:
        spark, seconds = run(folder, executor="spark", master=master)
        pd.testing.assert_frame_equal(loop, spark)
        print(f"{master:<11} equal, {seconds:.0f} s")


def cost(folder: Path, n: int, n_incidents: int) -> None:
    months = 48
    for i in range(n):
        if not (folder / "incidents" / f"relation=R{i:04}").exists():
            tables = drift.simulate("plain", months=months, seed=i, n_incidents=n_incidents // months).tables
            write_partitions(folder, f"R{i:04}", tables)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    frame, seconds = run(folder, workers=WORKERS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    each, refused = frame["n_incidents"].mean(), frame["reason"].notna().sum()
    print(f"{n} relations, {each:.0f} incidents each, {refused} with a reason")
    print(f"{seconds:.0f} s by the clock with {WORKERS} workers (load {os.getloadavg()[0]:.1f}), {computed:.0f} CPU s")
    print(f"{computed / n:.2f} CPU s a relation; largest worker {after.ru_maxrss / 1024:.0f} MB")


def discoveries(n_seeds: int) -> None:
    """Found and false of 20 slides among 200, by alarms of their own and by what holds, alone and pooled."""
    counts: dict[str, list[tuple[int, int]]] = {}
    onset = np.tile(believe_onsets(MONTHS), (N_PLANTED, 1))
    slides = np.arange(N_PLANTED) < N_SLIDES
    for seed in range(n_seeds):
        slide = draw_series(SCENARIOS["slide_2"], N_SLIDES, MONTHS, 25_000 + seed, ONSET)
        plain = draw_series(SCENARIOS["plain"], N_PLANTED - N_SLIDES, MONTHS, 26_000 + seed, ONSET)
        values, variances = (
            np.concatenate([getattr(slide, name), getattr(plain, name)]) for name in ("engagement", "variance")
        )
        alone = weigh_looks(-values, variances, onset, default_noise())
        pooled = weigh_looks(-values, variances, onset, pool_laws(alone.law))
        for name, looks in (("alone", alone), ("pooled", pooled)):
            known = np.nan_to_num(looks.e_values, nan=0.0)
            last = np.array([row[np.isfinite(row)][-1] for row in looks.e_values])
            chosen = {
                f"{name}, alarm at any month": known.max(axis=1) >= ALARM_AT,
                f"{name}, e >= 10 in the last month": last >= ALARM_AT,
                f"{name}, holds (e-BH 10 %)": np.array(find_holding([*map(float, last)])),
            }
            for how, told in chosen.items():
                counts.setdefault(how, []).append((int(told[slides].sum()), int(told[~slides].sum())))
    for how, pairs in counts.items():
        found, false = np.array(pairs).T
        share = np.mean(false / np.maximum(found + false, 1))
        print(f"{how:<36} found {found.mean():5.2f} of {N_SLIDES}  false {false.mean():5.2f} of "
              f"{N_PLANTED - N_SLIDES}  false share {100 * share:4.1f} %")  # fmt: skip


def pooling(n_seeds: int) -> None:
    """Alarms of relations that are unlike their neighbours, alone and with noise and season pooled over all."""
    onset = np.tile(believe_onsets(MONTHS), (N_POOLED, 1))
    for name, (scenario, n) in UNLIKE.items():
        told: dict[str, list[tuple[float, ...]]] = {"alone": [], "pooled": []}
        for seed in range(n_seeds):
            first = draw_series(scenario, n, MONTHS, 31_000 + seed, ONSET)
            plain = draw_series(SCENARIOS["plain"], N_POOLED - n, MONTHS, 32_000 + seed, ONSET)
            values, variances = (
                np.concatenate([getattr(first, part), getattr(plain, part)]) for part in ("engagement", "variance")
            )
            alone = weigh_looks(-values, variances, onset, default_noise())
            for how, looks in (
                ("alone", alone),
                ("pooled", weigh_looks(-values, variances, onset, pool_laws(alone.law))),
            ):
                ever = np.nan_to_num(looks.e_values, nan=0.0).max(axis=1) >= ALARM_AT
                last = [float(row[np.isfinite(row)][-1]) for row in looks.e_values]
                held = sum(find_holding(last)[:n])
                told[how].append((100 * ever[:n].mean(), 100 * ever[n:].mean(), held, float(np.mean(last[:n]))))
        for how, figures in told.items():
            own, others, held, mean = np.mean(figures, axis=0)
            print(f"{name:<24} {how:<7} alarm {own:5.1f} %  of the others {others:4.1f} %  hold {held:4.2f} of {n}  "
                  f"last e-value {mean:.2f}")  # fmt: skip


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    if what == "equal":
        equal(Path(arguments[0]), arguments[1] if len(arguments) > 1 else None)
    elif what == "cost":
        cost(Path(arguments[0]), int(arguments[1]), int(arguments[2]))
    elif what == "pooling":
        pooling(int(arguments[0]))
    else:
        discoveries(int(arguments[0]))
