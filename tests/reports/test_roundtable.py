"""The round table: planted problems chosen by the rule, its sheets, and the outcome form out and back in."""

import datetime as dt
import json
import shutil
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pikepdf
import pytest
from builders import alter, make_contract, make_workbook
from matplotlib.dates import date2num
from pypdf import PdfReader

import drift
from drift.charts.inputs import take_marks
from drift.charts.scissors import draw_scissors
from drift.charts.shown import show_measures
from drift.errors import Address, OutputError, UsageError
from drift.model.comparing import AfterTable
from drift.model.roundtable.chains import Seat, Seats, Step
from drift.model.roundtable.covering import _are_one, _find_named, _plain, find_kinds
from drift.reports import write_report
from drift.reports.edition.share import share
from drift.reports.edition.symmetric import SYMMETRIC
from drift.reports.edition.tell import missing_data, sides_in_order
from drift.reports.material import gather
from drift.reports.outcomeform import TOP, place_form
from drift.reports.pages.build import build_report
from drift.reports.pages.roundtable.clauses import choose_clauses, cut_clause
from drift.reports.pages.roundtable.held import tell_since
from drift.reports.pages.roundtable.problem import cut
from drift.reports.pages.roundtable.problems import build_problems
from drift.reports.pages.roundtable.seats import say_seat, say_seats
from drift.reports.pages.roundtable.steps import take_lanes
from drift.reports.pages.roundtable.table import build_table
from drift.sources.rows.outcomeforms import RoundTableOutcome
from drift.wording import Wording

NL, EN = Wording("nl"), Wording("en")
HEADS = ["Incident", "Title", "Category", "Object", "Priority", "Requester", "Assignee", "Opened", "Resolved"]
EVENTS = ["Incident", "At", "Status", "Author", "Message"]
REFUSAL = "Not covered by the contract, we will charge you for this"
CALLERS, HANDLERS = ("Ans Zonderling", "Bea Zonderling"), ("Cor Vreemdeman", "Dirk Vreemdeman")
LAST = dt.datetime(2022, 3, 20, 9)


def draw(analysis, say):
    return draw_scissors(analysis.indices, show_measures(analysis.measured), take_marks(analysis), say, "")


def day(n, hour=8):
    return LAST - dt.timedelta(days=n) + dt.timedelta(hours=hour - 9)


# what is planted in the last eight weeks: id, days before the end, days open, kind, caller, handler, object
PLANTED = [
    ("P1", 40, 2, "Escalated", 0, 0, "conveyor 1"),
    ("P2", 38, 3, "Escalated", 1, 1, "conveyor 2"),
    ("P3", 36, 4, "Escalated", 0, 1, "conveyor 3"),
    ("WORST", 50, 49, "Escalated", 1, 0, "conveyor 4"),  # the longest open
    ("A1", 30, 1, "argued", 0, 0, "scanner 1"),
    ("A2", 28, 2, "argued", 1, 1, "scanner 2"),
    ("W1", 20, 4, "Waiting", 0, 0, "sorter 1"),  # waiting befell one caller alone
    ("W2", 18, 5, "Waiting", 0, 1, "sorter 2"),
    ("OLD", 70, 3, "Escalated", 0, 0, "conveyor 5"),
]


def make_relation(folder, *, log=True):
    make_contract(folder, "SLA 2018-01-01", ["The supplier inspects every conveyor.", *["Pay the bill."] * 5])
    incidents, events = [HEADS], [EVENTS]
    for i in range(700):  # quiet months, two callers and two handlers
        opened = dt.datetime(2018, 2, 1, 9) + dt.timedelta(days=2.2 * i)
        if opened > LAST - dt.timedelta(days=60):
            break
        _add(incidents, events, f"Q{i}", opened, 0.2, "", i % 2, i % 2, f"thing {i}")
    for name, before, days, kind, caller, handler, thing in PLANTED:
        _add(incidents, events, name, day(before), days, kind, caller, handler, thing)
    _add(incidents, events, "END", LAST - dt.timedelta(hours=4), 4 / 24, "", 0, 0, "thing end")
    if log:
        make_workbook(folder / "log.xlsx", {"Incidents": incidents, "Updates": events})
    return folder


