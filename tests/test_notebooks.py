"""A notebook is kept as it ran: every cell with its output, no error, nothing of the machine it ran on."""

import ast
import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def test_the_notebooks_are_there():
    assert [path.name for path in NOTEBOOKS] == ["01_the_slide.ipynb", "02_how_sure.ipynb", "03_a_portfolio.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_stands_as_it_ran(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    kinds = {output["output_type"] for cell in code for output in cell["outputs"]}
    assert kinds <= {"stream", "display_data", "execute_result"}
    pictures = [o for cell in code for o in cell["outputs"] if "image/png" in o.get("data", {})]
    assert len(pictures) >= 3
    text = path.read_text(encoding="utf-8")
    assert [folder for folder in ("/home/", "/tmp/", "/root/", "/usr/", "site-packages") if folder in text] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_opens_with_a_picture(path):
    title, *cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first = next(output for cell in cells for output in cell.get("outputs", []))
    assert re.search(r"!\[.*\]\(\.\./docs/", "".join(title["source"])) or "image/png" in first["data"]


def test_the_portfolio_tells_what_was_planted():
    cells = json.loads(NOTEBOOKS[2].read_text(encoding="utf-8"))["cells"]
    (table,) = [
        "".join(output["data"]["text/plain"])
        for cell in cells
        if "".join(cell["source"]).startswith("beside = ")
        for output in cell["outputs"]
        if "data" in output
    ]
    falls = re.findall(r"(True|False) +(True|False) +(?:True|False) +\S+$", table, re.MULTILINE)
    assert len(falls) == 11
    assert all(planted == told for planted, told in falls)


@pytest.mark.parametrize(
    ("notebook", "maker"),
    [("01_the_slide", "make_the_slide"), ("02_how_sure", "make_how_sure"), ("03_a_portfolio", "make_portfolio")],
)
def test_a_notebook_is_what_its_script_wrote(notebook, maker):
    page = json.loads(NOTEBOOKS[0].with_name(f"{notebook}.ipynb").read_text(encoding="utf-8"))
    text = NOTEBOOKS[0].with_name(f"{maker}.py").read_text(encoding="utf-8")
    [cells] = [
        ast.literal_eval(node.value)
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "CELLS"
    ]
    assert ["".join(cell["source"]) for cell in page["cells"]] == cells


def test_the_slide_rests_on_what_others_may_call():
    cells = json.loads(NOTEBOOKS[0].read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells if cell["cell_type"] == "code" for line in cell["source"]]
    taken = {line.split()[1] for line in lines if line.startswith("from drift")}
    assert {name.rpartition(".")[0] for name in taken} == {"drift", "drift.charts"}
    assert {name for name in taken if name.startswith("drift.") and "charts" not in name} == {"drift.wording"}
