# What a newcomer types. "make help" lists it; docs and the README promise these names.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PORT ?= 8000
PYTEST_ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Compiled modules are kept: the tests start many processes, and each would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup assets browser run test check format bench house lock clean

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-9s %s\n", $$1, $$2 }'

setup: $(VENV)/.installed static/build/.built ## Environment and dependencies alone; safe to repeat

# The environment: uv when the machine has it, else venv and pip. Built beside and stamped last,
# so that an interrupted set-up is done again.
$(VENV)/.installed: requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the Python packages ..." >&2
	@if command -v uv >/dev/null 2>&1; then \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock; \
	else \
		$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.lock; \
	fi
	@touch $@

assets: static/build/.built ## Style sheets and scripts, from npm packages into static/build

static/build/.built: package.json package-lock.json $(VENV)/.installed $(shell find static/src -type f 2>/dev/null)
	@$(BIN)/python tools/assets.py
	@mkdir -p $(@D) && touch $@

browser: # Chromium, for the browser tests
	@sh tools/browser.sh

run: setup ## The portal with an invented county on http://127.0.0.1:8000
	@exec env PORT=$(PORT) $(BIN)/python tools/run.py

test: setup browser ## All tests: unit, SQLite, PostgreSQL, browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(PYTEST_ARGS)

check: setup ## Lint, format, types, import contracts, templates, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/codespell

format: setup ## Lay out the code as "make check" wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## The benchmarks (one of them: make bench PART="nightly --quick")
	$(BIN)/python -m bench $(PART)

house: setup ## Draw the import graph to docs/house.svg
	$(BIN)/python tools/house.py

lock: ## Compile the hash-pinned locks anew (needs uv); they hold no host names
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements.txt -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-dev.txt -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-node.txt -o requirements-node.lock

clean: ## Remove what was built; the data under instance/ stays
	rm -rf $(VENV) node_modules static/build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
