"""The page of the norms says what was found, and no more than its intervals do."""

import dataclasses
import re

import pandas as pd
import pikepdf
import pytest
from builders import alter
from test_pages import words_of
from test_readable import SMALLEST, sizes_on

from drift.contract.norms.norm import REASONS
from drift.errors import Note
from drift.measures.norms.findings import NormFindings, Silent
from drift.reports.material import gather
from drift.reports.pages.blocks import Lists, Notes
from drift.reports.pages.build import build_report
from drift.reports.pages.method import build_method
from drift.reports.pages.norms.page import LINES, build_norms
from drift.reports.pages.norms.parts import stand
from drift.reports.pdf import draw_report, write_drawn
from drift.wording import Wording, load_texts

LANGUAGES = ("nl", "en")
NBSP = "\u00a0"
PLACED = {"document": "SLA", "sheet": "SLA", "row": 7, "clause_id": "3.4", "clock": "restore"}


def meet(version, year, share, *, in_force=False, **own):
    """Return the share of a year under a version."""
    counted = {"n": 400, "n_asked": 400, "n_unknown": 0, "share_stopped": float("nan"), "estimated": False}
    found = {"document": "SLA", "clock": "restore", "version": version, "file": f"{version}.xlsx", "year": year}
    return {**found, "share": share, **counted, "in_force": in_force, **own}


def split(work, norm, to_year=2024):
    """Return a change, each part with its interval."""
    parts = {
        f"{name}{end}": x
        for name, part in (("work", work), ("norm", norm))
        for end, x in zip(("", "_low", "_high"), part, strict=True)
    }
    ends = {
        "from_year": 2018,
        "from_version": "1.0",
        "to_year": to_year,
        "to_version": "2.0",
        "n_from": 400,
        "n_to": 400,
    }
    return {"document": "SLA", "clock": "restore", **ends, "change": work[0] + norm[0], **parts}


def plant(work, norm, **own):
    """Return findings in which the share went from 96 % by what the work and the norms did."""
    after = 0.96 + work[0] + norm[0]
    met = [
        meet("1.0", 2018, 0.96, in_force=True),
        meet("1.0", 2024, 0.96 + work[0]),
        meet("2.0", 2018, 0.96 + norm[0]),
        meet("2.0", 2024, after, in_force=True),
    ]
    bound = {**PLACED, "version": "2.0", "file": "2.0.xlsx", "kind": "working_days", "stops": True, "value": 10.0}
    tables = {"bound": pd.DataFrame([bound]), "met": pd.DataFrame(met), "splits": pd.DataFrame([split(work, norm)])}
    return dataclasses.replace(NormFindings(**tables), **own)


def page_of(analysis, norms, language):
    return build_norms(gather(alter(analysis, "measured", norms=norms), Wording(language)))


