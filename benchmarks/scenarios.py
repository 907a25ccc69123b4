"""Every relation that `drift simulate` can make: what is said of it against what was planted; a table in markdown.

Run: python benchmarks/scenarios.py [SEED ...] > docs/scenarios.md
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import drift
from drift.samples.files.folder import write_relation
from drift.samples.relation import make_relation
from drift.samples.story import SCENARIOS
from drift.wording import Wording

MONTHS = 84
HEAD = """# What is said of the made-up relations of `drift simulate`

Made by `python benchmarks/scenarios.py`: seven years each, in Dutch, as files. Planted: means of the first twenty-four
months and of the last twelve; `drift.analyse` reads the files and knows nothing of them.
"""
FACTS = {"same_hands": "the same hands", "direct": "contact", "floor": "floor", "clause_talk": "clause talk"}
MEASURES = {"same_hands": "same_hands", "direct": "direct_contact", "floor": "solved_on_the_floor"}


def judge(scenario: str, seed: int) -> list[str]:
    """Return a row: the story, what was planted, what is said."""
    say = Wording("en")
    with tempfile.TemporaryDirectory() as folder:
        write_relation(make_relation(scenario, months=MONTHS, seed=seed), Path(folder) / "made")
        analysis = drift.analyse(Path(folder) / "made")
        truth = json.loads((Path(folder) / "made" / "truth.json").read_text(encoding="utf-8"))
    months = truth["by_month"]
    planted, found = [], []
    for fact, name in FACTS.items():
        known = [[row[fact] for row in part if row[fact] is not None] for part in (months[:24], months[-12:])]
        planted.append(f"{name} " + " → ".join(f"{100 * sum(part) / len(part):.0f} %" for part in known))
        change = analysis.judgement.changes.get(MEASURES.get(fact, fact))
        if change is not None:
            found.append(f"{name} {100 * change.before.level:.0f} → {100 * change.after.level:.0f} %")
    onset, verdict = truth["dates"].get("onset"), analysis.verdict
    dates = f"onset {onset or 'none'}; told {verdict.onset or 'none'}, alarm {verdict.alarm or 'none'}"
    return [scenario, str(seed), "; ".join(planted), "; ".join(found), dates, say.tell(verdict.sentence)]


def main() -> None:
    seeds = [int(seed) for seed in sys.argv[1:]] or [7]
    rows = [["scenario", "seed", "planted", "found", "dates", "said"], ["---"] * 6]
    rows += [judge(scenario, seed) for scenario in SCENARIOS for seed in seeds]
    print(HEAD)
    print("\n".join("| " + " | ".join(row) + " |" for row in rows))


if __name__ == "__main__":
    main()
