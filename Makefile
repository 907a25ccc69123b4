# Two commands for a newcomer: `make demo` and `make test`. Both make their own .venv and install from constraints.txt.
PYTHON ?= python3
BIN := .venv/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test long lint bench endings calibrate worlds labels clean

demo: .venv/demo.done
	$(BIN)/drift report data/samples/github --out out/github
	$(BIN)/drift demo out/sorteercentrum
	$(BIN)/drift demo out/metro --sample metro

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

.venv/dev.done: .venv/demo.done pyproject.toml
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
