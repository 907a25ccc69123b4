"""Write notebooks/01_the_slide.ipynb and run it, pictures included.

Run: pip install -r notebooks/requirements.txt, then python notebooks/make_the_slide.py
"""

from __future__ import annotations

from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell
from running import run_notebook

PAGE = Path(__file__).parent / "01_the_slide.ipynb"

CELLS = [
    """# The slide

A maintenance firm and a parcel sorting centre, seven years. Nobody decided that the contract should take over from the
work; it did. The relation is made up, and what was planted in it stands in `truth.json` beside the data. This notebook
walks the whole analysis in the open: every step is a call that you can make on your own files. It ends in this page:

![Page 1 of the report: from 2021 on we talked more about the contract and less with each other](../docs/report.png)""",
    """%matplotlib inline
import json
import tempfile
from pathlib import Path

import matplotlib as mpl
import pandas as pd

import drift
from drift.charts.course import draw_course
from drift.charts.documents import draw_documents
from drift.charts.inputs import take_course, take_marks
from drift.charts.meetings import draw_meetings
from drift.charts.plane import draw_plane
from drift.charts.scissors import draw_scissors
from drift.charts.shown import show_measures
from drift.wording import Wording

mpl.rcParams["figure.dpi"] = 72
pd.set_option("display.max_colwidth", 60, "display.width", 110, "display.max_columns", 12)
say = Wording("en")
SAMPLE = Path("../data/samples/sorteercentrum")""",
    """## Read: nothing is lost in silence
A folder of workbooks, exports and meeting lists, as people have them. Every row of every file ends in one column of the
account.""",
    """analysis = drift.analyse(SAMPLE)
pd.Series({count: analysis.intake.total(count) for count in
           ("read", "accepted", "rejected", "repeated", "blank", "heading", "note")}, name="rows")""",
    """counts = [(file.file.split("/")[0], sheet.table or "no table of ours", sheet.accepted)
          for file in analysis.intake.files for sheet in file.sheets]
pd.DataFrame(counts, columns=["folder", "taken for", "rows"]).groupby(["folder", "taken for"]).sum()""",
    """## The paper
Each version of the specification, with what is counted in it. Clauses, words and duties are size; targets, reporting
duties, penalties and procedures are control.""",
    """versions = analysis.measured.paper.stocks.versions
versions[["document", "version", "effective_on", "status", "clauses", "words", "obligations", "targets",
          "reporting_duties", "penalties", "procedures"]]""",
    """paper, base = analysis.measured.paper, analysis.measured.base.paper
sizes, dated = paper.specification.by_document, paper.stocks.versions
chart = draw_documents(sizes, dated, base, say, "The SLA nearly doubled; the working agreements shrank.")
chart.figure""",
    """## Which clause became which
Version 2.0 renumbered everything. Clauses are followed by what they say, not by their number.""",
    """clauses = analysis.tables["clauses"]


def texts(version):
    return clauses.loc[(clauses["document"] == "SLA") & (clauses["version"] == version) & clauses["in_force"],
                       ["clause_id", "section", "text"]]


pairs = drift.align_clauses(texts("1.2"), texts("2.0"))
print(pairs["change"].value_counts().to_string())
pairs[pairs["change"].isin(["split", "reworded"])][["old_id", "new_id", "change", "score"]].head(6)""",
    """## What a clause asks
Who is bound, to what kind of thing, and how tightly.""",
    """said = texts("3.1").sample(6, random_state=2)
read = drift.classify_clauses(said["text"], sections=said["section"])
pd.concat([said["text"].reset_index(drop=True), read[["party", "modality", "kind"]].reset_index(drop=True)], axis=1)""",
    """## Who wrote it
By function, from the version history in the workbooks themselves. A number of persons below five is never told.""",
    """analysis.measured.paper.governance.say[["role", "function", "n_versions", "n_known", "n_persons"]]""",
    """## The work: the same hands
Does who calls still meet the person who knows his installation? Each measure comes with its variance, its n and the
share of rows that is known.""",
    """hands = analysis.measures.query("measure == 'same_hands'").set_index("period")
print(hands.loc["2020-11":"2021-12", ["value", "variance", "n", "known"]].round(3).to_string())
shown = show_measures(analysis.measured)
course = take_course(analysis, shown, "same_hands")
draw_course(course, say, "Who calls meets the same person less often.").figure""",
    """course = take_course(analysis, shown, "solved_on_the_floor")
draw_course(course, say, "Less is solved on the floor.").figure""",
    """## The scissors
Both sides as natural logarithms, 0 in the good years (2018 and 2019). Drift is the distance between them: ln 2 means
that the paper doubled against the work.""",
    """marks = take_marks(analysis)
chart = draw_scissors(analysis.indices, shown, marks, say, "The paper grew while the work grew apart.")
chart.figure""",
    """print(chart.alt)""",
    """## What the drift is made of
An exact sum: the components add up to the drift of the last month that both sides have.""",
    """parts = pd.Series({driver.measure: driver.since_base for driver in analysis.drivers})
drift_now = analysis.indices["drift"].dropna()
print(parts.sort_values(ascending=False).round(3).to_string())
print(f"sum {parts.sum():.6f}, drift of {drift_now.index[-1]} {drift_now.iloc[-1]:.6f}")""",
    """draw_plane(analysis.judgement.path, say, "From year to year.").figure""",
    """## How sure, and since when
The e-value may be looked at every month: where nothing changes, it reaches 10 in at most one relation in ten, however
often one looks. `drift.weigh_evidence` takes any monthly series; the analysis asks it about engagement.""",
    """truth = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
evidence = analysis.evidence
print(f"drift speaks in     {evidence.alarm}")
first, last = evidence.onset_interval
print(f"the fall began in   {evidence.onset}, 90 % interval {first} to {last}")
print(f"shape               {evidence.shape}; repair told in {evidence.ended}")
print(f"planted             onset {truth['dates']['onset']}, repair from {truth['dates']['repair']}")
evidence.e_values.loc["2021-01":"2021-09"].round(2)""",
    """engagement = analysis.indices["engagement"]
spread = (analysis.indices["engagement_high"] - analysis.indices["engagement_low"]) / (2 * 1.96)
alone = drift.weigh_evidence(-engagement, spread**2)
print(f"the index alone, without the dates of versions and milestones: alarm {alone.alarm}, onset {alone.onset}")""",
    """## What it led to
Outcomes are measured apart from engagement, so that "looser, and no harm seen" can be told.""",
    """changes = analysis.judgement.changes
rows = {name: changes[name] for name in analysis.measured.operations.outcomes if changes.get(name)}
table = pd.DataFrame({"base": {name: change.before.level for name, change in rows.items()},
                      "last twelve months": {name: change.after.level for name, change in rows.items()},
                      "clearly changed": {name: change.clear for name, change in rows.items()}}).round(3)
table.assign(alarm=pd.Series({name: str(one.alarm or "") for name, one in analysis.judgement.harm.each.items()}))""",
    """## Where both sides speak
Direct meetings of people of both sides, by level.""",
    """meetings = analysis.measured.meetings
draw_meetings(meetings, say, "The floor fell silent, and the tactical table filled.").figure""",
    """## What still works
By one rule for all categories, objects and months; there is no order of merit.""",
    """hands = ["same_hands_" + part for part in ("finding", "before", "lowest", "after")]
analysis.measured.held[["what", "name", *hands]].round(2).head(8)""",
    """## What else could explain it, and what must be kept in mind""",
    """for found in analysis.judgement.explanations:
    print("-", say.tell(found.sentence))
print()
for caution in analysis.cautions:
    print(f"[{caution.effect}]", say.tell(caution.sentence))""",
    """## The verdict""",
    """print(say.tell(analysis.verdict.sentence))
for reason in analysis.verdict.reasons:
    print("-", say.tell(reason))""",
    """## The table
It ends with people of both sides and a real problem: three recent ones that both know, never the worst, never one
person's.""",
    """for problem in analysis.judgement.problems.problems:
    print(problem.opened_on, problem.title, "|", say(f"roundtable.kind.{problem.choice.kind}"))
    told = [f"{clause.clause_id} ({', '.join(clause.words)})" for clause in problem.clauses]
    print("   clauses that speak of it:", ", ".join(told))""",
    """## The report
The same as `drift report data/samples/sorteercentrum --out DIR`. The same input gives the same bytes.""",
    """with tempfile.TemporaryDirectory() as folder:
    for path in drift.write_report(analysis, folder, language="en"):
        print(path.name)""",
]


def main() -> None:
    """Write the notebook and run it."""
    run_notebook([new_markdown_cell(text) if text.startswith("#") else new_code_cell(text) for text in CELLS], PAGE)


if __name__ == "__main__":
    main()
