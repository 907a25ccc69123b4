import pytest

from drift.wording.live import quiet


@pytest.mark.parametrize("text", ["=1+1", "+31 6 1234", "-5", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_text_that_could_run_gets_an_apostrophe(text):
    assert quiet(text) == "'" + text


@pytest.mark.parametrize("cell", ["a=1", "", " =1", "1-2", -5, -0.5, 3, None, True])
def test_everything_else_stays_what_it_is(cell):
    assert quiet(cell) is cell
