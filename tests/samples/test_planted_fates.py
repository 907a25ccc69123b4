"""The fates of problems in the sliding relation: in truth.json, in the tickets and in the files of meetings."""

import json
import re
from collections import Counter
from itertools import pairwise

import pandas as pd
import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from drift.samples.dice import seed_dice
from drift.samples.files.folder import write_relation
from drift.samples.levels.fates import PAUSE, ROUTES, WITHIN
from drift.samples.meetings import meet
from drift.samples.relation import make_relation
from drift.terms import LEVELS

DAY = pd.Timedelta(days=1)
NUMBER = re.compile(r"M\d{4} \d{4}")
CODE = re.compile(r"\b(?:SO|TB|UV|SC|IN|WI|PK)-\d{3}\b")
SAID = {  # words of which a decision has one; what comes last in it is what was decided
    "solved": r"opgelost|verholpen",
    "pushed_up": r"doorgezet naar",
    "parked": r"^aangehouden",
    "referred_back": r"^terugverwezen naar",
    "denied": r"^niet herkend",
    "decided": r"^actie bij|^afgesproken|^akkoord",
}


@pytest.fixture(scope="module")
def relation():
    return make_relation()


@pytest.fixture(scope="module")
def folder(relation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fates")
    write_relation(relation, folder)
    return folder


@pytest.fixture(scope="module")
def problems(folder):
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))["problems"]


@pytest.fixture(scope="module")
def written(folder):
    """Return every meeting as the files have it: moment, level, topic, decision, reference."""
    rows = []
    for path in (folder / "overleg").glob("*.xlsx"):
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        heads = next(row for row in sheet if "Onderwerp" in row)
        rows += [dict(zip(heads, row, strict=True)) for row in sheet[sheet.index(heads) + 1 :]]
    listed = pd.DataFrame(rows)
    listed["at"] = pd.to_datetime(listed["Datum"].astype(str) + " " + listed["Tijd"])
    listed = listed.rename(
        columns={"Onderwerp": "topic", "Niveau": "level", "Besluit": "decision", "Betreft": "refers"}
    )
    listed["level"] = listed["level"].map(
        {"Operationeel": "operational", "Tactisch": "tactical", "Strategisch": "strategic"}
    )
    return pd.concat([listed[["at", "level", "topic", "decision", "refers"]], read_calendar(folder)], ignore_index=True)


def read_calendar(folder):
    content = next((folder / "overleg").glob("*.ics")).read_bytes()
    levels = {"Tactisch": "tactical", "Strategisch": "strategic"}
    entries = [event for event in Calendar.from_ical(content).walk("VEVENT") if "CATEGORIES" in event]
    return pd.DataFrame(
        {
            "at": pd.Timestamp(event["DTSTART"].dt.replace(tzinfo=None)),
            "level": levels[event["CATEGORIES"].cats[0]],
            "topic": str(event["SUMMARY"]),
            "decision": str(event.get("DESCRIPTION", "")).partition("Besluit: ")[2].removesuffix("."),
            "refers": str(event.get("DESCRIPTION", "")).partition("Betreft: ")[2].partition(". Besluit")[0],
        }
        for event in entries
    )


def names_of(row):
    return {*NUMBER.findall(f"{row.topic} {row.refers}"), *CODE.findall(f"{row.topic} {row.refers}")}


def test_a_problem_is_an_object_with_its_own_tickets_that_came_back_within_30_days(problems, relation):
    tickets = {ticket.number: ticket for ticket in relation.tickets}
    for problem in problems:
        own = [tickets[number] for number in problem["tickets"]]
        assert {ticket.thing.code for ticket in own} == {problem["object"]}
        assert {ticket.type for ticket in own} == {"corrective"}
        assert problem["raised"] == f"{own[0].opened_at:%Y-%m}"
        assert all(later.opened_at - one.opened_at <= 30 * DAY for one, later in pairwise(own))
        near = [t for t in relation.tickets if t.thing.code == problem["object"] and t not in own]
        assert all(min(abs(t.opened_at - one.opened_at) for one in own) > 90 * DAY for t in near)
    numbers = [number for problem in problems for number in problem["tickets"]]
    assert len(numbers) == len({*numbers})


def test_every_step_stands_in_one_meeting_that_names_it_and_says_what_was_decided(problems, written, relation):
    opened = {ticket.number: ticket.opened_at for ticket in relation.tickets}
    for problem in problems:
        for step in problem["steps"]:
            rows = written[(written["at"] == step["at"]) & (written["level"] == step["level"])]
            own = [row for row in rows.itertuples() if names_of(row) & {problem["object"], *problem["tickets"]}]
            assert len(own) == 1
            assert names_of(own[0]) <= {problem["object"], *problem["tickets"]}
            assert all(opened[number] < own[0].at for number in NUMBER.findall(f"{own[0].topic} {own[0].refers}"))
            assert re.search(SAID[step["step"]], own[0].decision)
            in_calendar = own[0].at.year >= 2023 and step["level"] != "operational"
            assert own[0].topic.endswith(f", {own[0].decision}") == in_calendar


