"""None of those that could be tested is never told as none of all; operations only where something could show them."""

import datetime as dt

import openpyxl
import pytest
from builders import make_workbook
from rehearsed_relations import NOW, make_relation, make_version, rehearse_draft

from drift.rehearse.flow import rehearse
from drift.rehearse.words import tell_draft, tell_effort
from drift.reports.rehearsal.findings import tell_findings, tell_origin
from drift.reports.rehearsal.page import build_page
from drift.wording import Wording

pytestmark = pytest.mark.long

EN = Wording("en")
RESPOND = "The supplier responds to incidents of priority 1 within 30 minutes."
AVAILABLE = "The availability of the pumps is at least 99.5 % per month."


def test_the_sentence_says_how_many_of_the_clauses_with_a_norm_the_log_can_show(tmp_path):
    make_relation(tmp_path)
    draft = rehearse_draft(tmp_path, [NOW[0], NOW[1], RESPOND])
    assert vars(draft.tested) == {"clauses": 3, "shown": 2, "reported": 0, "enough": 2}
    told = tell_draft(draft, EN)
    assert "the log can show 2 of the 3 clauses that set a norm" in told
    assert "Neither the log nor the reports can show the norm of 1 clause." in told
    assert "Of 2 norms with ten incidents or more 2 were always met and would have decided nothing." in told


def test_of_too_few_incidents_neither_always_nor_never_is_told(tmp_path):
    make_relation(tmp_path, months=2)
    draft = rehearse_draft(tmp_path, ["Incidents of priority 1 are resolved within 1 hour.", NOW[1]])
    assert (draft.norms[0].n, draft.norms[0].met_draft) == (4, 0.0)
    assert (draft.never_met, draft.decides_nothing, draft.tested.enough) == ((), (), 0)
    assert "No norm had the ten incidents that it takes to say always or never." in tell_draft(draft, EN)
    assert draft.could_go == ()  # of four incidents nobody can say that none came near


def test_penalties_say_how_many_speak_of_a_norm_of_a_month(tmp_path):
    make_relation(tmp_path)
    fine = "The supplier pays a penalty of EUR 100 for each day on which the site is left unlocked."
    draft = rehearse_draft(tmp_path, [*NOW, fine])
    assert [(one.clause_id, one.months) for one in draft.penalties] == [("1.4", None)]
    told = tell_findings(draft, EN)
    assert "Of 1 clause about penalties 0 speak of a norm of a month; none would have been touched." in told


def make_report(folder, name):
    rows = [["Maand", "KPI", "Norm", "Realisatie", "Status"]]
    rows += [[f"2023-{month:02d}", name, "99,5 %", "99,1 %", "niet gehaald"] for month in range(1, 13)]
    make_workbook(folder / "KPI-rapportage 2023.xlsx", {"KPI": rows})


def test_a_report_that_names_the_clock_shows_the_norm_that_no_column_does(tmp_path):
    make_relation(tmp_path)
    before = rehearse_draft(tmp_path, [NOW[0], AVAILABLE])
    assert [(one.clause_id, one.column) for one in before.cannot_be_shown] == [("1.2", "downtime_min")]
    make_report(tmp_path, "Availability of the pumps")
    draft = rehearse_draft(tmp_path, [NOW[0], AVAILABLE])
    assert (draft.cannot_be_shown, draft.tested.reported) == ((), 1)
    assert "The norm of 1 clause only the reports tell." in tell_draft(draft, EN)


def test_a_report_of_another_level_or_clock_shows_nothing(tmp_path):
    make_relation(tmp_path)
    for name in ("Response time P2 met", "Resolved within the resolution time"):
        make_report(tmp_path, name)
        draft = rehearse_draft(tmp_path, [NOW[0], RESPOND])
        assert [one.clause_id for one in draft.cannot_be_shown] == ["1.2"], name
    make_report(tmp_path, "Response time P1 met")
    assert rehearse_draft(tmp_path, [NOW[0], RESPOND]).cannot_be_shown == ()


