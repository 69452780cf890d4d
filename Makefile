PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-fast check docs pages train score format lock clean

demo: $(VENV)/ready
	$(BIN)/niaga run corpus/articles -o outputs

# Two modules at once; more would disturb the tests that measure, interrupt batches or drive a browser.
test: $(VENV)/ready
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Cases and rooms alone, for the work between two commits: no browser, no batch of many processes, no measuring, so that
# more modules may run side by side. Each process collects all tests first: more than four gain nothing.
test-fast: $(VENV)/ready
	$(BIN)/python -m pytest -m "not slow" -n auto --maxprocesses 4 --dist loadfile

check: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile
	$(BIN)/python tests/licences.py
	$(BIN)/python tests/vulnerabilities.py

# The documentation site, into site/; a warning is an error (so it is in the tests, which build it too).
docs: $(VENV)/ready
	$(BIN)/sphinx-build -W --keep-going --quiet -d $(VENV)/doctrees -c docs . site

# Pages that are made from the program: tables, audit. Tests compare them; those of the rules are made with the site.
pages: $(VENV)/ready
	$(BIN)/python -m pipeline.schema > docs/tables.md
	$(BIN)/python -m pipeline.audit > docs/audit.md

# The shipped models of deals and flows; equal gold gives equal bytes. A test asks for it when the corpus or a list of cues has changed.
train: $(VENV)/ready
	$(BIN)/niaga train corpus -o pipeline/relate/models

# Writes benchmarks/QUALITY.md, its picture and the tables of the READMEs; trains for the figures of unseen
# text. A test fails when a figure falls below it by more than 0.01.
score: export OMP_WAIT_POLICY = passive
score: $(VENV)/ready
	$(BIN)/python benchmarks/quality.py

format: $(VENV)/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv; the lock holds names, versions and hashes only.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade -o requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) site
	find outputs -mindepth 1 ! -name README.md -delete
