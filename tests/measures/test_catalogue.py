import subprocess
import sys
from pathlib import Path

from drift.measures.catalogue import MEASURES, weigh_groups

PAGE = (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")


def test_every_measure_stands_on_the_page_and_says_what_it_needs():
    assert [measure.name for measure in MEASURES if f"`{measure.name}`" not in PAGE] == []
    assert [measure.name for measure in MEASURES if not measure.needs] == []
    assert [m.name for m in MEASURES if m.side in ("engagement", "context", "outcome") and not m.turns] == []
    assert {measure.direction for measure in MEASURES if measure.side == "context"} == {0}


def test_groups_weigh_the_same_unless_told_otherwise():
    assert weigh_groups(["clauses", "words", "targets"]) == {"clauses": 0.25, "words": 0.25, "targets": 0.5}
    assert weigh_groups(["same_hands", "direct_contact"], {"hands": 3.0}) == {
        "same_hands": 0.75,
        "direct_contact": 0.25,
    }


def test_the_register_loads_neither_the_engine_nor_pandas():
    code = "import sys, drift.measures.catalogue; print({'ibis', 'pandas', 'pyarrow'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
