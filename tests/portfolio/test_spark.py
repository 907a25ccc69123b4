"""Spark gives the rows that processes of one machine give; run where pyspark and Java are."""

import shutil

import pandas as pd
import pytest
from portfolios import write_portfolio

import drift

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)


@pytest.mark.filterwarnings("ignore")  # what Spark leaves open is its own
def test_spark_and_processes_give_equal_rows(once):
    portfolio = once("portfolio", write_portfolio)
    frames = [
        drift.analyse_all(portfolio, language="en", **options)
        for options in ({"workers": 1}, {"executor": "spark", "master": "local[2]", "fresh": True})
    ]
    assert len(frames[0]) == 5
    pd.testing.assert_frame_equal(*frames)