def _add(incidents, events, name, opened, days, kind, caller, handler, thing):
    resolved = opened + dt.timedelta(days=days)
    title = f"{thing.split()[0]} stops, told by {CALLERS[caller]}"
    who = HANDLERS[handler]
    incidents.append([name, title, "mechanical", thing, "P2", CALLERS[caller], who, opened, resolved])
    events.append([name, opened + dt.timedelta(hours=1), "Comment", who, f"Spoke with {CALLERS[caller]}"])
    if kind == "argued":
        events.append(
            [
                name,
                opened + dt.timedelta(hours=2),
                "Comment",
                who,
                "Not covered by the contract, we will charge you for this",
            ]
        )
    elif kind:
        events.append([name, opened + dt.timedelta(hours=2), kind, who, "to the next level"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_relation(tmp_path_factory.mktemp("relation") / "acme")


@pytest.fixture(scope="module")
def analysis(folder):
    return drift.analyse(folder)


@pytest.fixture(scope="module")
def written(analysis, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    return {edition: write_report(analysis, out, language="en", edition=edition) for edition in ("ours", "shared")}


def test_the_middle_case_of_each_common_kind_is_chosen_and_never_the_worst(analysis):
    table = analysis.judgement.problems
    chosen = [(problem.incident_id, problem.choice.kind) for problem in table.problems]
    assert chosen[:2] == [("P2", "pushed_up"), ("A2", "argued")]
    assert chosen[2][1] == "pushed_up"  # a second of the commonest kind, because waiting is one caller's
    assert not {"WORST", "OLD", "W1", "W2"} & {name for name, _ in chosen}
    assert (table.n_troubled, table.n_known) == (8, 8)
    assert (table.last_on - table.first_on).days == 56


def test_the_clause_that_names_the_object_covers_it_and_no_other(analysis):
    covering = {
        problem.incident_id: [clause.clause_id for clause in problem.clauses]
        for problem in analysis.judgement.problems.problems
    }
    assert covering["P2"] == ["1.1"]
    assert covering["A2"] == []  # no clause names a scanner: that is a finding


@pytest.mark.parametrize(
    ("word", "other", "one"),
    [
        ("transportband", "transportbanden", True),
        ("sorteerder", "sorteerders", True),
        ("foto", "fotocel", False),
        ("band", "bandmeester", False),
        ("scan", "scanner", False),
        ("deur", "deurtje", True),
    ],
)
def test_a_word_is_another_but_for_an_ending(word, other, one):
    assert _are_one(word, other) is _are_one(other, word) is one


def test_a_clause_that_people_named_comes_first_and_a_number_of_two_documents_is_none():
    clauses = pd.DataFrame({"clause_id": ["2.7", "3.1", "3.1", None], "text": ["a", "b", "c", "d"]})
    said = ["Herstel binnen norm volgens artikel 2.7", "duurde 3.1 uur, zie art. 3.1", "versie 2.7 geladen"]
    assert _find_named(said, clauses) == [0]
    assert _find_named(["versie 2.7 geladen, 2.7 uur"], clauses) == []


def test_common_words_name_no_object():
    assert _plain("De scanner doet het niet en wordt naar voren gezet") == {"scanner", "doet", "voren", "gezet"}


def test_the_chain_tells_sides_and_steps_in_order(analysis):
    chain = analysis.judgement.problems.problems[0].chain
    assert [step.kind for step in chain.steps] == ["opened", "comment", "escalated", "resolved"]
    assert [step.seat.side for step in chain.steps] == ["customer", "supplier", "supplier", "supplier"]
    assert [step.at for step in chain.steps] == sorted(step.at for step in chain.steps)
    assert not chain.seats_known


def text_of(path):
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    if path.suffix == ".pdf":
        told = "\n".join(page.extract_text() for page in PdfReader(path).pages)
        with pikepdf.open(path) as pdf:
            return told + "".join(part.get_file().read_bytes().decode() for part in pdf.attachments.values())
    return path.read_text()


def test_a_planted_name_is_in_no_file_of_either_edition(written):
    for path in (*written["ours"], *written["shared"]):
        text = text_of(path).casefold()
        assert not [name for name in ("zonderling", "vreemdeman") if name in text], path.name


def test_both_editions_have_the_page_of_the_table_and_one_of_each_problem(written):
    ours, shared = (" ".join(text_of(written[edition][0]).split()) for edition in ("ours", "shared"))
    for told in (ours, shared):
        assert told.count("The round table: first at home, then together") == 1
        assert told.count("Are you asking for a solution or for a direction?") == 3
        assert all(f"Problem {n} of 3 · " in told for n in (1, 2, 3))
        assert "No clause is about it." in told
    assert REFUSAL.split(",")[0] in ours
    assert REFUSAL.split(",")[0] not in shared


def test_the_shared_edition_tells_days_and_nobody_of_a_side_with_a_small_group(analysis):
    shared = share(analysis).judgement.problems
    pages = build_problems(gather(analysis, EN, "shared"))
    assert len(pages) == len(shared.problems) == 3
    for page, ours in zip(pages, build_problems(gather(analysis, EN)), strict=True):
        said, moments = page.blocks[0].chart.data["said"], page.blocks[0].chart.data["when"]
        assert not moments.str.contains(":").any()
        assert not said.str.contains("“").any()
        assert ours.blocks[0].chart.data["when"].str.contains(":").any()


def test_the_shared_edition_holds_what_says_as_much_about_either_side(analysis, written):
    assert [path.name for path in written["shared"]] == [
        *("acme-shared.pdf", "acme-shared.html", "acme-shared.xlsx", "acme-shared.json", "run-shared.json"),
        "acme-shared-roundtable.xlsx",
    ]
    content = json.loads(written["shared"][3].read_text())
    assert set(content["measures"]) <= set(SYMMETRIC)
    assert "time_to_restore" in json.loads(written["ours"][3].read_text())["measures"]
    assert content["edition"]["name"] == "shared"
    assert {note.code for note in missing_data(analysis)} == {"edition.missing_people"}
    shared = share(analysis)
    assert shared.tables["events"]["text"].isna().all()
    assert not shared.measured.operations.outcomes
    assert shared.judgement.harm.worse == ()
    assert not len(shared.measured.paper.governance.authors)
    assert not any(reason.values.get("which") for reason in shared.verdict.reasons)
    report = build_report(gather(analysis, EN, "shared"))
    assert "outcomes" not in [page.name for page in report.pages]
    assert "what it led to" not in report.left_out


def test_who_makes_the_report_begins_with_its_own_part(analysis):
    settings = analysis.project.settings.model_copy(update={"own_side": "supplier"})
    own = replace(analysis, project=analysis.project.model_copy(update={"settings": settings}))
    assert sides_in_order(own) == ("supplier", "customer")
    assert sides_in_order(analysis) == ("customer", "supplier")


def test_the_form_and_the_report_are_the_same_bytes_twice(analysis, written, tmp_path):
    again = write_report(analysis, tmp_path, language="en")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written["ours"]]


def fill(path, to, held_on=dt.date(2021, 6, 15), asked="solution", function="operations"):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(3, 3, held_on)
    answers = [asked, "call first; Ans Zonderling shows the way", "supplier", function, "customer", "operations"]
    for j, answer in enumerate([*answers, dt.date(2021, 7, 1)], start=3):
        sheet.cell(TOP + 2, j, answer)
    book.save(to)


@pytest.fixture(scope="module")
def filled(folder, written, tmp_path_factory):
    """The relation with the form of its report filled in."""
    now = tmp_path_factory.mktemp("filled") / "acme"
    shutil.copytree(folder, now)
    fill(written["ours"][5], now / "acme-roundtable.xlsx")
    return drift.analyse(now)


def test_a_filled_form_comes_back_as_a_milestone_with_what_happened_since(filled, tmp_path):
    account = next(file for file in filled.intake.files if file.file == "acme-roundtable.xlsx")
    sheet = account.sheets[0]
    assert (account.status, sheet.table, sheet.accepted, sheet.rejected, sheet.heading) == (
        "read",
        "roundtable",
        1,
        0,
        1,
    )
    assert [(one.on, one.what) for one in filled.project.settings.milestone] == [(dt.date(2021, 6, 15), "round table")]
    (since,) = filled.remarks.tables_held
    agreed = since.held.agreed[0]
    assert (agreed.asked_for, agreed.visitor_function, agreed.visit_on) == (
        "solution",
        "operations",
        dt.date(2021, 7, 1),
    )
    assert "Zonderling" not in agreed.possibilities
    change = since.changes["engagement"]
    assert (change.before.first, change.before.last) == (pd.Period("2020-06", "M"), pd.Period("2021-05", "M"))
    assert change.after.first == pd.Period("2021-07", "M")
    index = filled.indices["engagement"].dropna()
    expected = index[index.index > "2021-06"].mean() - index["2020-06":"2021-05"].mean()
    assert change.log == pytest.approx(expected)
    assert change.low < change.log < change.high
    out = write_report(filled, tmp_path / "out", language="nl")
    told = " ".join(text_of(out[0]).split())
    assert "Sinds de ronde tafel van 15 juni 2021" in told
    assert "gevraagd om oplossing" in told
    assert json.loads(out[3].read_text())["round_table"]["held"][0]["on"] == "2021-06-15"


def test_a_table_of_last_month_is_too_early_to_tell(folder, written, tmp_path):
    now = tmp_path / "acme"
    shutil.copytree(folder, now)
    fill(written["ours"][5], now / "form.xlsx", held_on=dt.date(2022, 2, 1))
    (since,) = drift.analyse(now).remarks.tables_held
    assert set(since.changes.values()) == {None}


def test_a_table_dated_after_the_log_is_told_with_its_cell_and_marks_no_chart(folder, written, tmp_path):
    now = tmp_path / "acme"
    shutil.copytree(folder, now)
    fill(written["ours"][5], now / "form.xlsx", held_on=dt.date(2032, 3, 10))
    analysis = drift.analyse(now)
    (note,) = [note for note in analysis.intake.notes if note.code == "note.table_after_log"]
    assert note.at == Address("form.xlsx", "Round table", "C3")
    assert EN.tell(note).startswith(
        "form.xlsx › Round table › C3: the date of the table is 10 March 2032, expected a day up to 20 March 2022"
    )
    assert analysis.remarks.tables_held[0].held.agreed[0].asked_for == "solution"  # what was agreed is kept
    (axes, *_) = draw(analysis, EN).figure.axes
    assert axes.get_xlim()[1] < date2num(dt.date(2024, 1, 1))


def test_without_a_log_a_table_is_held_against_the_last_date_of_the_files(written, tmp_path):
    make_contract(tmp_path, "SLA 2018-01-01", ["Pay the bill."])
    fill(written["ours"][5], tmp_path / "form.xlsx", held_on=dt.date(2018, 1, 2))
    notes = [note for note in drift.check(tmp_path).notes if note.code.startswith("note.table_after")]
    assert [(note.code, note.values["last"]) for note in notes] == [("note.table_after_files", dt.date(2018, 1, 1))]
    fill(written["ours"][5], tmp_path / "form.xlsx", held_on=dt.date(2018, 1, 1))
    assert not [note for note in drift.check(tmp_path).notes if note.code.startswith("note.table_after")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"asked": "a sword"}, "asked_for"), ({"function": "Ans"}, "function"), ({"held_on": None}, "table_date")],
)
def test_a_row_of_the_form_that_cannot_be_used_is_rejected_with_its_cell(written, tmp_path, given, expected):
    fill(written["ours"][5], tmp_path / "form.xlsx", **given)
    (account,) = drift.check(tmp_path).files
    assert (account.sheets[0].rejected, account.sheets[0].accepted) == (1, 0)
    assert [problem.expected for problem in account.problems] == [f"expected.{expected}"]


