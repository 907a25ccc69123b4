"""Run worlds and write the page: python -m benchmarks.worlds [--seeds 20] [--worlds NAME ...] [--jobs 2] [--resume]."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .catalogue import QUICK, WORLDS
from .page import write_page
from .running import read_rows, run

ROOT = Path(__file__).parents[2]


def main() -> None:
    options = parse()
    names = options.worlds or (list(QUICK) if options.quick else list(WORLDS))
    seeds = range(1 if options.quick else options.seeds)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    rows = read_rows(options.json) if options.resume else []
    done = {(row["world"], row["seed"]) for row in rows}
    wanted = [(name, seed) for seed in seeds for name in names if (name, seed) not in done]
    with options.json.open("a" if options.resume else "w", encoding="utf-8") as file:
        for row in run(wanted, options.jobs):
            rows.append(row)
            print(json.dumps(row), file=file, flush=True)
            outcome = row.get("state") or row["error"]
            print(f"{len(rows)} of {len(done) + len(wanted)}: {row['world']} {row['seed']}: {outcome}", flush=True)
    options.out.write_text(write_page(rows), encoding="utf-8")
    print(f"written: {options.out}")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worlds")
    parser.add_argument("--seeds", type=int, default=20, help="of each world")
    parser.add_argument("--worlds", nargs="+", choices=list(WORLDS), metavar="NAME", help="these alone")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--quick", action="store_true", help="one seed of a few worlds")
    parser.add_argument("--resume", action="store_true", help="go on with the rows that are there")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "worlds.md", help="the page")
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "worlds.jsonl", help="a row a world and seed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
