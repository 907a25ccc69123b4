"""A relation that was chosen out of a column of persons is named nowhere; one out of a column of companies stays."""

import datetime as dt
import json
import pickle
import re

import pyarrow as pa
import pytest
from builders import make_workbook
from commands import run
from outputs import Output, open_bytes, open_folder

import drift
from drift.errors import DriftError
from drift.project import choose_relation, open_project, spell_relation
from drift.sources.files import read_files
from drift.tables.gate import open_gate

CHOSEN = "Annabelle"
SOUGHT = re.compile("annabelle|bastiaan", re.I)
KNOWN = 8  # bytes of the length of what is kept, before it
COMPANIES = ("Van der Valk", "Jansen BV", "Philips", "Anna's Bakery", "Mercedes", "Martin", "Bergen op Zoom")


def write_log(folder, names, heading="Klant", toml="", n=28):
    heads = ["Incident", "Title", "Opened", "Resolved", "Handler", "Group", heading]
    opened = [dt.datetime(2021, 1, 4, 9) + dt.timedelta(days=3 * i) for i in range(n)]
    rows = [
        [
            f"I{i}",
            f"pomp stuk, {names[i % len(names)]} belde",
            at,
            at + dt.timedelta(hours=4),
            "Piet Belt",
            "Desk",
            name,
        ]
        for i, at in enumerate(opened)
        for name in [names[i % len(names)]]
    ]
    make_workbook(folder / "log.xlsx", {"Log": [heads, *rows]})
    (folder / "drift.toml").write_text(toml, encoding="utf-8")
    return folder


def said(*arguments):
    """Return all that a command prints, and its exit code."""
    done = run(*arguments)
    return f"{done.stdout}{done.stderr}", done.exit_code


def hits(outputs):
    return [(output.name, SOUGHT.search(output.text)[0]) for output in outputs if SOUGHT.search(output.text)]


def open_kept(folder):
    """Return what lies beside the data, the analysis that is kept as it was before it was packed."""
    for path in sorted((folder / ".drift").iterdir()):
        yield from open_bytes(path.name, path.read_bytes())
        if path.name.startswith("analysis-"):
            packed = path.read_bytes()[64:]  # seal and fingerprint
            size = int.from_bytes(packed[:KNOWN], "big")
            content = pa.decompress(packed[KNOWN:], decompressed_size=size, codec="zstd", asbytes=True)
            assert isinstance(pickle.loads(content), drift.Analysis)
            yield Output(f"{path.name} unpacked", content.decode("utf-8", "ignore"))


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """Return a folder, where the reports on one of its persons were written, and what was said of it."""
    top = tmp_path_factory.mktemp("chosen")
    folder = write_log(top / "in", (CHOSEN, "Bastiaan"))
    texts = [said("report", folder, "--out", top / "out", "--relation", CHOSEN, "--lang", "nl")]
    options = ("--edition", "shared", "--lang", "en", "--json")
    texts.append(said("report", folder, "--out", top / "out", "--relation", CHOSEN.upper(), *options))
    return folder, top / "out", texts


def test_a_report_on_a_person_names_nobody_in_any_byte(reported):
    folder, out, texts = reported
    assert [code for _, code in texts] == [0, 0]
    outputs = [*open_folder("report", out), *(Output("said", text) for text, _ in texts), *open_kept(folder)]
    assert len(outputs) > 100
    assert hits(outputs) == []


def test_a_number_stands_in_its_place_everywhere_alike_and_what_to_do_is_said(reported):
    _, out, texts = reported
    endings = (".html", ".json", ".pdf", ".xlsx")
    forms = [f"relation-2{shared}{ending}" for shared in ("", "-shared") for ending in endings]
    assert {path.name for path in out.iterdir()} == {
        *forms, "relation-2-roundtable.xlsx", "relation-2-shared-roundtable.xlsx", "run.json", "run-shared.json"
    }  # fmt: skip
    runs = [json.loads((out / name).read_text(encoding="utf-8")) for name in ("run.json", "run-shared.json")]
    assert [(run["relation"], run["options"]["relation"], run["options"]["alias"]) for run in runs] == [
        ("relation-2", "relation-2", None)
    ] * 2
    assert "er staat relation-2; zet alias" in texts[0][0]
    assert "relation-2 stands in its place; set alias" in texts[1][0]


def test_no_other_command_names_them(reported):
    folder, out, _ = reported
    asked = ("explain", folder, "incidents 2021-02")
    texts = [
        *(said("check", folder), said("check", folder, "--json"), said(*asked)),
        *(said(*asked, "--relation", CHOSEN.lower()), said("report", folder, "--out", out)),
    ]
    assert [code for _, code in texts] == [0, 0, 1, 0, 1]
    assert "[…] (14), […] (14)" in texts[-1][0]
    assert hits(Output("said", text) for text, _ in texts) == []


def test_init_names_nobody_and_proposes_an_alias(tmp_path):
    folder = write_log(tmp_path / "in", (CHOSEN, "Bastiaan"))
    (folder / "drift.toml").unlink()
    text, code = said("init", folder)
    written = [path for path in folder.iterdir() if path.name in ("drift.toml", "purpose-nl.pdf", "purpose-en.pdf")]
    assert (code, len(written)) == (0, 3)
    assert '# alias = "Relation 1"' in (folder / "drift.toml").read_text(encoding="utf-8")
    outputs = [output for path in written for output in open_bytes(path.name, path.read_bytes())]
    assert hits([Output("said", text), *outputs, *open_kept(folder)]) == []


