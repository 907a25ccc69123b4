"""What a log is counted to before it is judged."""

from handmade import incident, make_tables

from drift.measures.work.log_shape import count_shape


def test_the_log_is_counted_by_corrective_incidents_and_robots_are_no_hands():
    rows = [incident(f"I{i}", handler="H1" if i < 3 else "H2", requester="R", object="o") for i in range(5)]
    rows += [incident("I5", handler="robot"), incident("I6", handler="H3", type="request", open_h=0.0)]
    rows += [incident("I7", open_h=0.0), incident("I8", open_h=-2.0), incident("I9", open_h=None)]
    with make_tables(rows) as tables:
        shape = count_shape(tables.incidents.rows, frozenset({"robot"}))
    counted = shape.months.iloc[0]
    assert counted[["n", "n_corrective", "n_timed", "n_timeless"]].to_list() == [10, 9, 8, 2]
    by_field = shape.fullest.set_index("field")[["known", "top"]].T.to_dict("list")
    assert by_field == {
        "category": [9, 9],
        "priority": [9, 9],
        "object": [5, 5],
        "requester": [5, 5],
        "handler": [5, 3],
    }
    assert shape.handlers[["handler", "n"]].to_numpy().tolist() == [["H1", 3], ["H2", 2]]
