# kg: two commands do everything on a fresh machine, `make demo` and `make test`.
# Each sets up what it needs; `make help` lists the rest.

.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
KB := build/demo
STAMP := $(VENV)/.set-up
WORKERS ?= 2
QUESTIONS := who-chaired-what who-was-honoured-when who-cooperates-with-whom

# The first interpreter that really is Python 3.11 or newer (a name on the path may be a shim).
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$python && break; done)

.PHONY: help setup setup-browser demo test bench calibration lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup: $(STAMP)  ## make .venv out of the lock file

$(STAMP): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version); this takes a few minutes the first time."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup-browser: setup  ## install Chromium and Firefox for the tests of the page
	@.ci/setup-browser

demo: setup  ## build a knowledge base of data/corpus, ask it three questions, draw it
	@echo '$$ kg build data/corpus -o $(KB)'
	@$(BIN)/kg build data/corpus -o $(KB)
	@echo; echo '$$ kg stats $(KB)'
	@$(BIN)/kg stats $(KB)
	@for question in $(QUESTIONS); do \
		echo; echo "$$ kg query $(KB) $$question"; \
		$(BIN)/kg query $(KB) $$question || exit; \
	done
	@echo; echo '$$ kg show $(KB) -o build/graph.html'
	@$(BIN)/kg show $(KB) -o build/graph.html

test: setup  ## run lint, types, import contracts and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(WORKERS)

bench: setup  ## measure speeds, side by side with their yardsticks
	$(BIN)/python -m bench

calibration: setup  ## count on the gold how often each pattern is right: what confidence says
	$(BIN)/kg build data/corpus -o build/calibration
	$(BIN)/kg evaluate build/calibration data/gold --calibrate data/patterns/calibration.tsv

lock: setup  ## renew requirements.txt to the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
		--annotation-style line --extra dev --extra documents --extra notebooks --extra parquet \
		--output-file requirements.txt

clean:  ## remove what was built, and .venv
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
