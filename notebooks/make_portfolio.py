"""Write notebooks/03_a_portfolio.ipynb and run it, pictures included.

Run: pip install -r notebooks/requirements.txt, then python notebooks/make_portfolio.py
"""

from __future__ import annotations

from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell
from running import run_notebook

PAGE = Path(__file__).parent / "03_a_portfolio.ipynb"

CELLS = [
    """# A portfolio

Eleven made-up relations, one of each scenario, in a folder each: what `drift.analyse_all` says of them, and what was
planted. There is no ranking here and no score: relations read different contracts and different logs. A row tells where
a talk may begin.""",
    """%matplotlib inline
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import drift

plt.rcParams.update({"figure.figsize": (8, 3.6), "figure.dpi": 80, "figure.constrained_layout.use": True})
pd.set_option("display.max_colwidth", 90, "display.width", 130)
folder = Path(tempfile.mkdtemp()) / "relations"
made = [sys.executable, "-m", "drift", "simulate", str(folder), "--portfolio", "11", "--seed", "26", "--months", "60"]
subprocess.run(made, check=True, capture_output=True)
truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["relations"]

rows = drift.analyse_all(folder, language="en", workers=2)
names = [name.removesuffix(" (verzonnen)") for name in rows["relation"]]
planted = [pd.Period(one["onset"]) if one["onset"] else None for one in truth]


def at(month):
    return pd.Period(month, "M").to_timestamp()


figure, axes = plt.subplots()
for i, row in enumerate(rows.itertuples()):
    if not pd.isna(row.alarm):
        axes.plot([at(row.onset_from), at(row.onset_to)], [i, i], color="tab:orange", linewidth=7, alpha=0.5)
        axes.plot(at(row.alarm), i, "o", color="tab:orange")
    if planted[i] is not None:
        axes.plot(planted[i].to_timestamp(), i, "|", color="0.2", markersize=16)
axes.set(yticks=range(len(names)), yticklabels=names, xlim=(pd.Timestamp("2018-01"), pd.Timestamp("2023-01")))
axes.set_title("Bar: when the fall began. Dot: when it could be told. Stroke: when it was planted", loc="left")
axes.invert_yaxis()
plt.show()""",
    """## What is said of each
By name. The sentence is the verdict; what withholds or limits it stands in the column `cautions`.""",
    """for name, row in zip(names, rows.itertuples(), strict=True):
    print(f"{name}: {row.state}\\n    {row.sentence}")""",
    """## Beside what was planted
A fall that was planted and not told, or told and not planted, would stand here as a row that does not agree. The
interval of the onset is one of 90 %, calibrated on many relations: of a few it may miss more than one.""",
    """beside = pd.DataFrame({"planted": [one["scenario"] for one in truth], "said": rows["state"].to_numpy(),
                       "fall planted": [month is not None for month in planted],
                       "fall told": rows["alarm"].notna().to_numpy(),
                       "paper planted": [one["paper_grows"] for one in truth],
                       "paper": rows["paper"].to_numpy()}, index=names)
ends = zip(planted, rows["onset_from"], rows["onset_to"], strict=True)
held = [pd.Period(low, "M") <= month <= pd.Period(high, "M") for month, low, high in ends if month is not None]
print(f"the interval holds the month that was planted in {sum(held)} of {len(held)} falls")
beside""",
    """## How many by chance
At 10 to 1 each relation in which nothing falls alarms with a chance of at most one in ten. Among many, `holds` says
which alarms hold when all are taken together: of those at most one in ten is false on average.""",
    """print(rows.attrs)
figure, axes = plt.subplots(figsize=(8, 2.6))
said = rows["alarm"].notna().map({True: "alarm", False: "no alarm"}).where(~rows["holds"], "alarm, holds")
held = Counter(said)
kinds = ["no alarm", "alarm", "alarm, holds"]
axes.barh(kinds, [held[kind] for kind in kinds], color=["0.75", "tab:orange", "0.25"])
axes.axvline(rows.attrs["expected_false_alarms"], color="0.2", linestyle=":")
axes.set_title("Relations; dotted: alarms to be expected by chance if nothing fell anywhere", loc="left")
plt.show()""",
    """## What came into many relations at once
A kind of clause that grew in most of them is more likely a template or a habit than the doing of one relation.""",
    """grown = Counter(kind for row in rows.itertuples() for kind in row.kinds_grown)
figure, axes = plt.subplots(figsize=(8, 2.6))
axes.barh(sorted(grown), [grown[kind] for kind in sorted(grown)], color="tab:blue")
axes.set(title=f"In how many of {len(rows)} relations a kind of clause grew", xlim=(0, len(rows)))
plt.show()""",
    """## What this is not
No list of good and bad relations: nothing here is on one scale. `drift portfolio FOLDER --out DIR` writes the same as a
page, a workbook and a PDF, in words, and leaves out the work of relations with fewer than five people of a side.""",
]


def main() -> None:
    """Run the cells in a fresh kernel and write the notebook with its output."""
    kinds = (new_markdown_cell if text.startswith("#") else new_code_cell for text in CELLS)
    run_notebook([make(text) for make, text in zip(kinds, CELLS, strict=True)], PAGE)


if __name__ == "__main__":
    main()
