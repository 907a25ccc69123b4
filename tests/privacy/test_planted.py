"""No spelling of a known person leaves, whatever it is planted in and wherever it could come out."""

from __future__ import annotations

import datetime as dt

import pytest
from folders import make_customers, make_everything, make_log, make_relation
from hit_tables import tell
from outputs import Output
from places import person_of
from plant_contract import VERSIONS
from plant_settings import fill_form, relation_of, write_settings
from runs import check, compare, explain, propose, refuse, report, write_others
from search import Hit, find_hits, find_tags
from spellings import SPELLINGS, UNKNOWABLE

pytestmark = pytest.mark.long

KINDS = [*dict.fromkeys(spelling.kind for spelling in SPELLINGS if spelling.kind != UNKNOWABLE), "no tag"]
SEEN = {  # places whose words stand in an output: masked names there were there to be masked
    "title",
    "category",
    "object",
    "priority",
    "event: text",
    "memo: text",
    "moment (rejected)",
    "clause: text",
    "clause: section",
    "clause: that changed",
    "clause: remark",
    "norms: level",
    "comment of the analyst",
    "milestone",
    "name of a broken file",
    "name of an unknown sheet",
    "heading of an unknown sheet",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory) -> list[Output]:
    """Every text that leaves: of all commands, on both folders."""
    base = tmp_path_factory.mktemp("planted")
    relation = make_relation(base / "relatie")
    everything = make_everything(relation, base / person_of("relation").full)
    (base / "compared").mkdir()
    made = [
        *refuse(make_customers(base / "klanten"), base / "none"),
        *check(everything, "--json"),
        *propose(everything),
    ]
    log = make_log(base / "log")
    for folder in (relation, log):
        write_settings(folder, relation_of("plain"))
    made += [*check(log, "--strict", "--all", "--lang", "nl"), *explain(log)]
    made += report(relation, base / "out")
    made += compare(*(relation / name for name in VERSIONS), base / "compared")
    write_settings(everything, relation_of("firm"))
    for form in (base / "out").glob("*-roundtable.xlsx"):
        fill_form(form, everything / "ingevuld.xlsx", dt.datetime(2022, 6, 1))
    return [*made, *write_others(everything, base / "others")]


@pytest.fixture(scope="module")
def hits(outputs) -> list[Hit]:
    return find_hits(outputs)


@pytest.mark.parametrize("kind", KINDS)
def test_no_spelling_of_this_kind_leaves(hits, kind):
    found = [hit for hit in hits if hit.kind == kind]
    assert not found, tell(found)


def test_what_was_planted_came_out_but_for_the_names(outputs):
    assert find_tags(outputs) >= SEEN


def test_no_command_died(outputs):
    assert [(output.name, output.text) for output in outputs if output.name.endswith("› fault")] == []