def test_a_meeting_that_takes_up_no_problem_names_no_ticket_and_no_object(problems, written):
    planted = {(step["at"], step["level"]) for problem in problems for step in problem["steps"]}
    naming = [row for row in written.itertuples() if names_of(row)]
    assert {(f"{row.at:%Y-%m-%d %H:%M}", row.level) for row in naming} == planted
    assert len(naming) == sum(len(problem["steps"]) for problem in problems)


def test_steps_come_one_after_the_other_within_90_days_of_a_ticket(problems, relation):
    opened = {ticket.number: ticket.opened_at for ticket in relation.tickets}
    for problem in problems:
        moments = [pd.Timestamp(step["at"]) for step in problem["steps"]]
        assert all(later - one >= PAUSE for one, later in pairwise(moments))
        assert moments[0] > opened[problem["tickets"][1]]
        assert moments[-1] - opened[problem["tickets"][-1]] <= WITHIN < 90 * DAY


def test_what_is_told_of_a_problem_follows_from_its_steps(problems):
    for problem in problems:
        kinds, levels = ({step[name] for step in problem["steps"]} for name in ("step", "level"))
        assert {name for name in ("referred_back", "denied", "parked") if problem[name]} == kinds & {
            "referred_back",
            "denied",
            "parked",
        }
        assert [problem["tactical"], problem["strategic"]] == [level in levels for level in LEVELS[1:]]
        assert problem["pushed_up"] == (levels != {"operational"})
        assert problem["solved"] == (kinds == {"solved"}) == (not problem["pushed_up"])
        parked = sum(step["step"] == "parked" for step in problem["steps"])
        assert parked in (0, 3)  # on the agenda three times without a decision
        route = [(step["level"], step["step"]) for step in problem["steps"]]
        assert any(route in ([*way], [*way[1:]]) for way in ROUTES.values())


def test_good_years_solve_on_the_floor_and_the_slide_sends_problems_up_and_back(problems):
    assert 40 <= len(problems) <= 80
    frame = pd.DataFrame(problems)
    good, slide = (frame[frame["raised"].between(*span)] for span in (("2018-01", "2021-03"), ("2021-10", "2023-02")))
    assert good["solved"].mean() > 0.9
    assert not good["strategic"].any()
    assert slide["solved"].mean() < 0.3
    assert slide["referred_back"].mean() > 0.6
    assert frame["denied"].sum() >= 5
    assert (frame["denied"] <= frame["strategic"]).all()
    assert (frame["strategic"] <= frame["tactical"]).all()


def test_tickets_tell_nothing_else_than_the_meetings(problems, relation):
    kinds = {ticket.number: {event.kind for event in ticket.events} for ticket in relation.tickets}
    for problem in problems:
        own = {kind for number in problem["tickets"] for kind in kinds[number]}
        assert problem["referred_back"] or "referred back" not in own
        assert problem["pushed_up"] or "escalated" not in own


def test_only_topic_outcome_and_reference_of_meetings_are_written_over(relation):
    before = meet(relation.story, relation.cast, seed_dice(relation.seed)["contacts"])
    assert len(before) == len(relation.meetings)
    same = ("at", "minutes", "level", "people", "kind")
    for old, new in zip(before, relation.meetings, strict=True):
        assert [getattr(old, name) for name in same] == [getattr(new, name) for name in same]
        assert new.about or old == new


def test_a_reference_by_number_is_to_a_ticket_that_people_had_spoken_of(written, relation):
    """Or it would be new direct contact, and what the truth tells of that by month no longer true."""
    spoken = {
        ticket.number: min((event.at for event in ticket.events if event.kind == "call"), default=None)
        for ticket in relation.tickets
    }
    named = [(row.at, number) for row in written.itertuples() for number in NUMBER.findall(row.refers)]
    assert len(named) >= 30
    assert all(spoken[number] is not None and spoken[number] < at for at, number in named)


def test_other_words_for_the_same_step(problems, written):
    decisions = written[written["decision"] != ""]["decision"]
    said = Counter(step["step"] for problem in problems for step in problem["steps"])
    assert said.keys() == SAID.keys()
    for step, words in SAID.items():
        assert decisions[decisions.str.contains(words)].nunique() >= min(said[step], 2), step