def test_a_form_as_it_was_written_is_ours_and_a_filled_one_is_never_overwritten(analysis, tmp_path):
    out = tmp_path / "out"
    form = write_report(analysis, out, language="nl")[5]
    assert {file.file: file.status for file in drift.check(out).files}[form.name] == "skipped"
    fill(form, form, asked="oplossing", function="uitvoering")
    before = form.read_bytes()
    # in Dutch the sides are klant and leverancier, the English ones are understood as well
    assert write_report(analysis, out, language="nl")[5].name == "acme-roundtable-2.xlsx"
    assert form.read_bytes() == before
    assert place_form(out, "acme").name == "acme-roundtable-2.xlsx"


def test_two_relations_that_share_a_folder_keep_one_empty_form_each(written, tmp_path):
    for name in ("acme", "bravo"):
        shutil.copy(written["ours"][5], tmp_path / f"{name}-roundtable.xlsx")
    (tmp_path / "run.json").write_text("{}")  # the last run was about the other one
    for name in ("acme", "bravo"):
        assert place_form(tmp_path, name).name == f"{name}-roundtable.xlsx"


@pytest.mark.parametrize(
    ("row", "column", "text", "goes_to"),
    [
        (3, 3, dt.date(2021, 6, 15), "acme-roundtable-2.xlsx"),  # the date alone
        (TOP + 2, 4, "call first", "acme-roundtable-2.xlsx"),
        (TOP + 6, 2, "the gate sticks", "acme-roundtable-2.xlsx"),  # a problem that the table added
        (30, 9, "to do", "acme-roundtable-2.xlsx"),
        (TOP + 2, 4, None, "acme-roundtable.xlsx"),  # opened and saved, nothing more
    ],
)
def test_a_form_of_no_known_run_is_written_over_only_when_nobody_wrote_on_it(
    written, tmp_path, row, column, text, goes_to
):
    book = openpyxl.load_workbook(written["ours"][5])
    book.worksheets[0].cell(row, column, text)
    book.save(tmp_path / "acme-roundtable.xlsx")
    assert place_form(tmp_path, "acme").name == goes_to


