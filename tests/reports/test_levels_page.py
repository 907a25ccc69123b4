"""The page of the three levels, its sheets, its JSON and what explain says: each by its findings, and nobody in it."""

import dataclasses
import datetime as dt

import pandas as pd
import pikepdf
import pytest
from builders import alter
from test_pages import words_of
from test_readable import SMALLEST, sizes_on

from drift.errors import Note, UsageError
from drift.explain import explain
from drift.explain.explained import build_explained
from drift.measures.levels.order import FirstMet
from drift.reports.level_record import HANDED, build_levels, build_problems
from drift.reports.material import gather
from drift.reports.pages.levels.fates import say_title
from drift.reports.pages.levels.page import build_levels as build_page
from drift.reports.pages.levels.voices import list_aware, list_people
from drift.reports.workbook.levels import list_levels
from drift.terms import LEVELS
from drift.wording import Wording

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def found(sorteercentrum):
    return sorteercentrum.measured.levels


def with_levels(analysis, **own):
    return alter(analysis, "measured", levels=dataclasses.replace(analysis.measured.levels, **own))


def test_the_title_tells_the_share_then_and_now_and_follows_the_interval(sorteercentrum, found):
    solved = sorteercentrum.judgement.fated.fates[0]
    sums = found.problems.set_index("quarter")[["solved", "raised"]]
    first, last = sums.loc["2018Q1":"2019Q4"].sum(), sums.tail(4).sum()
    assert (solved.before, solved.of_before) == tuple(first)
    assert (solved.after, solved.of_after) == tuple(last)
    title = say_title(sorteercentrum, Wording("en"))
    assert f"{round(100 * solved.before / solved.of_before)}{NBSP}%" in title
    assert title.startswith("Fewer problems")
    assert solved.standing == "less"
    unclear = dataclasses.replace(solved, standing="unclear")
    fated = dataclasses.replace(sorteercentrum.judgement.fated, fates=(unclear,))
    assert "cannot be told" in say_title(alter(sorteercentrum, "judgement", fated=fated), Wording("en"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_one_page_without_small_type(sorteercentrum, language, tmp_path, monkeypatch):
    from drift.reports.pages import build
    from drift.reports.pdf import write_pdf

    passed = pd.DataFrame([{"quarter": pd.Period("2021Q2")} | dict.fromkeys(HANDED, 1_234)])  # its steps tell no team
    told = with_levels(sorteercentrum, handovers=passed, no_handovers=None, no_lines=None)
    material = gather(told, Wording(language))
    monkeypatch.setattr(build, "PAGES", {})
    write_pdf(material, tmp_path / "sources.pdf")
    monkeypatch.setattr(build, "PAGES", {"levels": build_page})
    write_pdf(material, tmp_path / "levels.pdf")
    assert Wording(language)("levels.front", front=1_234, lined=1_234) in " ".join(words_of(build_page(material)))
    with pikepdf.open(tmp_path / "levels.pdf") as pdf, pikepdf.open(tmp_path / "sources.pdf") as sources:
        assert len(pdf.pages) == 1 + len(sources.pages)
        assert min(sizes_on(pdf.pages[0])) >= SMALLEST - 0.01


def test_few_problems_above_the_floor_are_a_table_and_not_a_river(sorteercentrum, found):
    few = found.problems.assign(tactical=0, strategic=0)
    page = build_page(gather(with_levels(sorteercentrum, problems=few), Wording("en")))
    assert "2018" in words_of(page)
    assert not any(hasattr(block, "figure") for block in page.blocks)


def test_without_contacts_and_objects_there_is_no_page_and_the_reasons_stand_in_the_json(sorteercentrum):
    bare = with_levels(
        sorteercentrum, no_levels=Note("levels.none.contacts"), no_problems=Note("problems.none.objects")
    )
    assert build_page(gather(bare, Wording("en"))) is None
    assert (build_levels(bare), build_problems(bare)) == (None, None)


def test_the_json_has_the_shapes_that_programs_rely_on(sorteercentrum, found):
    levels, problems = build_levels(sorteercentrum), build_problems(sorteercentrum)
    assert set(levels["awareness"]) == set(LEVELS)
    assert levels["contacts"][0] == {"quarter": "2018-Q1", "level": "operational"} | {
        name: pytest.approx(found.balance[name].iloc[0]) for name in ("n", "low", "high", "agreed")
    }
    assert [one["version"] for one in levels["first_contact"]] == [one.version for one in found.first]
    assert {one["top_down"] for one in levels["first_contact"]} <= {True, False, None}
    assert sum(one["raised"] for one in problems) == found.problems["raised"].sum()
    assert {"quarter", "raised", "solved", "tactical", "strategic", "referred_back"} <= set(problems[0])


def test_counts_of_few_persons_are_nowhere(sorteercentrum):
    row = {"quarter": pd.Period("2021Q2"), "side": "customer", "level": "operational", "wave": False, "shared": 0.5}
    later = row | {"quarter": pd.Period("2021Q3"), "left": 0, "joined": 4}
    swaps = pd.DataFrame([row | {"left": 3, "joined": 7}, later])
    analysis = with_levels(sorteercentrum, swaps=swaps)
    sheet = next(sheet for sheet in list_levels(analysis, Wording("en")) if sheet.name == "swaps")
    assert sheet.frame[["left", "joined"]].to_numpy().tolist() == [["<5", 7], [0, "<5"]]
    assert sheet.frame["shared"].isna().all()
    assert [(one["left"], one["joined"]) for one in build_levels(analysis)["swaps"]] == [(None, 7), (0, None)]
    told = list_people(analysis, Wording("en"))
    assert told[0] == "Q2 2021, floor: customer <5 left, 7 came; supplier 0 left, 0 came."


def test_a_level_that_did_not_speak_of_the_fall_is_said_not_to_have_in_what_was_read(sorteercentrum):
    aware = sorteercentrum.judgement.aware
    spoken = {one.level: one.month for one in aware}
    told = " ".join(list_aware(sorteercentrum, Wording("en")))
    for level, name in zip(LEVELS, ("floor", "contract table", "board"), strict=True):
        month = spoken[level]
        assert (f"the {name} named none" in told.replace("The", "the")) == (month is None)
        assert month is None or Wording("en").period(month) in told
    assert list_aware(alter(sorteercentrum, "judgement", aware=()), Wording("en")) == []


@pytest.mark.parametrize(("top_down", "word"), [(True, "yes"), (False, "no"), (None, "cannot be told")])
def test_whether_a_version_was_made_above_the_floor_stands_in_its_row(sorteercentrum, top_down, word):
    first = (FirstMet("SLA", "9.9", dt.date(2021, 6, 1), ("strategic", "tactical"), top_down, (0, 3, 2), covered=True),)
    words = words_of(build_page(gather(with_levels(sorteercentrum, first=first), Wording("en"))))
    assert "9.9" in words
    assert "board (2), contract table (3)" in words
    assert word in words


def test_a_problem_is_explained_by_quarters_levels_and_tickets_and_names_no_day_of_a_meeting(sorteercentrum, found):
    most = found.fates.sort_values(["n_lines", "n"]).iloc[-1]
    told = build_explained(explain(sorteercentrum, f"problem {most['object']}", Wording("en")))
    assert told["kind"] == "problem"
    assert told["n_problems"] == (found.fates["object"] == most["object"]).sum()
    assert sum(one["n_incidents"] for one in told["problems"]) == len(told["incidents"])
    assert {"file", "sheet", "row", "cell"} <= set(told["incidents"][0])
    by_ticket = build_explained(
        explain(sorteercentrum, f"problem {told['incidents'][0]['incident_id']}", Wording("nl"))
    )
    assert by_ticket["n_problems"] == 1
    assert set(told.get("said", [{"quarter": None}])[0]) >= {"quarter"}


def test_an_installation_that_is_not_there_is_refused_with_names_that_are_near(sorteercentrum):
    with pytest.raises(UsageError) as refused:
        explain(sorteercentrum, "problem SC-9999", Wording("en"))
    assert "problem SC-" in str(refused.value)
