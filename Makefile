# make demo: plan a week of the trade-counter store.   make test: all that CI runs.
# make bench: two store weeks and the peers, a minute each, and a page of all results.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WEEK ?= 2011-11-14
PYTEST = $(BIN)/pytest -n 2 --dist loadfile --durations=15
SHORT_TESTS = $(PYTEST) -m "not long"
SECONDS ?= 60
CHROMIUM := /usr/bin/chromium
SOURCES := .

.PHONY: bench demo test test-long format lint types imports tests types-and-tests browser lock clean

demo: $(VENV)/.installed
	$(BIN)/staffopt plan configs/trade-counter --week $(WEEK) --seconds $(SECONDS) --out plans/trade-counter/$(WEEK)

test: lint imports types-and-tests

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types: $(VENV)/.installed-dev
	$(BIN)/mypy

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

tests: $(VENV)/.installed-dev browser
	$(SHORT_TESTS)

# Long tests whose promises shorter ones hold, too, on less.
test-long: $(VENV)/.installed-dev
	$(PYTEST) -m long

# Types are checked beside the tests, which wait for files and processes a fifth of their time.
types-and-tests: $(VENV)/.installed-dev browser
	@nice $(BIN)/mypy & types=$$!; $(SHORT_TESTS); tests=$$?; wait $$types && exit $$tests

# Where CI=true the browser tests must run, so the browser is installed; elsewhere they may skip.
browser:
ifeq ($(CI),true)
	test -x $(CHROMIUM) || { apt-get update && apt-get install -y --no-install-recommends chromium; }
endif

format: $(VENV)/.installed-dev
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -c requirements.lock -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -c requirements.lock -e ".[demo,dev]"
	touch $(VENV)/.installed $@

SHORT := $(addprefix benchmarks/instances/,store_20_1.json store_50_1.json)

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/run.py --suite stores --seconds 60 --seed 1 $(SHORT)
	$(BIN)/python benchmarks/run.py --suite peers --seconds 60 --seed 1 $(SHORT)
	$(BIN)/python benchmarks/write_page.py build/benchmarks.html

# Resolve anew, in a fresh environment; run it with Python 3.11.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --disable-pip-version-check -e ".[demo,dev]"
	head -2 requirements.lock > build/lock/head
	build/lock/bin/python -m pip freeze --exclude-editable | sort -f | cat build/lock/head - > requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
