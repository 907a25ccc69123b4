import datetime as dt

import pytest

from drift.sources.filenames import read_name


@pytest.mark.parametrize(
    ("file", "document", "version", "effective_on", "status"),
    [
        ("SLA v2.3 def 01-07-2023.xlsx", "SLA", "2.3", dt.date(2023, 7, 1), "signed"),
        ("contract/additional-products_2019-11-13.xlsx", "additional-products", None, dt.date(2019, 11, 13), None),
        ("SLA concept 1 juli 2023.xlsx", "SLA", None, dt.date(2023, 7, 1), "draft"),
        ("DAP_20230701_v1.2.xlsx", "DAP", "1.2", dt.date(2023, 7, 1), None),
        ("SLA 2023-07.xlsx", "SLA", None, dt.date(2023, 7, 1), None),
        ("Bijlage C 31.02.2023.xlsx", "Bijlage C 31.02.2023", None, None, None),
        ("sla.xlsx", "sla", None, None, None),
        ("2021-03-15.xlsx", "2021-03-15", None, dt.date(2021, 3, 15), None),
        ("SLA Versie 3 definitief (2020-01-01).xlsx", "SLA", "3", dt.date(2020, 1, 1), "signed"),
    ],
)
def test_a_file_name_tells_document_version_date_and_status(file, document, version, effective_on, status):
    name = read_name(file)
    assert (name.document, name.version, name.effective_on, name.status) == (document, version, effective_on, status)
