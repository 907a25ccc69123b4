"""The PDF: matplotlib draws, typst lays out; PDF/UA-1 and PDF/A-3a, the numbers behind each chart attached."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from drift.analysed import Analysis
from drift.charts.style import Chart, gives_way, to_svg
from drift.reports.glyphs import Cleaner, lacks_glyphs
from drift.reports.layout import compile_layout, count_paper
from drift.reports.logo import Logo, read_logo
from drift.reports.material import Material
from drift.reports.numbers.memory import Memory
from drift.reports.numbers.remembering import Remembering
from drift.reports.pages.blocks import Report, find_charts
from drift.reports.pages.build import add_changes, add_remarks, build_report
from drift.reports.pages.where_from import add_gaps
from drift.reports.since import ReportChanges
from drift.reports.template_data import to_data
from drift.terms import DECIMALS, Language
from drift.version import __version__
from drift.wording import Wording
from drift.wording.case import capitalise
from drift.wording.live import quiet
from drift.writing.temporary import TemporaryFolder

TEMPLATE = Path(__file__).with_name("template.typ")
REGIONS = {"nl": "NL", "en": "GB"}
UNDATED = dt.date(2000, 1, 1)
CHART_HEIGHTS = (1.0, 0.9, 0.8, 0.7)  # of a chart on a page that runs over: it gives way, its words stay as large


@dataclass(frozen=True)
class Drawn:
    """The pages in one language with their charts, as every file for people shows them."""

    report: Report
    data: Mapping[str, Any]  # all that the template shows, cleaned: title, kicker, footer, pages
    pictures: Mapping[str, bytes]  # each chart as SVG, by its name
    logo: Logo | None
    memory: Memory  # what was said, with its numbers


def draw_report(material: Material, changes: ReportChanges | None = None) -> Drawn:
    """Build the pages and draw their charts; every value in them can be drawn.

    Parameters
    ----------
    changes : since the last report
    """
    clean = Cleaner()
    speaking = Remembering(CleanWording(material.say.language, clean))
    material = replace(material, say=speaking)
    report, logo = _build(material, changes), read_logo(material.analysis.project)
    data = to_data(_content(material, report, logo), clean)
    if clean.replaced:
        undrawn = _say_undrawn(material.analysis.relation, material.say)
        report = add_gaps(report, material.say("report.replaced", n=clean.replaced), *undrawn)
        data["pages"] = to_data(report.pages, clean)
    return Drawn(report, data, {chart.name: to_svg(chart) for chart in report.charts}, logo, speaking.memory)


def write_pdf(material: Material, path: Path, changes: ReportChanges | None = None) -> None:
    """Lay a report out and write it, as `write_drawn`."""
    write_drawn(draw_report(material, changes), path)


def write_drawn(drawn: Drawn, path: Path) -> None:
    """Lay the pages out and write them.

    Raises
    ------
    OutputError : the layout fails; every figure without alternative text does, by the standard
    """
    with TemporaryFolder() as folder:
        for chart in drawn.report.charts:
            (folder / f"{chart.name}.svg").write_bytes(drawn.pictures[chart.name])
            (folder / f"{chart.name}.csv").write_bytes(to_csv(chart.data))
        if drawn.logo:
            (folder / drawn.logo.name).write_bytes(drawn.logo.content)
        content = _fit(folder, dict(drawn.data), [find_charts(page.blocks) for page in drawn.report.pages])
    path.write_bytes(content)


def _build(material: Material, changes: ReportChanges | None) -> Report:
    """Return the pages with the analyst's words, what changed, and what is told of the edition."""
    report = add_remarks(build_report(material), material.analysis.remarks.comments, material.say)
    if changes:
        report = add_changes(report, changes, material.say)
    return add_gaps(report, *material.about)


def _say_undrawn(relation: str, say: Wording) -> list[str]:
    """Say that the name of the relation cannot be drawn, and what to do."""
    return [capitalise(say("report.undrawn", relation=relation)) + "."] if lacks_glyphs(relation) else []


class CleanWording(Wording):
    """Wording whose every value can be drawn: charts and titles get no glyph that the fonts lack."""

    def __init__(self, language: Language, clean: Cleaner) -> None:
        super().__init__(language)
        self._clean = clean

    def show(self, value: object) -> str:
        """Write one value, cleaned."""
        return self._clean(super().show(value))


def _content(material: Material, report: Report, logo: Logo | None) -> dict[str, Any]:
    """Return all that the template shows."""
    say, relation = material.say, material.analysis.relation
    kicker = _kicker(material.analysis, say)
    return {
        "title": say("report.title", relation=relation),
        "description": report.pages[0].title,
        "date": [*document_date(material.analysis).timetuple()[:3]],
        "lang": say.language,
        "region": REGIONS[say.language],
        "kicker": say("edition.kicker", kicker=kicker) if material.about else kicker,
        "footer": say("report.footer", version=__version__),
        "annex": say("report.annex"),
        "page": say("report.page", n="{n}", total="{total}"),
        "pages": report.pages,
        "attachments": [{"file": f"{chart.name}.csv", "description": chart.alt} for chart in report.charts],
        **({"logo": {"file": logo.name, "alt": say("report.logo", relation=relation)}} if logo else {}),
    }


def _kicker(analysis: Analysis, say: Wording) -> str:
    if not len(analysis.indices):
        return say("report.kicker_undated", relation=analysis.relation)
    return say("report.kicker", relation=analysis.relation, last=_last_covered(analysis))


def _last_covered(analysis: Analysis) -> pd.Period:
    """Return the last month that a reader is told about: a log that ends on its fourth day does not tell of a month."""
    last, span = analysis.indices.index[-1], analysis.measured.span
    begun = span is not None and last == span.months[-1] and last not in span.complete and len(span.complete) > 0
    return span.complete[-1] if span is not None and begun else last


def _fit(folder: Path, content: dict[str, Any], charts: Sequence[Sequence[Chart]]) -> bytes:
    """Return the layout in which every page of content is one page of paper, else the one that comes nearest.

    A page that runs over is tried with lower charts until it fits, without those that fit already.

    Parameters
    ----------
    charts : of each page
    """
    over = [i for i, own in enumerate(charts) if any(map(gives_way, own))]
    for height in CHART_HEIGHTS:
        for i in over if height < 1 else ():
            _draw(charts[i], folder, height)
        tried = sorted({0, *over})  # the first page of a document has the logo
        lengths = count_paper(TEMPLATE, _pick(content, tried), folder)
        over = [i for i, n in zip(tried, lengths, strict=True) if n > 1 and i in over]
        if not over:
            break
    return compile_layout(TEMPLATE, _pick(content, [*range(len(charts))]), folder)


def _draw(charts: Iterable[Chart], folder: Path, height: float) -> None:
    for chart in charts:
        (folder / f"{chart.name}.svg").write_bytes(to_svg(chart, height))


def _pick(content: dict[str, Any], pages: list[int]) -> str:
    """Return some of the pages, as the template takes them."""
    return json.dumps({**content, "pages": [content["pages"][i] for i in pages]}, ensure_ascii=False)


def document_date(analysis: Analysis) -> dt.date:
    """Return the date of every output: the last day of the last month with data, never the clock.

    Without any date in the data it is UNDATED, because a file must carry one.
    """
    if len(analysis.indices):
        last: dt.date = analysis.indices.index[-1].end_time.date()
        return last
    return UNDATED


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV: UTF-8, commas, points; text that a spreadsheet would run as a formula is quoted."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow([_cell(value) for value in row])
    return buffer.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else repr(round(value, DECIMALS) + 0.0)
    return str(quiet("" if value is None else str(value)))