def test_a_definition_is_no_norm_and_best_effort_is_one_only_where_somebody_is_bound(tmp_path):
    make_relation(tmp_path)
    texts = [
        NOW[0],
        '"Control" means ownership of more than 50 % of the outstanding shares of such entity.',
        "The best effort of everyone is welcome.",
        "The supplier shall use best efforts to resolve incidents of priority 3.",
    ]
    found = [(one.clause_id, one.reason) for one in rehearse_draft(tmp_path, texts).cannot_be_shown]
    assert found == [("1.4", "stated")]


def make_sheet(path, *writers):
    rows = [["Versie", "Datum", "Auteur", "Functie"]]
    rows += [["2.0", dt.datetime(2023, 12, 1), f"Writer {i}", writer] for i, writer in enumerate(writers)]
    clauses = [["Nr", "Omschrijving"], ["1.1", "Incidents of priority 1 are resolved within 1 hour."]]
    return make_workbook(path, {"Eisen": clauses, "Versiebeheer": rows})


def test_operations_are_not_named_only_where_the_sheet_tells_the_function_of_everybody(tmp_path):
    make_relation(tmp_path)
    path = tmp_path / "SLA v2.0 concept.xlsx"
    make_sheet(path, "Inkoper", "Contractmanager")
    told = rehearse(tmp_path, [path], language="en").drafts[0]
    assert (told.asked.operations, told.asked.shown_by, len(told.infeasible)) == ("not_named", "sheet", 1)
    make_sheet(path, "Inkoper", None)
    untold = rehearse(tmp_path, [path], language="en").drafts[0]
    assert (untold.asked.operations, untold.asked.shown_by, untold.infeasible) == ("unknown", None, ())
    assert untold.asked.authors == ("procurement",)


def make_meetings(folder, *meetings):
    rows = [["Date", "Subject", "Level"], *([dt.datetime(*day, 9), "Meeting", level] for day, level in meetings)]
    make_workbook(folder / "meetings.xlsx", {"Calendar": rows})


def draft_of_november(folder):
    make_version(folder / "SLA v2.0 concept 2023-11-01.xlsx", ["Incidents of priority 1 are resolved within 1 hour."])
    return rehearse(folder, language="en").drafts[0]


def test_calendars_show_it_only_where_they_ever_held_operations(tmp_path):
    make_relation(tmp_path)
    since = [((2023, 11, day), "tactical") for day in (6, 13, 20)]
    make_meetings(tmp_path, *since)
    asked = draft_of_november(tmp_path).asked
    assert (asked.contacts["tactical"], asked.operations) == (3, "unknown")  # nobody put operations in these calendars
    make_meetings(tmp_path, ((2023, 5, 8), "operational"), *since)
    draft = draft_of_november(tmp_path)
    assert (draft.asked.operations, draft.asked.shown_by) == ("not_named", "calendars")
    assert draft.infeasible == ()  # who wrote it is not told


def test_nobody_named_it_is_only_told_where_somebody_could_have(tmp_path):
    make_relation(tmp_path)
    said = [NOW[0], "The supplier shall use best efforts to resolve incidents of priority 3."]
    spoken = rehearse_draft(tmp_path, said)
    found = {one.clause_id: one.why for one in spoken.could_go}
    assert found == {"1.1": ("dead", "unnamed"), "1.2": ("blind", "unnamed")}
    book = openpyxl.load_workbook(tmp_path / "log.xlsx")
    book["Log"].delete_cols(3)  # titles
    book.save(tmp_path / "log.xlsx")
    assert rehearse_draft(tmp_path, said).could_go == ()


def test_a_draft_without_authors_and_duties_says_so_in_words(tmp_path):
    make_relation(tmp_path)
    draft = rehearse_draft(tmp_path, NOW[:2])
    assert tell_effort(draft, EN) == ["No duty to report was read in it."]
    assert tell_origin(draft, EN).startswith("Where the 2 clauses that bind come from is not known")
    rules = build_page(draft, EN, 7).blocks[-1].lines
    assert len(rules) == 1  # no rule of what was not judged
