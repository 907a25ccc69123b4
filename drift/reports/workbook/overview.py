"""The first sheet: the verdict, the findings, how to read the numbers, and a way to every other sheet."""

from __future__ import annotations

import pandas as pd

from drift.reports.material import Material
from drift.reports.pages.sentences import say_outcome, say_paper, say_work
from drift.reports.workbook.sheet import Sheet, Target
from drift.version import __version__
from drift.wording.case import capitalise


def build_overview(material: Material, sheets: list[Sheet], empty: list[str]) -> Sheet:
    """Return a line a finding, then a line a sheet with its number of rows and a link to it, then the sheets without.

    Parameters
    ----------
    empty : codes of the sheets that have no row and are left out
    """
    say = material.say
    findings = _list_findings(material)
    listed = [(say(f"sheet.{sheet.name}"), _tell_sheet(sheet, material), len(sheet.frame)) for sheet in sheets]
    left_out = [(say("overview.empty"), ", ".join(say(f"sheet.{name}") for name in empty))] if empty else []
    rows = [*((*row, None) for row in findings), *listed, *((*row, None) for row in left_out)]
    links: list[Target | None] = [
        *([None] * len(findings)),
        *((sheet.name, -1) for sheet in sheets),
        *([None] * len(left_out)),
    ]
    frame = pd.DataFrame(rows, columns=["what", "sentence", "n_rows"])
    return Sheet("overview", frame.astype({"n_rows": "Int64"}), {}, {"what": links})


def _tell_sheet(sheet: Sheet, material: Material) -> str:
    """Tell what a sheet holds, and what of a large log it leaves out; in the shared edition a few hold less."""
    about = _tell(f"about.{sheet.name}", material)
    return f"{about} {material.say.tell(sheet.rest)}" if sheet.rest else about


def _tell(code: str, material: Material) -> str:
    own = material.say(code)
    return own if material.edition == "ours" else material.say.word(f"{code}_shared", default=own)


def _list_findings(material: Material) -> list[tuple[str, str]]:
    """Return each finding with what it is; the shared edition measures no outcome."""
    analysis, say = material.analysis, material.say
    verdict = analysis.verdict
    findings = [
        ("relation", analysis.relation),
        ("rung", say.show(analysis.rung)),
        ("verdict", say.tell(verdict.sentence)),
        *(("reason", say.tell(reason)) for reason in verdict.reasons),
        ("paper", capitalise(say_paper(analysis, say))),
        ("work", capitalise(say_work(material))),
        *([("outcome", capitalise(say_outcome(material)))] if material.edition == "ours" else []),
        *(("caution", capitalise(say.tell(caution.sentence))) for caution in analysis.cautions),
        *((name, _tell(f"overview.{name}_text", material)) for name in ("logs", "persons", "links")),
        ("version", f"drift {__version__}"),
    ]
    return [(say(f"overview.{what}"), sentence) for what, sentence in findings]