def test_without_persons_the_sheets_are_left_out_and_named(quiet, tmp_path):
    assert quiet.judgement.problems is None
    assert build_report(gather(quiet, EN)).left_out[-1] == "the round table"
    (pdf, *_) = write_report(quiet, tmp_path, language="en")
    assert "the round table" in " ".join(text_of(pdf).split())
    assert build_problems(gather(quiet, EN)) == []


def test_the_shared_edition_withholds_what_only_one_side_wrote(quiet, tmp_path):
    content = json.loads(write_report(quiet, tmp_path, language="en", edition="shared")[3].read_text())
    pages = {page.name: page for page in build_report(gather(share(quiet), EN)).pages}
    said = str(pages["scissors"])
    assert "The work can only be measured by the updates of one side, and is left out of this edition." in said
    assert "whether paper and work move in step" not in said
    assert set(content["engagement"]) == {None}
    assert content["verdict"]["state"] == "not enough data"


def test_a_seat_that_is_told_stands_for_five_persons_or_more():
    def people(*groups):
        rows = [
            {
                "person": f"p{i}-{k}",
                "side": "supplier",
                "level": level,
                "function": function,
                "from_on": None,
                "to_on": None,
            }
            for i, (n, level, function) in enumerate(groups)
            for k in range(n)
        ]
        return Seats(pd.DataFrame(rows), frozenset(), dt.date(2024, 1, 1))

    one_left = people((6, "operational", "operations"), (1, "operational", "procurement"))
    assert one_left.all == (Seat("supplier", "operational"),)
    strategic = people((5, "tactical", None), (1, "strategic", None), (9, "operational", None))
    assert strategic.all == (Seat("supplier", "operational"), Seat("supplier", "above"))
    few = people((9, "operational", "operations"), (2, "strategic", "management"))
    assert few.of("p1-0") == Seat("supplier", small=True)