def test_init_says_of_a_chosen_person_what_to_do(tmp_path):
    text, _ = said("init", write_log(tmp_path / "in", (CHOSEN, "Bastiaan"), toml=f'relation = "{CHOSEN}"\n'))
    assert "relation-2 stands in its place; set alias" in text
    assert not SOUGHT.search(text)


PERSONS = [
    ("Anna", "Bas"), ("Fatima", "Youssef", "Agnieszka"), ("Anna Smit", "Bas Vermeer"), ("Smit, Anna", "Vermeer, Bas"),
    ("A. Smit", "B. Vermeer"), ("Anna S.", "Bas V."), ("mevr. Smit", "De heer Bakker"), ("Familie Smit", "Fam. Drost"),
    ("Will", "Mark"), ("ANNA", "BAS"), ("Anna van der Berg", "Jan Willem"), ("Anna (wijk 3)", "Bas (wijk 4)"),
    ("Anna en Bas", "Karel & Kim"), ("anna@zorg.nl", "bas@zorg.nl"), ("Siobhan Murphy", "Ngozi Okafor"),
]  # fmt: skip


def gate_of(folder, name=None):
    """Return what lets a report on one relation out, and how it is called there."""
    project = choose_relation(open_project(folder), name)
    readings = read_files(project, keep_key=False)
    project = spell_relation(project, readings.relation)
    gate = open_gate(readings, project)
    return gate, gate.mask(project.name)


def shown_of(folder, names, **settings):
    """Return how each relation of a folder is called where it leaves."""
    write_log(folder, names, **settings)
    return [gate_of(folder, name)[1] for name in names]


@pytest.mark.parametrize("names", PERSONS, ids=" and ".join)
def test_each_person_has_a_number_of_his_own(tmp_path, names):
    shown = shown_of(tmp_path, names, toml='relation_column = "Klant"\n', n=3 * len(names))
    assert sorted(shown) == [f"relation-{i}" for i in range(1, len(names) + 1)]


def test_log_ins_of_callers_that_drift_toml_makes_relations_are_numbered(tmp_path):
    settings = {"heading": "Aanmelder", "toml": 'relation_column = "Aanmelder"\n', "n": 8}
    assert sorted(shown_of(tmp_path, ("asmit", "bvermeer"), **settings)) == ["relation-1", "relation-2"]
    assert shown_of(tmp_path, ("Acme BV", "Globex"), **settings) == ["Acme BV", "Globex"]


def test_companies_keep_their_names(tmp_path):
    assert shown_of(tmp_path, COMPANIES) == [*COMPANIES]


@pytest.mark.parametrize(
    "name", ["M?ller, Hans", "M\ufffdller, Hans", "MÃ¼ller, Hans", "?zkan, Ali", "A. Smit", "A.B. de Vries", "Ä. Smit"]
)
def test_a_lone_person_among_companies_is_numbered_also_where_a_letter_of_his_was_lost(tmp_path, name):
    shown = shown_of(tmp_path, ("Acme BV", "Globex", "B. Bakker BV", name), n=16)
    assert shown[:3] == ["Acme BV", "Globex", "B. Bakker BV"]
    assert shown[3] in {f"relation-{i}" for i in range(1, 5)}


def test_the_number_does_not_hang_on_the_order_of_the_rows(tmp_path):
    first = shown_of(tmp_path / "a", ("Anna", "Bas", "Karel"), n=9)
    assert first == shown_of(tmp_path / "b", ("Karel", "Bas", "Anna"), n=9)[::-1]


def test_an_alias_is_shown_of_the_relation_that_drift_toml_names_and_of_no_other(tmp_path):
    write_log(tmp_path, ("Anna", "Bas"), toml='relation = "anna"\nalias = "Praktijk Noord"\n')
    shown = [gate_of(tmp_path, name) for name in (None, "Anna", "Bas")]
    assert [name for _, name in shown] == ["Praktijk Noord", "Praktijk Noord", "relation-2"]
    assert [len(gate.notes) for gate, _ in shown] == [0, 0, 1]
    (tmp_path / "drift.toml").write_text('alias = "Praktijk Noord"\n', encoding="utf-8")
    assert gate_of(tmp_path, "Bas")[1] == "Praktijk Noord"


def test_an_alias_that_is_the_name_itself_shows_nobody(tmp_path):
    write_log(tmp_path, ("Anna", "Bas"), toml='relation = "Anna"\nalias = "anna"\n')
    gate, name = gate_of(tmp_path)
    assert (name, [note.values["shown"] for note in gate.notes]) == ("relation-1", ["relation-1"])


def test_aliases_give_each_person_a_name_of_the_analyst(tmp_path):
    write_log(tmp_path, ("Annabelle", "Bastiaan"), toml='[aliases]\n"Praktijk 1" = ["Annabelle"]\n')
    gate, name = gate_of(tmp_path, "Annabelle")
    assert (name, gate.notes) == ("Praktijk 1", ())
    assert gate.mask("Annabelle en Bastiaan belden") == "[…] en […] belden"


def test_will_and_mark_stand_in_no_list_of_relations(tmp_path):
    with pytest.raises(DriftError) as refused:
        drift.analyse(write_log(tmp_path, ("Will", "Mark")))
    assert refused.value.note.values["names"] == "[…] (14), […] (14)"
