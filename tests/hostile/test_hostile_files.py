"""What a file may hold: each hostile one is one account with its reason, and the good one beside it is read whole.

`expected.json` has, for each input, the status of every account or the code of why it is not read;
`pytest --write-golden` accepts what came out.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from good import check_beside, put_good
from hostile_texts import TEXTS
from parquets import PARQUETS
from tables import SHEETS
from zips import ZIPS

INPUTS = {**ZIPS, **SHEETS, **TEXTS, **PARQUETS}
EXPECTED = Path(__file__).with_name("expected.json")
ACCEPTED = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}


@pytest.mark.parametrize("name", INPUTS)
def test_a_hostile_file_is_one_account_and_the_good_one_is_read(tmp_path, request, name):
    file, make = INPUTS[name]
    (tmp_path / file).write_bytes(make())
    put_good(tmp_path)
    accounts = check_beside(tmp_path)
    came_out = sorted(account.reason.code if account.reason else account.status for account in accounts.values())
    if request.config.getoption("--write-golden"):
        ACCEPTED[name] = came_out
        told = json.dumps({name: ACCEPTED[name] for name in INPUTS if name in ACCEPTED}, indent=1)
        EXPECTED.write_text(told + "\n", encoding="utf-8")
    assert came_out == ACCEPTED[name]


def test_every_input_is_expected_and_there_are_enough_of_them():
    assert [*ACCEPTED] == [*INPUTS]
    assert len(INPUTS) >= 120