def test_a_set_of_files_is_put_in_place_whole_or_not_at_all(analysis, tmp_path):
    before = {path.name: path.read_bytes() for path in write_report(analysis, tmp_path, language="nl")}
    (tmp_path / "acme.json").unlink()
    (tmp_path / "acme.json").mkdir()
    with pytest.raises(OutputError):
        write_report(analysis, tmp_path, language="en")
    (tmp_path / "acme.json").rmdir()
    del before["acme.json"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_report_of_the_other_edition_is_no_last_one(analysis, written, tmp_path):
    with pytest.raises(UsageError, match="is a report of the"):
        write_report(analysis, tmp_path, language="en", edition="shared", since=written["ours"][3])


def test_a_problem_that_was_only_referred_back_was_not_pushed_up(analysis):
    table = analysis.judgement.problems
    seat = Seat("supplier", "operational")
    steps = [
        Step(dt.datetime(2021, 5, day), kind, seat, None) for day, kind in enumerate(("opened", "referred back"), 1)
    ]
    choice = replace(table.problems[0].choice, kind="pushed_up")
    sent = replace(table.problems[0], choice=choice, chain=replace(table.problems[0].chain, steps=tuple(steps)))
    (page,) = build_problems(gather(alter(analysis, "judgement", problems=replace(table, problems=(sent,))), EN))
    assert " · sent back · " in page.lead
    assert page.blocks[0].questions[0] == EN("roundtable.question.bounced")


def test_a_table_with_too_little_before_it_is_not_called_too_early():
    held = RoundTableOutcome(Address("form.xlsx"), dt.date(2019, 1, 10), "round table", ())
    told = tell_since(AfterTable(held, 50, {"engagement": None}), Wording("en"))
    assert told.endswith("nothing can be told: fewer than 12 months before it can be measured.")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((0, 0, 0, 0), "no fault was reported by people"),
        ((3, 0, 0, 0), "of 3 faults from"),
        ((1, 0, 0, 0), "of 1 fault from"),
        ((9, 4, 0, 0), "4 went badly, but of none it is known that both sides had a part in it"),
        ((9, 4, 2, 0), "both sides know 2 of these, but nothing is left"),
    ],
)
def test_a_table_without_problems_says_where_the_rule_left_none(analysis, counts, told):
    recent, troubled, known, left = counts
    none = replace(
        analysis.judgement.problems, problems=(), n_recent=recent, n_troubled=troubled, n_known=known, n_open=left
    )
    for language in ("en", "nl"):
        page = build_table(gather(alter(analysis, "judgement", problems=none), Wording(language)))
        assert " 0 " not in page.lead
        assert language == "nl" or told in page.lead
        home, together = page.blocks
        assert len(home.questions) == 3
        assert len(together.fields) == 4


