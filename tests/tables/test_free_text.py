"""What strangers wrote is masked in every table that an output may show: a text column is theirs, or it is ours."""

from drift.tables.columns import FREE_TEXT, NOT_SHOWN, PERSONS, TABLES, TEXT

OURS = {  # words of ours, or masked before the table is made (document and version of a clause)
    "clauses": {"relation", "document", "version"},
    "readings": {"relation", "language", "party", "modality", "kind"},
    "targets": {"relation", "comparator", "unit", "stated", "cell"},
    "lineage": {"relation", "change"},
    "units": {"relation"},
    "documents": {"relation", "role", "status"},
    "incidents": {"relation", "tool", "type"},
    "events": {"relation", "tool", "kind"},
    "people": {"relation", "side", "level"},
    "norm_reports": {"relation", "cell", "period", "comparator", "unit"},
}


def test_every_text_column_is_masked_or_ours():
    for table, columns in TABLES.items():
        if table not in NOT_SHOWN:
            texts = {column.name for column in columns if column.dtype == TEXT}
            theirs = {*FREE_TEXT.get(table, ()), *PERSONS.get(table, ())}
            assert texts - theirs == OURS.get(table, set()), table
