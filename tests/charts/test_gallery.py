"""The page of charts: its scripts run, and its pictures say what their charts say."""

import importlib.util
import re

import pytest
from conftest import ROOT

from drift.charts.shown import show_measures
from drift.wording import Wording

SPEC = importlib.util.spec_from_file_location("make_charts", ROOT / "docs" / "make_charts.py")
MAKE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MAKE)
PAGE = (ROOT / "docs" / "charts.md").read_text(encoding="utf-8")
BEGINNING, *SCRIPTS = MAKE.SCRIPT.findall(PAGE)


def test_the_beginning_analyses_the_made_up_relation():
    assert 'analysis = drift.analyse("data/samples/sorteercentrum")' in BEGINNING


@pytest.mark.parametrize("script", SCRIPTS, ids=[re.search(r"charts/(\w+)\.png", script)[1] for script in SCRIPTS])
def test_a_script_makes_its_picture_and_the_page_says_what_it_shows(script, sorteercentrum, tmp_path, monkeypatch):
    (tmp_path / "docs" / "charts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    measured = sorteercentrum.measured
    names = {"analysis": sorteercentrum, "measured": measured, "shown": show_measures(measured)}
    names |= {"say": Wording("en"), "SAVE": {"dpi": 96}}
    exec(script, names)
    chart = names["chart"]
    assert [path.name for path in (tmp_path / "docs" / "charts").iterdir()] == [f"{chart.name}.png"]
    assert (ROOT / "docs" / "charts" / f"{chart.name}.png").stat().st_size < 100_000
    assert f"![{chart.alt}](charts/{chart.name}.png)" in PAGE
    assert len(chart.data) > 5


def test_every_function_that_draws_has_a_script():
    files = (ROOT / "drift" / "charts").rglob("*.py")
    whole = re.compile(r"^def (draw_\w+)\((?:[^()]|\([^()]*\))*\) -> Chart:", re.MULTILINE)
    drawn = {name for path in files for name in whole.findall(path.read_text("utf-8"))}
    assert drawn == {name for script in SCRIPTS for name in re.findall(r"draw_\w+(?=\()", script)}
