# Everything a developer or a newcomer runs. `make help` explains; settings live in pyproject.toml.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
# A hash for every file that is fetched. What is built is built with the locked tools (no isolation): else pip would
# fetch build tools of its own choice.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps
LOCKED := $(PIP) --require-hashes --no-build-isolation --use-pep517
ITSELF := $(PIP) --no-index --no-build-isolation --editable .
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet
TESTS := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
PORT ?= 8000
SOURCES := workflow web tests features

.PHONY: help demo test test-fast coverage lint format words pictures bench lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: $(RUN_STAMP) ## set up everything, seed a made-up municipality, serve it on http://127.0.0.1:8000
	$(BIN)/quartiersweg demo --port $(PORT)

test: $(DEV_STAMP) ## every test, browser and PostgreSQL included
	@sh scripts/browser-ready.sh
	$(TESTS)

test-fast: $(DEV_STAMP) ## the tests that need neither a browser nor PostgreSQL
	$(TESTS) -m "not browser and not postgres and not packaging"

coverage: $(DEV_STAMP) ## every test, and which lines and branches none of them walks (twice as long)
	@sh scripts/browser-ready.sh
	$(TESTS) --cov --cov-report=term:skip-covered

lint: $(DEV_STAMP) ## style, types and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy workflow web
	$(BIN)/lint-imports

format: $(DEV_STAMP) ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

words: $(DEV_STAMP) ## bring the English catalogue up to the texts that stand in the source
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --no-default-keywords --keyword say \
		--keyword said_later --keyword plural:2,3 --no-location --sort-output --no-wrap --omit-header \
		--output-file $(VENV)/words.pot .
	$(BIN)/pybabel --quiet update --input-file $(VENV)/words.pot --output-file web/locale/en/messages.po \
		--locale en --no-wrap --no-fuzzy-matching --ignore-obsolete --omit-header

pictures: $(DEV_STAMP) ## draw the pictures of the handbook anew
	@sh scripts/browser-ready.sh
	$(BIN)/python scripts/pictures.py

bench: $(DEV_STAMP) ## measure the engine beside raw SQLite and SpiffWorkflow
	$(BIN)/python -m tests.benchmarks

lock: $(DEV_STAMP) ## solve the dependencies anew, with hashes
	$(LOCK) --upgrade --output-file requirements-build.lock --group build
	$(LOCK) --upgrade --output-file requirements.lock pyproject.toml
	$(LOCK) --upgrade --output-file requirements-dev.lock pyproject.toml --group dev --all-extras \
		--constraint requirements.lock --constraint requirements-build.lock

clean: ## remove the virtual environment, caches and the demo's data
	rm -rf $(VENV) demo-data build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage*

$(BIN)/python:
	@PYTHON="$(PYTHON)" sh scripts/make-venv.sh $(VENV)

$(RUN_STAMP): $(BIN)/python requirements-build.lock requirements.lock pyproject.toml
	@echo "Installing what the program needs (once) ..."
	@$(LOCKED) -r requirements-build.lock
	@$(LOCKED) -r requirements.lock
	@$(ITSELF)
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements-dev.lock
	@echo "Installing what tests and checks need (once) ..."
	@$(LOCKED) -r requirements-dev.lock
	@touch $@
