from reading import read_contents, read_result, rows_of, write

from drift.sources.opening.child import LOGICAL, NUMBER, TEXT

HEAD = '<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0" xmlns="http://www.xes-standard.org/">'


def only_sheet(path):
    (cells,) = read_contents(path).sheets
    return cells


def test_an_event_is_a_row_with_the_attributes_of_its_case_before_it(tmp_path):
    log = (
        f'{HEAD}<trace><string key="concept:name" value="I1"/><event><string key="concept:name" value="open"/>'
        '<date key="time:timestamp" value="2024-03-05T14:30:00.000+01:00"/><int key="n" value="12"/></event>'
        '<event><string key="concept:name" value="dicht"/><boolean key="ok" value="true"/></event></trace></log>'
    )
    cells = only_sheet(write(tmp_path, "a.xes", log))
    assert rows_of(cells) == [
        ["case:concept:name", "concept:name", "time:timestamp", "n", "ok"],
        ["I1", "open", "2024-03-05T14:30:00.000+01:00", "12", None],
        ["I1", "dicht", None, None, "TRUE"],
    ]
    assert [rows_of(cells, "k")[i][j] for i, j in ((1, 2), (1, 3), (2, 4))] == [TEXT, NUMBER, LOGICAL]


def test_a_log_without_namespace_is_read_too(tmp_path):
    path = write(tmp_path, "a.xes", '<log><trace><event><string key="a" value="b"/></event></trace></log>')
    assert rows_of(only_sheet(path)) == [["a"], ["b"]]


def test_a_value_that_does_not_fit_its_kind_stays_text(tmp_path):
    path = write(tmp_path, "a.xes", f'{HEAD}<trace><event><int key="n" value="veel"/></event></trace></log>')
    assert rows_of(only_sheet(path)) == [["n"], ["veel"]]


def test_entities_are_never_expanded_or_fetched(tmp_path):
    doctype = '<!DOCTYPE log [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY a "ha">]>'
    path = write(
        tmp_path,
        "a.xes",
        f'<?xml version="1.0"?>{doctype}<log><trace><event><string key="a">&e;</string></event></trace></log>',
    )
    assert rows_of(only_sheet(path)) == [["a"], [None]]


def test_half_a_log_is_refused(tmp_path):
    assert read_result(write(tmp_path, "a.xes", f"{HEAD}<trace><event>")).code == "refused.broken_log"