def test_a_round_table_is_named_in_the_language_of_the_report(filled):
    axes = draw(filled, NL).figure.axes[0]
    words = [text.get_text() for text in axes.texts]
    assert "ronde tafel" in words
    assert "round table" not in words


def with_own(analysis, side):
    settings = analysis.project.settings.model_copy(update={"own_side": side})
    return replace(analysis, project=analysis.project.model_copy(update={"settings": settings}))


def test_the_page_of_the_table_is_of_one_side_or_of_both(analysis):
    both, own, shared = (
        build_table(gather(one, EN, edition))
        for one, edition in (
            (analysis, "ours"),
            (with_own(analysis, "supplier"), "ours"),
            (with_own(analysis, "supplier"), "shared"),
        )
    )
    assert both.blocks[0].heads[1:] == ["Customer", "Supplier"]
    assert own.blocks[0].heads[1:] == ["What the log has of us", "Our answers"]
    assert shared.blocks[0].heads[1:] == ["Customer", "Supplier"]
    assert "this page is for us, the supplier" in own.lead
    customer, supplier = both.blocks[0].problems[0].told
    assert customer == "1 step, 10 Feb: reported. Ask who was there."
    assert supplier == "3 steps, 10 Feb to 13 Feb: pushed up and solved. Ask who was there."
    assert own.blocks[0].problems[0].told == [supplier]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_of_the_table_has_few_words_besides_its_rows(filled, language):
    (last,) = filled.remarks.tables_held
    three = replace(last, held=replace(last.held, agreed=last.held.agreed * 3))
    several = replace(filled, remarks=replace(filled.remarks, tables_held=(three,)))
    for one in (filled, several, with_own(several, "customer")):
        page = build_table(gather(one, Wording(language)))
        words = " ".join([page.title, page.lead, *page.blocks[0].notes]).split()
        assert len(words) <= 175


def test_who_may_not_be_told_is_someone_of_that_side():
    small, wide = Seat("supplier", small=True), Seat("supplier")
    assert {say_seat(small, NL), say_seat(wide, NL)} == {"iemand van de leverancier"}
    assert say_seat(Seat("supplier", "operational", "operations"), NL) == "de uitvoering"
    assert say_seat(Seat("customer", "above"), NL) == "iemand boven de vloer"
    assert say_seat(Seat("customer", "tactical", "procurement"), EN) == "procurement at the contract table"
    told = say_seats([small, wide, Seat("supplier", "above"), Seat("customer", "above")], "supplier", EN)
    assert told == ["people above the floor"]


