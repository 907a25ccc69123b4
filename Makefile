# Two commands for a newcomer: `make demo` and `make test`. Both make their own .venv and install from constraints.txt.
PYTHON ?= python3
BIN := .venv/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test long lint docs cases bench endings calibrate worlds labels windows clean

demo: .venv/demo.done
	for folder in data/samples/*/; do $(BIN)/drift report "$$folder" --out "out/$$(basename "$$folder")" || exit 1; done

# a worker a core, each with one thread of its own: more only wait for each other
test: export OMP_NUM_THREADS := 1
test: .venv/dev.done
	$(BIN)/python -m pytest -n auto --dist loadfile

# what takes half a minute or more a file; before every release, and after work on what it is about
long: export OMP_NUM_THREADS := 1
long: .venv/dev.done
	$(BIN)/python -m pytest -n auto --dist loadfile -m long

lint: .venv/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# the site into out/site: every warning (a link that leads nowhere) ends it; the pages need no network
docs: .venv/docs.done
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs out/site

# docs/cases.md and its pictures, from real relations that lie beside the project; needs pdftoppm (Debian: poppler-utils)
cases: .venv/demo.done
	$(BIN)/python docs/make_cases.py

# one table into docs/speed.md: takes a quarter of an hour
bench: .venv/dev.done
	$(BIN)/python benchmarks/speed.py --write

# whole reports that are killed, ended or out of room at one call after the other
endings: .venv/dev.done
	$(BIN)/python benchmarks/endings.py

calibrate: .venv/dev.done
	$(BIN)/python benchmarks/calibrate.py

# whole relations with a known truth; a run that was cut goes on with --resume
worlds: export OMP_NUM_THREADS := 1
worlds: .venv/dev.done
	$(BIN)/python -m benchmarks.worlds

# learn anew from benchmarks/labelled/clauses.csv: weights and reading error
labels: .venv/dev.done
	$(BIN)/python benchmarks/labels.py --write

# a folder that starts by a double-click; Python comes from python.org, which name and checksum docs/page.md tells
WINDOWS_PYTHON ?= python-3.12.10-embed-amd64.zip
windows: .venv/dev.done
	$(BIN)/python windows/make_folder.py --python "$(WINDOWS_PYTHON)" --out out/drift-windows

clean:
	rm -rf .venv out

.venv/pip.done: constraints.txt
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'drift needs Python 3.11 or newer with venv (Debian: apt install python3-venv)' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

.venv/demo.done: .venv/pip.done pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/docs.done: .venv/pip.done pyproject.toml
	$(BIN)/python -m pip install --quiet --group docs
	@touch $@

.venv/dev.done: .venv/demo.done pyproject.toml
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
