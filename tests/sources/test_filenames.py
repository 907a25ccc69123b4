import datetime as dt

import pytest

from drift.sources.values.filenames import read_name


@pytest.mark.parametrize(
    ("file", "document", "version", "effective_on", "status"),
    [
        ("SLA v2.3 def 01-07-2023.xlsx", "SLA", "2.3", dt.date(2023, 7, 1), "signed"),
        ("contract/additional-products_2019-11-13.xlsx", "additional-products", None, dt.date(2019, 11, 13), None),
        ("SLA concept 1 juli 2023.xlsx", "SLA", None, dt.date(2023, 7, 1), "draft"),
        ("DAP_20230701_v1.2.xlsx", "DAP", "1.2", dt.date(2023, 7, 1), None),
        ("Bijlage C 31.02.2023.xlsx", "Bijlage C 31.02.2023", None, None, None),
        ("sla.xlsx", "sla", None, None, None),
        ("2021-03-15.xlsx", "contract", None, dt.date(2021, 3, 15), None),
        ("papier/2021-03-15.xlsx", "papier", None, dt.date(2021, 3, 15), None),
        ("papier/v1.0.xlsx", "papier", "1.0", None, None),
        ("SLA v1.2 2020-01-01 (2).xlsx", "SLA", "1.2", dt.date(2020, 1, 1), None),
        ("Lift Services SLA 2.2 signed 2017-09-01.xlsx", "Lift Services SLA", "2.2", dt.date(2017, 9, 1), "signed"),
        ("Service agreement 3.0 2018-04-01.xlsx", "Service agreement", "3.0", dt.date(2018, 4, 1), None),
        ("SLA 2.2.1 2017-09-01.xlsx", "SLA 2.2.1", None, dt.date(2017, 9, 1), None),
        ("Annex 2.2 2017-09-01.xlsx", "Annex 2.2", None, dt.date(2017, 9, 1), None),
        ("SLA 2020-01-01 - Kopie.xlsx", "SLA", None, dt.date(2020, 1, 1), None),
        ("Contract 2018 v2 2019-05-01.xlsx", "Contract 2018", "2", dt.date(2019, 5, 1), None),
        ("SLA 150316.xlsx", "SLA 150316", None, None, None),
        ("NEN 2767 meting 2.xlsx", "NEN 2767 meting 2", None, None, None),
        ("SLA Versie 3 definitief (2020-01-01).xlsx", "SLA", "3", dt.date(2020, 1, 1), "signed"),
    ],
)
def test_a_file_name_tells_document_version_date_and_status(file, document, version, effective_on, status):
    name = read_name(file)
    assert (name.document, name.version, name.effective_on, name.status) == (document, version, effective_on, status)
    assert not name.rough


@pytest.mark.parametrize(
    ("file", "document", "effective_on"),
    [
        ("SLA 2018.xlsx", "SLA", dt.date(2018, 1, 1)),
        ("SLA_2019_def.xlsx", "SLA", dt.date(2019, 1, 1)),
        ("Bestek 2018-2021.xlsx", "Bestek", dt.date(2018, 1, 1)),
        ("incident 2013-14 (export).xlsx", "incident (export)", dt.date(2013, 1, 1)),
        ("SLA januari 2019.xlsx", "SLA", dt.date(2019, 1, 1)),
        ("SLA_okt-2019.xlsx", "SLA", dt.date(2019, 10, 1)),
        ("SLA 2023-07.xlsx", "SLA", dt.date(2023, 7, 1)),
        ("SLA 7-2023.xlsx", "SLA", dt.date(2023, 7, 1)),
        ("SLA Q3 2019.xlsx", "SLA", dt.date(2019, 7, 1)),
        ("SLA 2019 K2.xlsx", "SLA", dt.date(2019, 4, 1)),
        ("SLA 15-03-16.xlsx", "SLA", dt.date(2016, 3, 15)),
        ("180131 SLA.xlsx", "SLA", dt.date(2018, 1, 31)),
    ],
)
def test_a_date_that_is_not_told_in_full_is_taken_and_said_to_be_rough(file, document, effective_on):
    name = read_name(file)
    assert (name.document, name.effective_on, name.rough) == (document, effective_on, True)


def test_a_remark_in_brackets_keeps_both():
    assert read_name("KPI-rapportage 2022 (verzonnen).xlsx").document == "KPI-rapportage (verzonnen)"