@pytest.mark.parametrize("say", [NL, EN], ids=lambda say: say.language)
def test_no_page_of_the_table_speaks_of_a_small_group(analysis, say):
    material = gather(analysis, say)
    told = str([build_table(material), *build_problems(material)])
    assert "fewer than 5" not in told
    assert "minder dan 5" not in told


def test_a_chain_of_hundreds_of_messages_is_drawn_with_what_tells_most(analysis):
    chain = analysis.judgement.problems.problems[0].chain
    first, _, escalated, last = chain.steps
    many = tuple(replace(first, kind="comment", at=first.at + dt.timedelta(minutes=i)) for i in range(300))
    lanes = take_lanes(1, replace(chain, steps=(first, *many, escalated, last)), EN)
    assert (len(lanes.steps), lanes.n_more) == (40, 263)
    assert [step.kind for step in lanes.steps[-2:]] == ["escalated", "resolved"]


def test_a_short_message_is_not_quoted_and_a_long_one_is_cut_after_a_word(analysis):
    chain = analysis.judgement.problems.problems[0].chain
    texts = ("Closed.", "The belt was tightened again and " * 6)
    steps = tuple(replace(chain.steps[0], text=text) for text in texts)
    short, long = take_lanes(1, replace(chain, steps=steps), EN).steps
    assert short.quoted == []
    assert [len(one) <= 90 + len(long.said) + 4 for one in long.quoted] == [True] * 3
    assert long.quoted[1].endswith(": “The belt was tightened again and The belt…”")


def test_a_clause_stands_whole_and_only_a_very_long_one_is_cut_after_a_sentence():
    sentence = "The supplier mends every fault of the belt within one day. "
    assert cut_clause(sentence * 20) == (sentence * 9).strip()
    assert cut_clause("word " * 200).endswith("word…")
    assert cut("a text [masked by us] ends", 17) == "a text…"


def test_of_the_clauses_one_by_its_words_and_one_by_its_norm_are_told(analysis):
    (one,) = analysis.judgement.problems.problems[0].clauses
    several = [replace(one, clause_id=name, by=by) for name, by in (("1", "words"), ("2", "words"), ("3", "priority"))]
    assert [clause.clause_id for clause in choose_clauses(tuple(several))] == ["3", "1"]
    named = replace(one, clause_id="4", by="named")
    assert [clause.clause_id for clause in choose_clauses((*several, named))] == ["4", "3"]
    assert [clause.clause_id for clause in choose_clauses(tuple(several[:2]))] == ["1", "2"]
    page = build_problems(gather(analysis, EN))[0]
    (told,) = page.blocks[0].clauses
    assert told.place == "SLA 1.1"
    assert told.text == "The supplier inspects every conveyor."
    assert told.why == "It is listed because it names “conveyor”."


def test_a_problem_page_tells_which_when_of_what_and_how_urgent(analysis):
    page = build_problems(gather(analysis, EN))[0]
    assert page.title.startswith("conveyor stops")
    assert page.lead == "Problem 1 of 3 · 10 February 2022 · conveyor 2 · priority P2 · pushed up · P2"
    assert page.blocks[0].questions == [EN("roundtable.question.pushed_up"), EN("roundtable.question.pushed_up_2")]
    uncovered = build_problems(gather(analysis, EN))[1].blocks[0]
    assert uncovered.clauses == []
    assert uncovered.clauses_note.startswith("No clause is about it.")
    assert uncovered.questions[1] == EN("roundtable.question.no_clause")


def test_what_every_other_title_names_is_the_kind_of_the_log_and_no_name():
    titles = ["Lift S40 overshoots", "Lift C45 alarm", "Walkway again", "Lift S2 doors", "Escalator W1 handrail"] * 4
    opened = pd.date_range("2019-01-01", periods=len(titles), freq="D")
    incidents = pd.DataFrame({"title": titles, "opened_at": opened, "category": "Lift", "object": "LS-040"})
    assert find_kinds(incidents.iloc[15], {"incidents": incidents}) == {"lift"}
    assert find_kinds(incidents.iloc[17], {"incidents": incidents}) == {"lift"}  # a walkway: its own name stays one
    assert find_kinds(incidents.iloc[1], {"incidents": incidents}) == set()  # two before it tell of nothing yet
