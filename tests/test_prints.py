"""Results print as a short summary in a terminal, and as a small table in a notebook."""

import dataclasses

import pandas as pd
import pytest
from door import small_tables

import drift
from drift.wording.summary import WIDTH, Summary, to_html, to_text


def test_an_analysis_prints_in_the_language_of_its_project(sorteercentrum):
    lines = repr(sorteercentrum).splitlines()
    assert len(lines) < 12
    assert max(map(len, lines)) <= WIDTH
    assert lines[0] == "Analyse van Sorteercentrum Zuid (verzonnen)"
    assert lines[1].split() == ["Toestand", sorteercentrum.verdict.state]
    text = " ".join(" ".join(lines).split())
    assert "Trede 4 van 4: versies, meldingen en contacten" in text
    assert "januari 2018 – januari 2025 (85)" in text
    assert "159 rollen en overleg, 566 contacten, 52 personen, 120 regels van KPI-rapporten en 3.630 meldingen" in text
    assert "Bestanden 29 gelezen, 0 geweigerd, 2 overgeslagen" in text


def test_the_parts_of_an_analysis_print_too(quiet):
    for part in (quiet, quiet.intake, quiet.verdict, quiet.evidence):
        assert 3 <= len(repr(part).splitlines()) < 16
        assert part._repr_html_().startswith("<table>")
        assert part._repr_html_().endswith("</table>")
    assert repr(quiet).startswith("Analysis of acme\n")
    assert repr(quiet.intake).startswith("Intake\n")


def test_evidence_prints_what_it_shows():
    months = pd.period_range("2020-01", periods=40, freq="M")
    series = pd.Series([0.0, 0.1] * 10 + [1.0, 1.1] * 10, index=months)
    evidence = drift.weigh_evidence(series, 0.01)
    shown = dict(line.strip().split("  ", 1) for line in repr(evidence).splitlines()[1:])
    assert {name: text.strip() for name, text in shown.items()}["Ended"] == "–"
    assert "September 2021" in shown["Onset"]


def test_nothing_that_a_stranger_wrote_is_mark_up():
    summary = Summary("<b>", (("a", "<script>alert(1)</script>"), ("bb", "& more")))
    assert "<script>" not in to_html(summary)
    assert "&lt;script&gt;" in to_html(summary)
    assert to_text(summary) == "<b>\n  a   <script>alert(1)</script>\n  bb  & more"
    analysis = drift.analyse_tables(small_tables(), settings={"relation": "<img src=x>", "language": "en"})
    assert "<img" not in analysis._repr_html_()
    assert repr(analysis).startswith("Analysis of <img src=x>")


@pytest.mark.parametrize("rung", [None, 0])
def test_an_analysis_without_months_prints(quiet, rung):
    judgement = dataclasses.replace(quiet.judgement, rung=rung)
    measured = dataclasses.replace(quiet.measured, months=pd.PeriodIndex([], freq="M"))
    text = repr(dataclasses.replace(quiet, judgement=judgement, measured=measured))
    assert "Months    –" in text