LESS, FEW, NONE, WIDE = (-0.15, -0.19, -0.11), (-0.07, -0.09, -0.05), (0.0, 0.0, 0.0), (-0.02, -0.08, 0.04)
CASES = {
    "both": (
        *(LESS, FEW),
        "Fewer incidents within the same norms for repair, and the norms became stricter",
        "15.0 points less go with the work, waiting and the mix of levels included (95 % interval 11.0 to 19.0).",
        "7.0 points less go with stricter norms (5.0 to 9.0).",
        "Minder storingen binnen dezelfde normen voor herstel, en de normen werden strenger",
        "15,0 punten minder hangen samen met het werk, wachten en de mix van prioriteiten meegeteld "
        "(95 %-interval 11,0 tot 19,0).",
        "7,0 punten minder hangen samen met strengere normen (5,0 tot 9,0).",
    ),
    "work alone": (
        *(LESS, NONE),
        "Fewer incidents within the norms for repair: that is the work, for the norms stayed as they were",
        "15.0 points less go with the work, waiting and the mix of levels included (95 % interval 11.0 to 19.0).",
        "The norms judge these incidents alike.",
        "Minder storingen binnen de normen voor herstel: dat is het werk, want de normen bleven zoals ze waren",
        "15,0 punten minder hangen samen met het werk, wachten en de mix van prioriteiten meegeteld "
        "(95 %-interval 11,0 tot 19,0).",
        "De normen oordelen over deze storingen gelijk.",
    ),
    "norms alone": (
        *((-0.01, -0.03, 0.01), FEW),
        "The work stayed, the verdict changed: the norms for repair became stricter",
        "The work stayed as it was (−1.0 points, −3.0 to +1.0).",
        "7.0 points less go with stricter norms (5.0 to 9.0).",
        "Het werk bleef, het oordeel veranderde: de normen voor herstel werden strenger",
        "Het werk bleef zoals het was (−1,0 punten, −3,0 tot +1,0).",
        "7,0 punten minder hangen samen met strengere normen (5,0 tot 9,0).",
    ),
    "opposite": (
        *((0.03, 0.01, 0.05), (-0.02, -0.03, -0.01)),
        "More incidents within the same norms for repair, and the norms became stricter",
        "3.0 points more go with the work, waiting and the mix of levels included (95 % interval 1.0 to 5.0).",
        "2.0 points less go with stricter norms (1.0 to 3.0).",
        "Meer storingen binnen dezelfde normen voor herstel, en de normen werden strenger",
        "3,0 punten meer hangen samen met het werk, wachten en de mix van prioriteiten meegeteld "
        "(95 %-interval 1,0 tot 5,0).",
        "2,0 punten minder hangen samen met strengere normen (1,0 tot 3,0).",
    ),
    "nothing": (
        *((0.0, -0.02, 0.02), NONE),
        "The work and the norms for repair stayed as they were, and so did the verdict",
        "The work stayed as it was (0.0 points, −2.0 to +2.0).",
        "The norms judge these incidents alike.",
        "Het werk en de normen voor herstel bleven zoals ze waren, en het oordeel ook",
        "Het werk bleef zoals het was (0,0 punten, −2,0 tot +2,0).",
        "De normen oordelen over deze storingen gelijk.",
    ),
    "cannot be told": (
        *(WIDE, WIDE),
        "Whether the work or the norms for repair changed the verdict cannot be told",
        "Of the work no change can be told (−2.0 points, −8.0 to +4.0).",
        "Of the norms no change can be told (−2.0 points, −8.0 to +4.0).",
        "Of het werk of de normen voor herstel het oordeel veranderden, is niet te zeggen",
        "Van het werk is geen verandering te zeggen (−2,0 punten, −8,0 tot +4,0).",
        "Van de normen is geen verandering te zeggen (−2,0 punten, −8,0 tot +4,0).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_title_and_lead_follow_the_intervals(sorteercentrum, case, language):
    work, norm, *told = CASES[case]
    title, *parts = told[:3] if language == "en" else told[3:]
    page = page_of(sorteercentrum, plant(work, norm), language)
    assert page.title == title
    assert page.lead.endswith(" ".join(parts))
    say = Wording(language)
    before, after = say.percent(0.96, 1), say.percent(0.96 + work[0] + norm[0], 1)
    assert page.lead.index(f"{before} (") < page.lead.index(f"{after} (versi", page.lead.index("1.0"))


def test_an_interval_that_holds_0_is_no_change_and_a_narrow_one_is_none():
    assert [stand(-0.3, -0.001), stand(0.001, 0.3), stand(-0.05, 0.05), stand(-0.06, 0.01)] == [
        *("less", "more", "stayed", "unclear")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_combination_has_a_title_and_every_reason_its_words(language):
    texts = load_texts(language)
    standings = ("less", "more", "stayed", "unclear")
    assert {f"norms.page.title.{work}_{norm}" for work in standings for norm in standings} <= set(texts)
    assert {f"norm.reason.{code}" for code in REASONS} == {code for code in texts if code.startswith("norm.reason.")}
    assert {f"norms.{part}.{code}" for part in ("none", "page.needed") for code in ("contract", "log", "bound")} <= set(
        texts
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_the_page_is_a_judgement_of_a_side(language):
    texts = load_texts(language)
    own = [text for code, text in texts.items() if code.startswith(("norms.", "norm.reason.", "report.norms."))]
    wrong = (
        r"(?i)\b(?:breach\w*|violat\w*|fail(?:ed|s|ure)?|penalt\w*|scores?|fine[sd]?|red|green|"
        r"overtred\w*|schend\w*|tekort\w*|boetes?|wanprest\w*|rood|groen)\b"
    )
    assert [text for text in own if re.search(wrong, text)] == []


def test_the_sample_tells_the_shares_that_were_counted(sorteercentrum):
    page = build_norms(gather(sorteercentrum, Wording("en")))
    told = " ".join(words_of(page.blocks))
    assert f"from 96.3{NBSP}% (version 1.0) to 82.9{NBSP}% (version 4.0)" in page.lead
    assert f"The change was largest in 2023: from 96.3{NBSP}% to 74.7{NBSP}% (version 4.0)." in told
    assert (
        "14.7 points less go with the work, waiting and the mix of levels included (95 % interval 10.4 to 18.9). "
        "6.9 points less go with stricter norms (5.1 to 8.6)." in told
    )
    assert (
        f"Of 2024 the tool itself calls 91.0{NBSP}% met (402 incidents); of the incidents counted here, recounted by "
        f"version 4.0, it is 82.9{NBSP}%." in told
    )
    assert f"Version 4.0 lets the clock stand still while somebody waits. Counted so, 2024 is 85.1{NBSP}%" in told
    assert "What would help: a column “responded” (4) and a column “downtime, minutes” (1)." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_dead_norms_and_silent_work_are_named_and_counted(sorteercentrum, language):
    clauses = sorteercentrum.tables["clauses"].iloc[:5]
    dead = pd.DataFrame(
        [{**PLACED, **row[["document", "file", "sheet", "row", "clause_id"]]} for _, row in clauses.iterrows()]
    )
    groups = pd.DataFrame({"category": ["Band", "Lift"], "object": ["B1", ""], "n": [31, 12]})
    norms = plant(LESS, FEW, dead=dead, silent=Silent(80, 320, groups))
    page = page_of(sorteercentrum, norms, language)
    told = [*words_of(page.blocks)]
    line = next(text for text in told if text.startswith(("Decided nothing (5)", "Besliste niets (5)")))
    assert [clauses["clause_id"].iloc[i] in line for i in range(4)] == [True, True, True, False]
    assert any(text.endswith("Band · B1 (31); Lift (12).") for text in told)
    assert {"5", f"25{NBSP}%"} <= set(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_ten_lines_at_most(sorteercentrum, language):
    norms = sorteercentrum.measured.norms
    dead = norms.bound.head(3)
    heaps = pd.DataFrame([{**PLACED, "year": 2020, "n_just_inside": 30, "expected_just_inside": 8.0, "e_value": 90.0}])
    full = dataclasses.replace(norms, dead=dead, heaps=heaps, heap_e=15.0)
    page = page_of(sorteercentrum, full, language)
    blocks = [block for column in page.blocks[0].blocks for block in column]
    lines = [line for block in blocks if isinstance(block, Notes) for line in block.notes]
    lines += [line for block in blocks if isinstance(block, Lists) for part in block.lists for line in part.items]
    assert len(lines) + 1 <= LINES
    assert not [line for line in (*lines, page.lead) if re.search(r"[{}]", line)]


def test_a_heap_at_a_limit_is_told_from_ten_to_one_on_with_what_else_can_make_it(sorteercentrum):
    heaps = pd.DataFrame([{**PLACED, "year": 2020, "n_just_inside": 30, "expected_just_inside": 8.2, "e_value": 90.0}])
    told = [
        " ".join(words_of(page_of(sorteercentrum, plant(LESS, FEW, heaps=heaps, heap_e=e), "en").blocks))
        for e in (9.9, 10.0)
    ]
    sentence = (
        "30 incidents of 2020 end just inside the limit of SLA 3.4, where about 8 would be expected. "
        "A stopped clock or a rule of the tool can do that; the log does not say which."
    )
    assert [sentence in text for text in told] == [False, True]


def test_a_year_that_is_not_counted_is_no_change(sorteercentrum):
    """A share that was estimated, or of which too little is known, is no end of a change."""
    norms = plant(LESS, FEW)
    for column, value in (("estimated", True), ("share", float("nan"))):
        met = norms.met.copy()
        met.loc[met["year"].eq(2024), column] = value
        page = page_of(sorteercentrum, dataclasses.replace(norms, met=met), "en")
        assert (page.title, page.lead) == ("Which share of each year is within the norms", "")


@pytest.mark.parametrize("code", ["contract", "log", "bound"])
def test_without_a_norm_that_binds_the_page_of_the_method_says_why_and_what_is_needed(sorteercentrum, code):
    norms = NormFindings(reason=Note(f"norms.none.{code}"))
    for language in LANGUAGES:
        material = gather(alter(sorteercentrum, "measured", norms=norms), Wording(language))
        assert build_norms(material) is None
        told = " ".join(words_of(build_method(material)))
        assert Wording(language)(f"norms.none.{code}") in told
        assert Wording(language)(f"norms.page.needed.{code}") in told


def test_the_page_stands_in_the_annex_of_ours_and_not_in_the_edition_for_both(sorteercentrum):
    names = {
        edition: [page.name for page in build_report(gather(sorteercentrum, Wording("nl"), edition)).pages]
        for edition in ("ours", "shared")
    }
    assert names["ours"][names["ours"].index("levels") + 1] == "norms"
    assert "norms" not in names["shared"]


def test_where_all_is_quiet_the_page_is_there_only_if_the_verdict_changed(quiet):
    moved, still = plant(NONE, FEW), plant(NONE, NONE)
    names = [
        [page.name for page in build_report(gather(alter(quiet, "measured", norms=norms), Wording("en"))).pages]
        for norms in (moved, still)
    ]
    assert names == [["front", "quiet", "norms", "sources"], ["front", "quiet", "sources"]]


def plant_many(versions, years, clocks):
    """Return findings of many versions that all judge otherwise, held against many years by several clocks."""
    rows = [
        meet(
            f"{i}.0", year, 0.97 - 0.03 * i - 0.01 * (year - years[0]), in_force=i == min(year - years[0], versions - 1)
        )
        | {"clock": clock}
        for clock in clocks
        for i in range(versions)
        for year in years
    ]
    splits = [
        split(LESS, FEW, year) | {"from_year": years[0], "clock": clock} for clock in clocks for year in years[1:]
    ]
    dead = pd.DataFrame([{**PLACED, "version": "9.0", "file": "9.0.xlsx", "levels": "1"}] * 4)
    heaps = pd.DataFrame([{**PLACED, "year": 2020, "n_just_inside": 30, "expected_just_inside": 8.0, "e_value": 90.0}])
    blind = pd.DataFrame([{"kind": "procedure", "reason": code, "column": "responded_at"} for code in REASONS] * 9)
    groups = pd.DataFrame(
        {"category": ["Sorteerband noord"] * 3, "object": ["Invoer 12 fotocel"] * 3, "n": [900, 80, 12]}
    )
    tool = pd.DataFrame({"year": years, "share": 0.9, "n": 1200})
    found = plant(LESS, FEW, dead=dead, heaps=heaps, heap_e=12.0, blind=blind, tool=tool, silent=Silent(9, 90, groups))
    return dataclasses.replace(found, met=pd.DataFrame(rows), splits=pd.DataFrame(splits))


@pytest.mark.long
@pytest.mark.parametrize(("language", "clocks"), [("en", ("restore",)), ("nl", ("restore", "respond", "close"))])
def test_the_fullest_page_is_one_of_paper_with_no_small_type(sorteercentrum, tmp_path, language, clocks):
    norms = plant_many(20, range(2010, 2025), clocks)
    material = gather(alter(sorteercentrum, "measured", norms=norms), Wording(language))
    drawn = draw_report(material)
    pages = [page.name for page in drawn.report.pages]
    write_drawn(drawn, tmp_path / "r.pdf")
    with pikepdf.open(tmp_path / "r.pdf") as pdf:
        assert len(pdf.pages) == len(pages)
        assert min(sizes_on(pdf.pages[pages.index("norms")])) >= SMALLEST - 0.01
    page = build_norms(material)
    assert len(page.blocks[0].blocks[0][0].figure.axes) == min(len(clocks), 2)
    told = " ".join(words_of(page.blocks))
    assert Wording(language)("norms.page.cut") in told
    assert (Wording(language)("norms.page.more", n=1) in told) == (len(clocks) == 3)
