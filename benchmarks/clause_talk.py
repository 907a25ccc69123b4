"""How well clause talk is found in labelled tickets: precision, recall and F1, and how often others are taken for it.

Run: python benchmarks/clause_talk.py [TICKETS.csv] [--misses]

A file of labelled tickets has the columns language, text, argues (1 or 0) and note. A row with BORDERLINE in its note
is one over which two careful readers may differ: the figures stand with and without these. `--misses` lists the rows
that were told otherwise than they are labelled.
"""

from __future__ import annotations

import sys
from pathlib import Path

import ibis
import pandas as pd

from drift.measures.work.questions.talk import tell_talk

LABELLED = Path(__file__).parent / "labelled" / "clause_talk.csv"


def main() -> None:
    files = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    tickets = read_tickets(files[0] if files else LABELLED)
    print(score(tickets).round(3).to_string(index=False))
    if "--misses" in sys.argv:
        for row in tickets[tickets["argues"] != tickets["found"]].itertuples():
            print("taken for it" if row.found else "not found", row.language, row.note, row.text, sep=" | ")


def read_tickets(path: Path) -> pd.DataFrame:
    """Return labelled tickets with what is found in each: language, text, note, argues and found (bool), borderline."""
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    numbered = ibis.memtable(rows[["text"]].reset_index(names="row"))
    told = tell_talk(numbered, "text").select("row", found="clause").to_pandas().set_index("row")["found"]
    return rows.assign(
        argues=rows["argues"].eq("1"), found=told.astype(bool), borderline=rows["note"].str.contains("BORDERLINE")
    )


def score(tickets: pd.DataFrame) -> pd.DataFrame:
    """Return a row a language and all together, with and without borderline rows."""
    groups = [*tickets.groupby("language"), ("all", tickets)]
    rows = [
        {"language": language, "rows": which, **agree(part["argues"], part["found"])}
        for language, every in groups
        for which, part in (("all", every), ("without borderline", every[~every["borderline"]]))
    ]
    return pd.DataFrame(rows)


def agree(argues: pd.Series, found: pd.Series) -> dict[str, float]:
    """Return how what is found agrees with the labels: counts, precision, recall, F1, and the share of zeros found."""
    both, n_argue, n_found, n_zero = (argues & found).sum(), argues.sum(), found.sum(), (~argues).sum()
    return {
        "n": len(argues),
        "argue": n_argue,
        "found": n_found,
        "precision": both / n_found if n_found else float("nan"),
        "recall": both / n_argue if n_argue else float("nan"),
        "f1": 2 * both / (n_argue + n_found) if n_argue + n_found else float("nan"),
        "false_positives": (n_found - both) / n_zero if n_zero else float("nan"),
    }


if __name__ == "__main__":
    main()
